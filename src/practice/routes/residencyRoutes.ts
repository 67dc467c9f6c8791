import { isFields } from '../chatRequest';
import type { Exchange, Route } from '../exchange';
import { invalidRequest, loadFailed, PracticeFailure } from '../failures';
import { faultOfModel } from '../faults';
import type { LoadConfig } from '../residency';
import { sendJson } from '../wire';

/** Loading and unloading by hand. */
export const residencyRoutes: readonly Route[] = [
  { method: 'POST', path: '/api/v1/models/load', handle: load },
  { method: 'POST', path: '/api/v1/models/unload', handle: unload },
];

async function load({ response, residency, body, fault, entry }: Exchange): Promise<void> {
  const fields = isFields(body) ? body : {};
  const asked = required(fields.model, 'model');
  entry.model = asked;
  const model = residency.model(asked);
  if (!model)
    throw new PracticeFailure('model-not-found', `Model "${asked}" was not found.`, 404, 'model_not_found', 'model');
  if ((fault ?? faultOfModel(model.id)) === 'load-failed') throw loadFailed(model.id);
  const instance = await residency.load(model, wishes(fields));
  sendJson(response, 200, {
    type: model.kind === 'embeddings' ? 'embedding' : 'llm',
    instance_id: instance.id,
    load_time_seconds: instance.loadSeconds,
    status: 'loaded',
    ...(fields.echo_load_config === true
      ? {
          load_config:
            model.kind === 'embeddings' ? { context_length: instance.config.context_length } : instance.config,
        }
      : {}),
  });
}

function unload({ response, residency, body, entry }: Exchange): void {
  const id = required(isFields(body) ? body.instance_id : undefined, 'instance_id');
  entry.model = id;
  if (!residency.unload(id)) {
    throw new PracticeFailure(
      'model-not-found',
      `No model is loaded as "${id}".`,
      404,
      'model_not_found',
      'instance_id',
    );
  }
  sendJson(response, 200, { instance_id: id });
}

function wishes(fields: Record<string, unknown>): Partial<LoadConfig> {
  const wished: Partial<LoadConfig> = {};
  for (const key of ['context_length', 'eval_batch_size'] as const) {
    const value = fields[key];
    if (value === undefined) continue;
    if (typeof value !== 'number') throw invalidRequest(`"${key}" must be a number`, 'invalid_type', key);
    wished[key] = value;
  }
  for (const key of ['flash_attention', 'offload_kv_cache_to_gpu'] as const) {
    const value = fields[key];
    if (typeof value === 'boolean') wished[key] = value;
  }
  return wished;
}

function required(value: unknown, name: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw invalidRequest(`"${name}" is required`, 'missing_required_parameter', name);
}
