// Reads a subtraction with two predictions: whether both follow from the two rules, and whether they differ.
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('./answer.txt', import.meta.url), 'utf8');
const value = (key) => (new RegExp(`^\\W*${key}\\W*[=:]\\s*(.+)$`, 'im').exec(text)?.[1] ?? '').trim();
const whole = (key) => Number(/^\W*(\d{1,7})\b/.exec(value(key))?.[1] ?? NaN);
const [, upper = '', lower = ''] = /(\d{2,6})\s*[-−–]\s*(\d{1,6})/.exec(value('test')) ?? [];

// Borrowing from a tens column that holds 0 makes it a 9 and takes nothing from the next column.
function lena() {
  const digits = [...upper].reverse().map(Number);
  const taken = [...lower].reverse().map(Number);
  let result = 0;
  for (let at = 0; at < digits.length; at++) {
    let top = digits[at];
    if (top < (taken[at] ?? 0)) {
      top += 10;
      if (digits[at + 1] === 0 && at === 0) digits[1] = 9;
      else borrow(digits, at + 1);
    }
    result += (top - (taken[at] ?? 0)) * 10 ** at;
  }
  return result;
}
function borrow(digits, at) {
  if (digits[at] > 0) digits[at] -= 1;
  else if (at < digits.length) {
    digits[at] = 9;
    borrow(digits, at + 1);
  }
}
function borrows() {
  let carry = 0;
  let any = false;
  for (let at = 1; at <= upper.length; at++) {
    carry = Number(upper.at(-at)) - carry < Number(lower.at(-at) ?? 0) ? 1 : 0;
    any ||= carry === 1;
  }
  return any;
}
const right = Number(upper) - Number(lower);
const rival = borrows() && upper.includes('0') ? right + 100 : right;
console.log(`${upper} - ${lower}: ${lena()} and ${rival}`);
if (!(right > 0) || lena() === rival || whole('test_lena') !== lena() || whole('test_rival') !== rival) process.exit(1);
