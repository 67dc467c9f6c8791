import type { ModelInfo, ServerKind } from '../../model/server';
import { list, number, record, text } from '../json';

/** A model of which nothing but the id is known. */
export function bareModel(id: string, server: string, kind: ServerKind): ModelInfo {
  return {
    id,
    server,
    kind,
    type: null,
    displayName: null,
    publisher: null,
    architecture: null,
    quantization: null,
    format: null,
    parameters: null,
    sizeBytes: null,
    maxContextLength: null,
    loadedContextLength: null,
    state: null,
    instances: [],
  };
}

/** `GET /v1/models` of any server; `max_model_len` is vLLM's. Null where the body is no such list. */
export function readModelList(body: unknown, server: string, kind: ServerKind): ModelInfo[] | null {
  const { data } = record(body);
  if (!Array.isArray(data)) return null;
  return list(data)
    .map(record)
    .flatMap((entry) => {
      const id = text(entry['id']);
      if (id === null) return [];
      const length = number(entry['max_model_len']) ?? number(entry['context_length']);
      return [{ ...bareModel(id, server, kind), maxContextLength: length }];
    });
}
