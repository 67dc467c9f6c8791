import type { ChatEvent, ChatOptions, ChatRequest, ServerAdapter, ServerFacts } from '../../model/chat';
import { ServerError, type ModelInfo, type ServerConfig } from '../../model/server';
import { overflow } from '../answerErrors';
import { streamChat } from '../openAi/chat';
import { readModelList } from '../openAi/models';
import type { Wire } from '../wire';
import { chatOnce, type WholeAnswer } from './chatOnce';
import { enrich, findV1Model, fromV1, readV0Model, readV0Models, readV1Models, type V1Model } from './models';

/** LM Studio: v0 for the list and whole answers, `/v1` for streaming, v1 (since 0.4.0) where it exists. */
export class LmStudioAdapter implements ServerAdapter {
  readonly kind = 'lmstudio';
  /** Whether `/api/v1` exists; null until asked. An old version logs an error for each unknown route, so ask once. */
  private hasV1: boolean | null = null;

  constructor(
    readonly config: ServerConfig,
    protected readonly wire: Wire,
  ) {}

  get url(): string {
    return this.wire.url;
  }

  get practice(): boolean {
    return this.wire.practice;
  }

  async listModels(signal?: AbortSignal): Promise<ModelInfo[]> {
    const { v0, v1 } = await this.fetchLists(signal);
    if (v0) return v0.map((model) => enrich(model, findV1Model(v1 ?? [], model.id)));
    if (v1) return v1.map((model) => fromV1(model, this.url));
    const models = readModelList(await this.wire.json('/v1/models', init(signal)), this.url, 'lmstudio');
    if (models) return models;
    throw new ServerError(
      'bad-response',
      `The server at ${new URL(this.url).host} sent no list of models. Check its kind in the settings.`,
      { server: this.url },
    );
  }

  async getModel(id: string, signal?: AbortSignal): Promise<ModelInfo> {
    const path = `/api/v0/models/${modelPath(id)}`;
    const [v0, v1] = await Promise.all([this.wire.exchange(path, init(signal)), this.fetchV1(signal)]);
    const model = v0.status < 400 ? readV0Model(v0.json, this.url) : null;
    if (model) return enrich(model, findV1Model(v1 ?? [], model.id));
    const listed = (await this.listModels(signal)).find((candidate) => candidate.id === id);
    if (listed) return listed;
    const message = `The server at ${new URL(this.url).host} does not know "${id}". Choose a model that it lists.`;
    throw new ServerError('unknown-model', message, { server: this.url, model: id });
  }

  chat(request: ChatRequest, options: ChatOptions = {}): AsyncIterable<ChatEvent> {
    return streamChat(this.wire, 'lmstudio', request, options, {
      explainEmpty: (facts) => this.explainEmpty(request.modelId, facts),
    });
  }

  chatOnce(request: ChatRequest, options: ChatOptions = {}): Promise<WholeAnswer> {
    return chatOnce(this.wire, request, options);
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

  private async fetchLists(signal: AbortSignal | undefined): Promise<{ v0: ModelInfo[] | null; v1: V1Model[] | null }> {
    const [v0, v1] = await Promise.all([
      this.wire.json('/api/v0/models', init(signal)).catch(ignoreMissingRoute),
      this.fetchV1(signal),
    ]);
    return { v0: readV0Models(v0, this.url), v1 };
  }

  /** `/api/v1/models`, or null where this LM Studio has none. */
  protected async fetchV1(signal?: AbortSignal): Promise<V1Model[] | null> {
    if (this.hasV1 === false) return null;
    const models = readV1Models(await this.wire.json('/api/v1/models', init(signal)).catch(ignoreMissingRoute));
    this.hasV1 = models !== null;
    return models;
  }
}

function init(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}

function ignoreMissingRoute(error: unknown): null {
  if (error instanceof ServerError && error.code === 'wrong-route') return null;
  throw error;
}

/** An id within a path: slashes part it, and `@` and `:` may stand as they are. */
export function modelPath(id: string): string {
  return id
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/%40/g, '@').replace(/%3A/g, ':'))
    .join('/');
}
