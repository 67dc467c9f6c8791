import { said } from '../../l10n/said';
import type { ChatEvent, ChatOptions, ChatRequest, LocalModel, ServerAdapter, ServerFacts } from '../../model/chat';
import { ServerError, type ModelInfo, type ServerConfig } from '../../model/server';
import { overflow } from '../answerErrors';
import { scalars } from '../json';
import { OpenAiAdapter } from '../openAi/adapter';
import { streamChat } from '../openAi/chat';
import { lmStudioReasoning } from '../reasoningFields';
import type { Wire } from '../wire';
import { chatOnce, type WholeAnswer } from './chatOnce';
import { loadModel, unloadModel } from './load';
import { enrich, findV1Model, fromV1, readV0Model, readV0Models, readV1Models, v1Of, type V1Model } from './models';
import { fitsNativeChat, nativeChat, needsNativeChat } from './nativeChat';

/** LM Studio: v0 for the list and whole answers, `/v1` for streaming, v1 (since 0.4.0) where it exists. */
export class LmStudioAdapter extends OpenAiAdapter {
  /** Present unless this LM Studio is known to have no `/api/v1`. */
  load: ServerAdapter['load'] = async (id, options) =>
    loadModel(this.wire, await this.fetchV1(options.signal), id, options);
  unload: ServerAdapter['unload'] = (id, signal) => unloadModel(this.wire, id, signal);
  /** Whether `/api/v1` exists; null until asked. An old version logs an error for each unknown route, so ask once. */
  private hasV1: boolean | null = null;
  /** As v1 listed them last. */
  private known: V1Model[] | null = null;

  constructor(config: ServerConfig, wire: Wire) {
    super(config, wire, 'lmstudio');
  }

  /** Finds out whether models can be loaded on request. */
  async probe(signal?: AbortSignal): Promise<void> {
    await this.fetchV1(signal).catch(() => null);
  }

  override async listModels(signal?: AbortSignal): Promise<ModelInfo[]> {
    const [body, v1] = await Promise.all([
      this.wire.json('/api/v0/models', { signal }).catch(ignoreMissingRoute),
      this.fetchV1(signal),
    ]);
    const v0 = readV0Models(body, this.url);
    if (v0) return v0.map((model) => enrich(model, v1Of(v1, model)));
    if (v1) return v1.map((model) => fromV1(model, this.url));
    return super.listModels(signal);
  }

  override async getModel(id: string, signal?: AbortSignal): Promise<ModelInfo> {
    // A part such as `..` would climb out of the route.
    if (id.split('/').some((part) => /^\.{0,2}$/.test(part))) return super.getModel(id, signal);
    const path = `/api/v0/models/${modelPath(id)}`;
    const [v0, v1] = await Promise.all([this.wire.exchange(path, { signal }), this.fetchV1(signal)]);
    const model = v0.status < 400 ? readV0Model(v0.json, this.url) : null;
    return model ? enrich(model, v1Of(v1, model)) : super.getModel(id, signal);
  }

  override chat(request: ChatRequest, options: ChatOptions = {}): AsyncIterable<ChatEvent> {
    const refusal = this.refusal(request);
    if (refusal) return failing(refusal);
    const extras = {
      explainEmpty: (facts: ServerFacts) => this.explainEmpty(request.modelId, facts),
      body: this.extraBody,
    };
    const wanted = this.config.chatRoute === 'native' || needsNativeChat(request);
    const isNative = wanted && fitsNativeChat(request) && this.hasV1 !== false;
    return isNative
      ? nativeChat(this.wire, request, options, extras)
      : streamChat(this.wire, 'lmstudio', request, options, extras);
  }

  chatOnce(request: ChatRequest, options: ChatOptions = {}): Promise<WholeAnswer> {
    return chatOnce(this.wire, request, options, this.extraBody);
  }

  /** `ttl` counts only for models that the request itself loads; `/api/v1/chat` does not know it. */
  private get extraBody(): Record<string, unknown> {
    const { ttlSeconds } = this.config;
    return ttlSeconds === undefined ? {} : { ttl: ttlSeconds };
  }

  /** A setting of reasoning that the model does not have would be ignored, or refused in words that name no model. */
  private refusal({ modelId, parameters }: ChatRequest): ServerError | null {
    const wished = lmStudioReasoning(parameters.reasoning);
    const model = findV1Model(this.known ?? [], modelId);
    const options = model?.reasoningOptions ?? null;
    if (wished === undefined || options === null || options.includes(wished)) return null;
    const known = options.map((option) => (option === model?.reasoningDefault ? `${option} (its default)` : option));
    const message = said`"${modelId}" knows these settings of reasoning: ${known.join(', ')}. Choose one of them in the parameters of the bot.`;
    return new ServerError('bad-request', message, this.wire.context(modelId));
  }

  async local(id: string, signal: AbortSignal): Promise<LocalModel> {
    const model = findV1Model((await this.fetchV1(signal)) ?? [], id);
    if (!model) return { file: null, load: null };
    const instance = model.instances.find((one) => one.id === id) ?? model.instances[0];
    const { lmStudioFile } = await import('./modelFile');
    return { file: await lmStudioFile(model), load: instance ? scalars(instance.config) : null };
  }

  /** GGUF engines answer a prompt that does not fit with nothing but usage; the loaded context tells that it was this. */
  private async explainEmpty(modelId: string, facts: ServerFacts): Promise<ServerError | null> {
    const promptTokens = facts.stats.promptTokens ?? null;
    if (promptTokens === null) return null;
    const model = await this.getModel(modelId).catch(() => null);
    const length = model?.loadedContextLength ?? null;
    return length !== null && promptTokens >= length
      ? overflow(this.wire.context(modelId), promptTokens, length)
      : null;
  }

  /** `/api/v1/models`, or null where this LM Studio has none. */
  private async fetchV1(signal?: AbortSignal): Promise<V1Model[] | null> {
    if (this.hasV1 === false) return null;
    const models = readV1Models(await this.wire.json('/api/v1/models', { signal }).catch(ignoreMissingRoute));
    this.known = models;
    this.hasV1 = models !== null;
    if (!this.hasV1) this.load = this.unload = undefined;
    return models;
  }
}

// eslint-disable-next-line require-yield
async function* failing(error: ServerError): AsyncGenerator<ChatEvent> {
  throw await Promise.resolve(error);
}

function ignoreMissingRoute(error: unknown): null {
  if (error instanceof ServerError && error.code === 'wrong-route') return null;
  throw error;
}

/** An id within a path: slashes part it, and `@` and `:` may stand as they are. */
function modelPath(id: string): string {
  return id
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/%40/g, '@').replace(/%3A/g, ':'))
    .join('/');
}
