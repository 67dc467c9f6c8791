// Emits on the bus of the answer while handlers come and go: who is called in a round, and in which order.
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
bus.on('a', (value) => seen.push(`1${value}`));
const off2 = bus.on('a', (value) => {
  seen.push(`2${value}`);
  bus.on('a', () => seen.push('new'));
  off2();
  off3();
});
const off3 = bus.on('a', (value) => seen.push(`3${value}`));
bus.on('b', () => seen.push('b'));
bus.on('a', (value) => seen.push(`4${value}`));
bus.emit('a', 'x');
wish('1x 2x 3x 4x', 'the first round');
bus.emit('a', 'y');
wish('1y 4y new', 'the second round');
bus.emit('none', 0);
wish('', 'an event without handlers');
bus.emit('b');
wish('b', 'another event');
