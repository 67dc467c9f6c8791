// Reads what the seven entries moved and what was kept of each kind: forty boxes, and no kind has more than there were.
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('./answer.txt', import.meta.url), 'utf8');
const value = (key) => new RegExp(`^\\W*${key}\\W*[=:]\\s*(.+)$`, 'im').exec(text)?.[1] ?? '';
const moved = (value('moved').match(/\d+/g) ?? []).map(Number);
const kept = ['registers', 'police', 'parish'].map((key) => Number(/\d+/.exec(value(key))?.[0] ?? NaN));
const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);
console.log(`${moved.join(' + ')}; ${kept.join(' + ')}`);
if (moved.length !== 7 || sum(moved) !== 40 || sum(kept) !== 40 || kept[0] > 28 || kept[1] > 20 || kept[2] > 12) process.exit(1);
