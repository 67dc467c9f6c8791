// Compares the second expression of the answer with the form's own on all short texts, then tries it on long ones that
// take the old one for ever.
import { readFileSync } from 'node:fs';

const source = readFileSync(new URL('./answer.txt', import.meta.url), 'utf8').trim();
const [, body = source, flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(source) ?? [];
const expression = new RegExp(body, flags.replace('g', ''));
const old = /^(\w+\s?)+$/;
let layer = [''];
for (let size = 0; size <= 7; size++) {
  for (const text of layer) {
    if (expression.test(text) === old.test(text)) continue;
    console.log(`${JSON.stringify(text)} is ${old.test(text) ? 'refused' : 'accepted'}`);
    process.exit(1);
  }
  layer = layer.flatMap((text) => [...'a1 \n!'].map((character) => text + character));
}
for (const text of ['a'.repeat(200), 'a '.repeat(200), 'ab '.repeat(200)]) {
  if (!expression.test(`${text}!`) && expression.test(text)) continue;
  console.log('a long text is judged wrongly');
  process.exit(1);
}
