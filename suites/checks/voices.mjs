// Splits the six letters at their headings: none of her sentences over twelve words, one of over sixty in each of his.
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('./answer.txt', import.meta.url), 'utf8');
const letters = text.split(/^[#*_ \t]*\d{2}[*_.: \t]*$/m).slice(1);
const words = (sentence) => (sentence.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []).length;
const longest = letters.map((letter) => Math.max(...letter.split(/[.!?…]+["”’)]*(?:\s|$)|\n\s*\n/).map(words)));
console.log(`longest sentences: ${longest.join(' ')}`);
if (letters.length !== 6 || longest.some((count, at) => (at % 2 === 0 ? count > 12 : count <= 60))) process.exit(1);
