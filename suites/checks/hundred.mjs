// Reads three outcomes f1 to f3 in percent: together 100, none impossible or sure.
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('./answer.txt', import.meta.url), 'utf8');
const shares = ['f1', 'f2', 'f3'].map((key) => Number(new RegExp(`^\\W*${key}\\W*[=:]\\s*(\\d+(?:\\.\\d+)?)`, 'im').exec(text)?.[1] ?? NaN));
console.log(shares.join(' + '));
if (!(Math.abs(shares[0] + shares[1] + shares[2] - 100) < 1e-6) || !shares.every((one) => one > 0 && one < 100)) process.exit(1);
