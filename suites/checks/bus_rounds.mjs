// Emits on the bus of the answer while handlers come and go: who is called in a round, and in which order.
import { readFileSync } from 'node:fs';
import * as modules from 'node:module';

const nonce = process.env.LLP_NONCE;
delete process.env.LLP_NONCE;
const { log } = console;
const source = readFileSync(new URL('./answer.ts', import.meta.url), 'utf8');
const plain = modules.stripTypeScriptTypes(source, { mode: 'transform' }).replace(/^export\s+(?:default\s+)?/gm, '');
const Bus = new Function(`${plain}\n;return Bus;`)();
const seen = [];
const say = (what) => log(`\n${nonce} ${what}: ${seen.splice(0).map(String).join(' ') || 'nobody'}`);
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
say('the first round');
bus.emit('a', 'y');
say('the second round');
bus.emit('none', 0);
say('an event without handlers');
bus.emit('b');
say('another event');
