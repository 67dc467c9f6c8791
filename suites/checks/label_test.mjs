// Compares label of the answer with the old one, for thousands of objects, odd ones included.
import { readFileSync } from 'node:fs';

function old(o) {
  if (!o) return 'nobody';
  let r;
  if (o.name) {
    r = o.nick ? o.nick : o.name;
    if (o.age != null) r = r + (o.age >= 18 ? ' (adult)' : o.age >= 0 ? ' (minor)' : ' (?)');
  } else r = o.id || o.id === 0 ? '#' + o.id : 'unknown';
  return o.tags && o.tags.indexOf('vip') > 0 ? '*' + r : r;
}

const source = readFileSync(new URL('./answer.js', import.meta.url), 'utf8').replace(/^export\s+(?:default\s+)?/gm, '');
const label = new Function(`${source}\n;return label;`)();
const values = {
  name: [undefined, '', 'Ana', 0, 7, ['x']],
  nick: [undefined, '', 'Bo', 0],
  age: [undefined, null, 0, 17, 18, -1, NaN, '20', 'old', false],
  id: [undefined, null, '', 0, 5, '0', NaN],
  tags: [undefined, null, [], ['vip'], ['new', 'vip'], 'a vip', 'vip'],
};
const cases = [null, undefined, 0, '', false, NaN, 1, 'text', [], {}];
for (const name of values.name)
  for (const nick of values.nick)
    for (const age of values.age)
      for (const id of values.id) for (const tags of values.tags) cases.push({ name, nick, age, id, tags });
for (const one of cases) {
  if (label(one) === old(one)) continue;
  console.log(`label(${JSON.stringify(one)}) is ${label(one)} instead of ${old(one)}`);
  process.exit(1);
}
