import type { ModelInfo } from '../../model/server';
import { list, number, record, text, type JsonRecord } from '../json';
import { bareModel } from '../openAi/models';

/** One entry of `/api/v1/models`. */
export interface V1Model {
  key: string;
  type: string | null;
  displayName: string | null;
  publisher: string | null;
  architecture: string | null;
  quantization: string | null;
  format: string | null;
  parameters: string | null;
  sizeBytes: number | null;
  maxContextLength: number | null;
  variants: string[];
  /** The settings of reasoning that the model knows; null where it has none or the server does not say. */
  reasoningOptions: string[] | null;
  /** The one that holds where a request says nothing. */
  reasoningDefault: string | null;
  /** `config`: how it is loaded, as LM Studio words it. */
  instances: { id: string; contextLength: number | null; config: JsonRecord }[];
}

function state(value: unknown): ModelInfo['state'] {
  return value === 'loaded' || value === 'not-loaded' || value === 'loading' ? value : null;
}

/** One entry of `/api/v0/models`, or null where it is none. */
export function readV0Model(body: unknown, server: string): ModelInfo | null {
  const entry = record(body);
  const id = text(entry['id']);
  if (id === null) return null;
  const model: ModelInfo = {
    ...bareModel(id, server, 'lmstudio'),
    type: text(entry['type']),
    publisher: text(entry['publisher']),
    architecture: text(entry['arch']),
    quantization: text(entry['quantization']),
    format: text(entry['compatibility_type']),
    maxContextLength: number(entry['max_context_length']),
    loadedContextLength: number(entry['loaded_context_length']),
    state: state(entry['state']),
  };
  if (model.state === 'loaded') model.instances = [id];
  return model;
}

/** `/api/v0/models`, or null where the body is no such list. */
export function readV0Models(body: unknown, server: string): ModelInfo[] | null {
  const { data } = record(body);
  if (!Array.isArray(data)) return null;
  return list(data).flatMap((entry) => readV0Model(entry, server) ?? []);
}

/** `/api/v1/models`, or null where the body is no such list (LM Studio before 0.4.0). */
export function readV1Models(body: unknown): V1Model[] | null {
  const { models } = record(body);
  return Array.isArray(models) ? list(models).flatMap((entry) => readV1Model(record(entry)) ?? []) : null;
}

function readV1Model(entry: JsonRecord): V1Model | null {
  const key = text(entry['key']);
  if (key === null) return null;
  return {
    key,
    // v0 says `embeddings`; one word for one thing.
    type:
      entry['type'] === 'embedding'
        ? 'embeddings'
        : record(entry['capabilities'])['vision'] === true
          ? 'vlm'
          : text(entry['type']),
    displayName: text(entry['display_name']),
    publisher: text(entry['publisher']),
    architecture: text(entry['architecture']),
    quantization: text(record(entry['quantization'])['name']),
    format: text(entry['format']),
    parameters: text(entry['params_string']),
    sizeBytes: number(entry['size_bytes']),
    maxContextLength: number(entry['max_context_length']),
    reasoningOptions: reasoningOptions(record(entry['capabilities'])['reasoning']),
    reasoningDefault: text(record(record(entry['capabilities'])['reasoning'])['default']),
    variants: list(entry['variants']).flatMap((variant) => text(variant) ?? []),
    instances: list(entry['loaded_instances']).flatMap((value) => {
      const instance = record(value);
      const id = text(instance['id']);
      const config = record(instance['config']);
      return id === null ? [] : [{ id, contextLength: number(config['context_length']), config }];
    }),
  };
}

function reasoningOptions(reasoning: unknown): string[] | null {
  const options = list(record(reasoning)['allowed_options']).flatMap((option) => text(option) ?? []);
  return options.length > 0 ? options : null;
}

/** The v1 entry that an id means: its key, one of its loaded instances (`:2`), or one of its variants (`@q4_k_m`). */
export function findV1Model(models: readonly V1Model[], id: string): V1Model | undefined {
  return (
    models.find(({ key }) => key === id) ??
    models.find(({ instances }) => instances.some((instance) => instance.id === id)) ??
    models.find(({ variants }) => variants.includes(id))
  );
}

/** The v1 entry of a listed model: as above, or the same name and quantization where v1 names no variants. */
export function v1Of(models: readonly V1Model[] | null, { id, quantization }: ModelInfo): V1Model | undefined {
  const name = id.replace(/[@:][^/]*$/, '');
  const isSame = (model: V1Model) => model.key === name && model.quantization === quantization;
  return models ? (findV1Model(models, id) ?? models.find(isSame)) : undefined;
}

/** v0 facts, completed by what only v1 says. */
export function enrich(model: ModelInfo, v1: V1Model | undefined): ModelInfo {
  if (!v1) return model;
  const own = v1.instances.filter(({ id }) => id === model.id);
  const instances = v1.key === model.id ? v1.instances : own;
  return {
    ...model,
    displayName: v1.displayName,
    publisher: model.publisher ?? v1.publisher,
    architecture: model.architecture ?? v1.architecture,
    quantization: model.quantization ?? v1.quantization,
    format: model.format ?? v1.format,
    parameters: v1.parameters,
    sizeBytes: v1.sizeBytes,
    maxContextLength: model.maxContextLength ?? v1.maxContextLength,
    loadedContextLength: model.loadedContextLength ?? (own[0] ?? instances[0])?.contextLength ?? null,
    instances: instances.length > 0 ? instances.map(({ id }) => id) : model.instances,
  };
}

/** A model of a server that has v1 only. */
export function fromV1(v1: V1Model, server: string): ModelInfo {
  const base: ModelInfo = {
    ...bareModel(v1.key, server, 'lmstudio'),
    type: v1.type,
    state: v1.instances.length > 0 ? 'loaded' : 'not-loaded',
  };
  return enrich(base, v1);
}
