import type { GgufHeader } from '../model/record';
import type { MemoryNeed } from '../model/verdict';

/** Bytes of one figure of the cache, by ggml's names of its types. */
const bytesOf: Record<string, number> = {
  f32: 4,
  f16: 2,
  bf16: 2,
  q8_0: 34 / 32,
  q5_1: 24 / 32,
  q5_0: 22 / 32,
  q4_1: 20 / 32,
  q4_0: 18 / 32,
};

/**
 * What a model needs in memory: its file, and the keys and values of the whole context, which are layers × key and value
 * heads × their lengths × tokens (llama.cpp's own reckoning). A model that looks at a window only needs less; buffers of
 * the runtime come on top.
 */
export function memoryNeed(
  fileBytes: number | null,
  header: GgufHeader | undefined,
  context: number | null,
  cacheType = 'f16',
): MemoryNeed | null {
  if (fileBytes === null || !(fileBytes > 0)) return null;
  const perToken = header ? cachePerToken(header, bytesOf[cacheType] ?? 2) : null;
  const cache = perToken === null || context === null ? null : Math.round(perToken * context);
  return { weights: fileBytes, cache, context };
}

/** All that is known of it, in bytes: at least so much. */
export function knownNeed({ weights, cache }: MemoryNeed): number {
  return weights + (cache ?? 0);
}

function cachePerToken({ facts }: GgufHeader, bytes: number): number | null {
  const architecture = facts['general.architecture'];
  const fact = (name: string): number | null => {
    const value = facts[`${String(architecture)}.${name}`];
    return typeof value === 'number' && Number.isFinite(value) && value > 0 && value < 1e9 ? value : null;
  };
  const layers = fact('block_count');
  const heads = fact('attention.head_count');
  const width = fact('embedding_length');
  if (layers === null || heads === null || width === null) return null;
  const each = fact('attention.key_length') ?? width / heads;
  const value = fact('attention.value_length') ?? width / heads;
  // A model that does not say how many heads share keys, or says it by layer, has at most as many as heads.
  return layers * (fact('attention.head_count_kv') ?? heads) * (each + value) * bytes;
}
