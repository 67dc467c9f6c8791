import { expect, it } from 'vitest';
import { knownNeed, memoryNeed } from '../../../src/verdict/memory';

const header = (facts: Record<string, string | number>) => ({ version: 3, tensors: 1, facts });

it('the cache of a context is layers × heads × lengths × tokens', () => {
  // Llama 3.1 8B: llama.cpp states 1024 MiB of keys and values for 8,192 tokens in f16.
  const llama = header({
    'general.architecture': 'llama',
    'llama.block_count': 32,
    'llama.attention.head_count': 32,
    'llama.attention.head_count_kv': 8,
    'llama.embedding_length': 4096,
  });
  const need = memoryNeed(4_920_739_232, llama, 8192);
  expect(need?.cache).toBe(1024 * 2 ** 20);
  expect(knownNeed(need!)).toBe(4_920_739_232 + 1024 * 2 ** 20);
  expect(memoryNeed(1, llama, 8192, 'q8_0')?.cache).toBe(544 * 2 ** 20);
});

it('what a file does not tell is unknown, never guessed', () => {
  expect(memoryNeed(null, undefined, 4096)).toBeNull();
  expect(memoryNeed(100, undefined, 4096)).toEqual({ weights: 100, cache: null, context: 4096 });
  const odd = header({ 'general.architecture': 'x', 'x.block_count': -1, 'x.embedding_length': Number.MAX_VALUE });
  expect(memoryNeed(100, odd, 4096)?.cache).toBeNull();
});
