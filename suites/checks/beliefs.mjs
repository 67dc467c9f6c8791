// Reads the degrees of belief t1 to t8 in percent: possible ones, at most 200 for each contradictory set of three.
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('./answer.txt', import.meta.url), 'utf8');
const belief = (number) => Number(new RegExp(`^\\W*t${number}\\W*[=:]\\s*(\\d+(?:\\.\\d+)?)`, 'im').exec(text)?.[1] ?? NaN);
const all = [1, 2, 3, 4, 5, 6, 7, 8].map(belief);
console.log(all.join(' '));
if (!all.every((one) => one >= 0 && one <= 100) || new Set(all).size === 1) process.exit(1);
for (const set of [[1, 2, 3], [4, 5, 6], [1, 7, 8]]) {
  const sum = set.reduce((total, number) => total + belief(number), 0);
  if (sum <= 200 + 1e-9) continue;
  console.log(`${set.join(' + ')} is ${sum}`);
  process.exit(1);
}
