import type { Exchange, Route } from '../exchange';
import type { PracticeModel } from '../models';
import type { Instance } from '../residency';
import { variantId } from '../residency';
import { sendJson } from '../wire';

/** What lists models: the v0, OpenAI and v1 forms, and the greeting. */
export const modelListRoutes: readonly Route[] = [
  { method: 'GET', path: '/lmstudio-greeting', handle: ({ response }) => sendJson(response, 200, { lmstudio: true }) },
  { method: 'GET', path: '/api/v0/models', handle: listV0 },
  { method: 'GET', path: '/api/v0/models/', handle: oneV0 },
  { method: 'GET', path: '/v1/models', handle: listOpenAi },
  { method: 'GET', path: '/api/v1/models', handle: listV1 },
];

function visibleModels({ residency }: Exchange): PracticeModel[] {
  return residency.models.filter((model) => !model.hidden || residency.instancesOf(model).length > 0);
}

/** Every model under its own id, followed by the ids of its further instances. */
function idsWithInstances(exchange: Exchange): { id: string; model: PracticeModel; instance: Instance | undefined }[] {
  const { residency } = exchange;
  return visibleModels(exchange).flatMap((model) => {
    const further = residency.instancesOf(model).filter((instance) => instance.id !== model.id);
    return [
      { id: model.id, model, instance: residency.instance(model.id) },
      ...further.map((instance) => ({ id: instance.id, model, instance })),
    ];
  });
}

function listV0(exchange: Exchange): void {
  const data = idsWithInstances(exchange).map(({ id, model, instance }) => v0Model(id, model, instance));
  sendJson(exchange.response, 200, { data, object: 'list' });
}

function oneV0({ response, residency, rest }: Exchange): void {
  const instance = residency.instance(rest);
  const model = instance?.model ?? residency.model(rest);
  if (model) {
    sendJson(response, 200, v0Model(instance?.id ?? model.id, model, instance ?? residency.instance(model.id)));
    return;
  }
  const error = {
    message: `Model "${rest}" was not found.`,
    type: 'invalid_request_error',
    param: 'model',
    code: 'model_not_found',
  };
  sendJson(response, 404, { error });
}

function v0Model(id: string, model: PracticeModel, instance: Instance | undefined): unknown {
  return {
    id,
    object: 'model',
    type: model.kind,
    publisher: model.publisher,
    arch: model.architecture,
    compatibility_type: model.format,
    quantization: model.quantization,
    state: instance ? 'loaded' : 'not-loaded',
    max_context_length: model.maxContextLength,
    ...(instance ? { loaded_context_length: instance.config.context_length } : {}),
    ...(model.toolUse ? { capabilities: ['tool_use'] } : {}),
  };
}

function listOpenAi(exchange: Exchange): void {
  const data = idsWithInstances(exchange).map(({ id }) => ({ id, object: 'model', owned_by: 'organization_owner' }));
  sendJson(exchange.response, 200, { data, object: 'list' });
}

function listV1(exchange: Exchange): void {
  const models = visibleModels(exchange).map((model) => v1Model(model, exchange.residency.instancesOf(model)));
  sendJson(exchange.response, 200, { models });
}

function v1Model(model: PracticeModel, instances: readonly Instance[]): unknown {
  const embeds = model.kind === 'embeddings';
  return {
    type: embeds ? 'embedding' : 'llm',
    publisher: model.publisher,
    key: model.id,
    display_name: model.displayName,
    ...(embeds ? {} : { architecture: model.architecture }),
    quantization: { name: model.quantization, bits_per_weight: model.bitsPerWeight },
    size_bytes: model.sizeBytes,
    params_string: model.parameters,
    loaded_instances: instances.map(({ id, config }) => ({
      id,
      config: embeds ? { context_length: config.context_length } : { ...config, parallel: 1 },
    })),
    max_context_length: model.maxContextLength,
    format: model.format,
    ...(embeds ? {} : chatFields(model)),
  };
}

function chatFields(model: PracticeModel): Record<string, unknown> {
  return {
    capabilities: {
      vision: model.kind === 'vlm',
      trained_for_tool_use: model.toolUse,
      ...(model.reasoning === 'none' ? {} : { reasoning: { allowed_options: ['off', 'on'], default: 'on' } }),
    },
    description: null,
    // A model whose id names its variant is that variant; the others offer exactly one.
    ...(model.id.includes('@') ? {} : { variants: [variantId(model)], selected_variant: variantId(model) }),
  };
}
