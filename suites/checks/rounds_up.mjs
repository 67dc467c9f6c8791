// Reads `cents` and `people` and asks whether rounding each equal share, as Python's round does, hands out too much.
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('./answer.txt', import.meta.url), 'utf8');
const whole = (key) => Number(new RegExp(`^\\W*${key}\\W*[=:]\\s*(\\d{1,9})\\b`, 'im').exec(text)?.[1] ?? NaN);
const [cents, people] = [whole('cents'), whole('people')];
const down = Math.floor(cents / people);
const twice = 2 * (cents % people);
const share = twice > people || (twice === people && down % 2 === 1) ? down + 1 : down;
console.log(`${cents} cents among ${people}: ${share} each, ${share * people} in all`);
if (!(share * people > cents)) process.exit(1);
