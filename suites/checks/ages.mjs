// Reads the six headings of the letters: hers and his in turn, he three years older, years apart, from 31 to 71.
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('./answer.txt', import.meta.url), 'utf8');
const ages = [...text.matchAll(/^[#*_ \t]*(\d{2})[*_.: \t]*$/gm)].map((match) => Number(match[1]));
console.log(ages.join(' '));
const years = ages.map((age, at) => (at % 2 === 0 ? age - 31 : age - 34));
const rising = years.every((year, at) => at === 0 || year >= years[at - 1] + 2);
if (ages.length !== 6 || ages[0] !== 31 || ages[5] !== 71 || !rising) process.exit(1);
