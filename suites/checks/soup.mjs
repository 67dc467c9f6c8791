// Reads the six headings: the depth grows, the soup cools by less each time and stays at 40 °C or above.
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('./answer.txt', import.meta.url), 'utf8');
const heads = [...text.matchAll(/^[#*_ \t]*([\d,. ]+) m, (\d+(?:\.\d+)?) °C[*_ \t]*$/gm)];
const depths = heads.map((match) => Number(match[1].replace(/[, ]/g, '')));
const heats = heads.map((match) => Number(match[2]));
console.log(heads.map((match) => match[0].trim()).join('; '));
const drops = heats.slice(1).map((heat, at) => heats[at] - heat);
const cools = drops.every((drop, at) => drop > 0 && (at === 0 || drop < drops[at - 1]));
const deeper = depths.slice(1).every((depth, at) => depth > depths[at]);
if (heads.length !== 6 || depths[0] !== 0 || heats[0] !== 82 || !deeper || !cools || heats[5] < 40) process.exit(1);
