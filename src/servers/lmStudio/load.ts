import { said } from '../../l10n/said';
import type { LoadResult } from '../../model/chat';
import { ServerError } from '../../model/server';
import { loadFailure } from '../errors';
import { number, record, text } from '../json';
import type { Wire } from '../wire';
import { findV1Model, type V1Model } from './models';

/**
 * Loads a model unless it is resident with the wished context. Loading a resident model would make a second instance
 * `:2`, so instances with another context are unloaded first.
 */
export async function loadModel(
  wire: Wire,
  models: readonly V1Model[] | null,
  modelId: string,
  options: { contextLength?: number; signal?: AbortSignal },
): Promise<LoadResult> {
  if (models === null) throw cannotLoad(wire, modelId);
  const { contextLength, signal } = options;
  const model = findV1Model(models, modelId);
  const resident = model?.instances ?? [];
  const fitting = resident.filter(
    (instance) => contextLength === undefined || instance.contextLength === contextLength,
  );
  const kept = fitting.find(({ id }) => id === modelId) ?? fitting[0];
  if (kept) return { instanceId: kept.id, loadSeconds: null, contextLength: kept.contextLength };
  for (const { id } of resident) await unloadModel(wire, id, signal);
  // An instance id names no model on disk; a variant does.
  const name = model && modelId !== model.key && !model.variants.includes(modelId) ? model.key : modelId;
  const body = {
    model: name,
    echo_load_config: true,
    ...(contextLength === undefined ? {} : { context_length: contextLength }),
  };
  const answer = await wire
    .json('/api/v1/models/load', { body, seconds: Infinity, model: modelId, signal })
    .catch((error: unknown) => {
      throw loadFailure(error);
    });
  const reply = record(answer);
  return {
    instanceId: text(reply['instance_id']) ?? name,
    loadSeconds: number(reply['load_time_seconds']),
    contextLength: number(record(reply['load_config'])['context_length']),
  };
}

export async function unloadModel(wire: Wire, instanceId: string, signal?: AbortSignal): Promise<void> {
  await wire.json('/api/v1/models/unload', {
    body: { instance_id: instanceId },
    seconds: 120,
    model: instanceId,
    signal,
  });
}

function cannotLoad(wire: Wire, modelId: string): ServerError {
  const message = said`This LM Studio cannot load models on request; that needs version 0.4.0 or later. Update it, or load the model there.`;
  return new ServerError('wrong-route', message, wire.context(modelId));
}
