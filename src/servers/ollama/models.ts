import type { ModelInfo } from '../../model/server';
import { list, number, record, text } from '../json';
import { bareModel } from '../openAi/models';

/** What `/api/show` adds to the list: it is asked for once per model file. */
export interface OllamaDetails {
  type: string | null;
  architecture: string | null;
  maxContextLength: number | null;
}

export interface OllamaEntry {
  id: string;
  digest: string;
  model: ModelInfo;
}

/** `/api/tags`, or null where the body is no such list. */
export function readTags(body: unknown, server: string): OllamaEntry[] | null {
  const { models } = record(body);
  if (!Array.isArray(models)) return null;
  return list(models)
    .map(record)
    .flatMap((entry) => {
      const id = text(entry['name']) ?? text(entry['model']);
      if (id === null) return [];
      const details = record(entry['details']);
      const model: ModelInfo = {
        ...bareModel(id, server, 'ollama'),
        publisher: publisherOf(id),
        architecture: text(details['family']),
        quantization: text(details['quantization_level']),
        format: text(details['format']),
        parameters: text(details['parameter_size']),
        sizeBytes: number(entry['size']),
        state: 'not-loaded',
      };
      return [{ id, digest: text(entry['digest']) ?? id, model }];
    });
}

/** `user/model:tag` and `hf.co/user/model:tag` name a publisher; the library's own models do not. */
function publisherOf(id: string): string | null {
  return id.includes('/') ? (id.split('/').at(-2) ?? null) : null;
}

/** Loaded models by name, from `/api/ps`. */
export function readLoaded(body: unknown): Map<string, number | null> {
  return new Map(
    list(record(body)['models'])
      .map(record)
      .flatMap((entry): [string, number | null][] => {
        const id = text(entry['name']) ?? text(entry['model']);
        return id === null ? [] : [[id, number(entry['context_length'])]];
      }),
  );
}

export function readDetails(body: unknown): OllamaDetails {
  const info = record(record(body)['model_info']);
  const capabilities = list(record(body)['capabilities']);
  const architecture = text(info['general.architecture']);
  const embeds = capabilities.includes('embedding') && !capabilities.includes('completion');
  return {
    type: embeds
      ? 'embeddings'
      : capabilities.includes('vision')
        ? 'vlm'
        : capabilities.includes('completion')
          ? 'llm'
          : null,
    architecture,
    maxContextLength: architecture === null ? null : number(info[`${architecture}.context_length`]),
  };
}
