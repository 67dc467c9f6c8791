// Subscribes the same function twice on the bus of the answer: each subscription ends by its own off alone.
import { readFileSync } from 'node:fs';
import * as modules from 'node:module';

const source = readFileSync(new URL('./answer.ts', import.meta.url), 'utf8');
const plain = modules.stripTypeScriptTypes(source, { mode: 'transform' }).replace(/^export\s+(?:default\s+)?/gm, '');
const Bus = new Function(`${plain}\n;return Bus;`)();
const seen = [];
const wish = (wanted, what) => {
  const got = seen.splice(0).join(' ');
  if (got === wanted) return;
  console.log(`${what}: ${got || 'nobody'} instead of ${wanted || 'nobody'}`);
  process.exit(1);
};
const bus = new Bus();
const same = () => seen.push('same');
const first = bus.on('a', same);
bus.on('a', () => seen.push('between'));
const second = bus.on('a', same);
bus.emit('a', 0);
wish('same between same', 'one function twice');
first();
first();
bus.emit('a', 0);
wish('between same', 'the first one off, twice');
const third = bus.on('a', same);
second();
bus.emit('a', 0);
wish('between same', 'the second one off, a third on');
third();
second();
bus.emit('a', 0);
wish('between', 'all off');
