// Tries the expression of the answer in JavaScript on the prompt's table, and on every short text of its characters.
import { readFileSync } from 'node:fs';

const expression = new RegExp(readFileSync(new URL('./answer.txt', import.meta.url), 'utf8').trim());
const right = (text) => {
  const [whole, ...rest] = text.split('.');
  if (rest.length > 1 || (rest.length === 1 && (rest[0].length !== 2 || /[^0-9]/.test(rest[0])))) return false;
  if (/[^0-9,]/.test(whole)) return false;
  const [first, ...groups] = whole.split(',');
  if (whole === '0') return true;
  return first !== '' && first[0] !== '0' && first.length <= 3 && groups.every((group) => group.length === 3);
};
const table = '0|7|999|1,000|12,345,678.90|0.50|1.00||007|1000|1,00|,100|1,000.5|0,123|-5|1,٣٣٣|1,000\n|\n|1.00\n|0\n';
const texts = table.split('|');
let layer = [''];
for (let size = 0; size <= 7; size++) {
  texts.push(...layer);
  layer = layer.flatMap((text) => [...'05,.'].map((character) => text + character));
}
for (const text of texts) {
  if (expression.test(text) === right(text)) continue;
  console.log(`${JSON.stringify(text)} is ${right(text) ? 'refused' : 'accepted'} in JavaScript`);
  process.exit(1);
}
