// Calls label of the answer with thousands of objects, odd ones included, and says what comes back.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const nonce = process.env.LLP_NONCE;
delete process.env.LLP_NONCE;
const { log } = console;
const source = readFileSync(new URL('./answer.js', import.meta.url), 'utf8').replace(/^export\s+(?:default\s+)?/gm, '');
const label = new Function(`${source}\n;return label;`)();
const values = {
  name: [undefined, '', 'Ana', 0, 7, ['x']],
  nick: [undefined, '', 'Bo', 0],
  age: [undefined, null, 0, 17, 18, -1, NaN, '20', 'old', false],
  id: [undefined, null, '', 0, 5, '0', NaN],
  tags: [undefined, null, [], ['vip'], ['new', 'vip'], 'a vip', 'vip'],
};
const shown = (one) => {
  try {
    const got = label(one);
    return typeof got === 'string' || typeof got === 'number' ? `${typeof got} ${got}` : typeof got;
  } catch {
    return 'an error';
  }
};
for (const one of [null, undefined, 0, '', false, NaN, 1, 'text', [], {}]) log(`\n${nonce} label(${typeof one} ${one}) is ${shown(one)}`);
for (const name of values.name)
  for (const nick of values.nick)
    for (const age of values.age) {
      const all = values.id.flatMap((id) => values.tags.map((tags) => shown({ name, nick, age, id, tags })));
      const digest = createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 16);
      const example = shown({ name, nick, age, id: 5, tags: ['new', 'vip'] });
      log(`\n${nonce} name ${name}, nick ${nick}, age ${typeof age} ${age}: ${example}, all as ${digest}`);
    }
