import type { MemoryNeed } from '../../model/verdict';
import type { RunRecord } from '../../model/record';
import type { ModelInfo } from '../../model/server';
import type { StoredSize } from '../../store/verdict';
import { memoryNeed } from '../../verdict/memory';

/** How much memory and context a bot's model has, as its file and its server tell. */
export function sizeOf(
  { model, record }: Pick<StoredSize, 'model' | 'record'>,
  wished: number | undefined,
): { memory: MemoryNeed | null; context: number | null } {
  const info = model === null ? null : (JSON.parse(model) as ModelInfo);
  const kept = record === null ? null : (JSON.parse(record) as Partial<RunRecord>);
  const load = kept?.load ?? {};
  const trained = kept?.file?.header && contextOf(kept.file.header.facts);
  const loaded =
    numberOf(load['n_ctx'] ?? load['context_length'] ?? load['contextLength']) ?? info?.loadedContextLength;
  const most = info?.maxContextLength ?? trained ?? null;
  const context = wished ?? loaded ?? null;
  const cacheType = load['cache_type_k'] ?? load['type_k'];
  return {
    memory: memoryNeed(
      kept?.file?.bytes ?? info?.sizeBytes ?? null,
      kept?.file?.header,
      context,
      typeof cacheType === 'string' ? cacheType : 'f16',
    ),
    context: most ?? loaded ?? null,
  };
}

function contextOf(facts: Record<string, unknown>): number | null {
  return numberOf(facts[`${String(facts['general.architecture'])}.context_length`]);
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
}
