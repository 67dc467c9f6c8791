// Compares the first sentence with the last: the same words but exactly one.
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('./answer.txt', import.meta.url), 'utf8').replace(/^#.*$/m, '').trim();
const sentences = text.replace(/[*_]/g, '').split(/(?<=[.!?…]["”’)]*)\s+/);
const words = (sentence) => sentence.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
const last = words(sentences.at(-1) ?? '');
// The first sentence may stand behind a title that is no heading.
const fits = [sentences[0] ?? '', ...(sentences[0] ?? '').split('\n').slice(-1)].some((sentence) => {
  const first = words(sentence);
  return first.length === last.length && first.length > 1 && first.filter((word, at) => word !== last[at]).length === 1;
});
console.log(`${sentences[0]} / ${sentences.at(-1)}`);
if (!fits) process.exit(1);
