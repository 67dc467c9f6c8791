import type { ModelInfo } from './server';

/** A name may have 200 characters; some are left for `@temp03#2` and the server's address. */
const longest = 120;

/**
 * What a bot made from a model is called: its id, of a file's path only the file's name (a path tells of home folders),
 * one line, shortened at the front, where ids of many models are alike.
 */
export function nameOfModel(id: string): string {
  const line = id.replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  const name = isPath(line) ? (line.split(/[\\/]/).findLast((part) => part.trim() !== '') ?? line).trim() : line;
  const characters = [...name];
  return characters.length <= longest
    ? name
    : `…${characters
        .slice(1 - longest)
        .join('')
        .trim()}`;
}

/** `/home/ann/models/x.gguf`, `C:\models\x.gguf`, `~/x`, `models/sub/x.gguf`; not `publisher/model`. */
function isPath(id: string): boolean {
  if (/^(?:[\\/~]|[a-z]:[\\/]|file:)/i.test(id) || id.includes('\\')) return true;
  return /\.(?:gguf|ggml|bin|safetensors)$/i.test(id) ? id.includes('/') : id.split('/').length > 3;
}

/**
 * A server's list without what cannot be asked for: blank ids, and ids that differ from an earlier one in blanks around
 * them only. One bad entry hides none of the others.
 */
export function soundModels(models: readonly ModelInfo[]): { models: ModelInfo[]; left: string[] } {
  const seen = new Set<string>();
  const left: string[] = [];
  const sound = models.filter(({ id }) => {
    const plain = id.trim();
    const good = plain !== '' && !seen.has(plain);
    if (!good) left.push(id);
    seen.add(plain);
    return good;
  });
  return { models: sound, left };
}

/** How many parameters, as people say it: `135M`, `1.7B`, `26B`. */
export function parameterText(count: number | null): string | null {
  if (count === null || !Number.isFinite(count) || count <= 0) return null;
  const [value, unit] = count >= 1e9 ? [count / 1e9, 'B'] : [count / 1e6, 'M'];
  if (unit === 'M') return `${value < 1 ? value.toFixed(2) : Math.round(value)}M`;
  return `${value < 10 ? value.toFixed(1).replace(/\.0$/, '') : Math.round(value)}B`;
}

/** One spelling for one quantization: llama.cpp's `Q4_K - Medium` is `Q4_K_M`. */
export function quantizationText(stated: string | null): string | null {
  if (stated === null) return null;
  const text = stated.trim();
  const spelled = /^(i?q\d+_k) - (small|medium|large)$/i.exec(text);
  // There is no Q2_K but this one.
  if (/^q2_k - medium$/i.test(text)) return 'Q2_K';
  if (spelled) return `${spelled[1]?.toUpperCase() ?? ''}_${spelled[2]?.charAt(0).toUpperCase() ?? ''}`;
  const plain = text.replace(/^all /i, '').replace(/ - [\d.]+ bpw$/i, '');
  return /^(?:i?q\d|tq\d|f16|f32|bf16|mxfp)/i.test(plain) ? plain.toUpperCase() : text;
}
