// Emits on the bus of the answer when handlers throw: the others are called, then the first error is thrown.
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
for (const thrown of [new Error('first'), undefined, 0]) {
  const bus = new Bus();
  bus.on('a', () => seen.push('1'));
  bus.on('a', () => {
    throw thrown;
  });
  bus.on('a', () => seen.push('2'));
  bus.on('a', () => {
    throw new Error('later');
  });
  bus.on('a', () => seen.push('3'));
  try {
    bus.emit('a', 0);
    seen.push('nothing thrown');
  } catch (error) {
    seen.push(error === thrown ? 'first' : 'another');
  }
  say(`a handler that throws ${String(thrown)}`);
}
