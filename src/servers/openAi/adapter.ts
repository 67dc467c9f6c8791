import { said } from '../../l10n/said';
import type { ChatEvent, ChatOptions, ChatRequest, ServerAdapter, ServerFacts } from '../../model/chat';
import { ServerError, type ModelInfo, type ServerConfig, type ServerKind } from '../../model/server';
import { hostOf } from '../address';
import type { JsonRecord } from '../json';
import type { Wire } from '../wire';
import { loadClient, streamChat } from './chat';
import { readModelList } from './models';

/** Any server with OpenAI's routes; the kinds that say more about themselves extend it. */
export class OpenAiAdapter implements ServerAdapter {
  constructor(
    readonly config: ServerConfig,
    protected readonly wire: Wire,
    readonly kind: ServerKind,
  ) {}

  get url(): string {
    return this.wire.url;
  }

  get practice(): boolean {
    return this.wire.practice;
  }

  async prepare(): Promise<void> {
    await loadClient();
  }

  async listModels(signal?: AbortSignal): Promise<ModelInfo[]> {
    return this.readList(await this.wire.json('/v1/models', { signal }));
  }

  async getModel(id: string, signal?: AbortSignal): Promise<ModelInfo> {
    const model = (await this.listModels(signal)).find((candidate) => candidate.id === id);
    if (model) return model;
    throw new ServerError(
      'unknown-model',
      said`The server at ${hostOf(this.url)} does not know "${id}". Choose a model that it lists.`,
      this.wire.context(id),
    );
  }

  chat(request: ChatRequest, options: ChatOptions = {}): AsyncIterable<ChatEvent> {
    return streamChat(this.wire, this.kind, request, options, {
      completeFacts: (facts, chunk) => this.completeFacts(facts, chunk),
    });
  }

  /** The models of OpenAI's list. Throws `bad-response` where the body is no such list. */
  protected readList(body: unknown): ModelInfo[] {
    const models = readModelList(body, this.url, this.kind);
    if (models) return models;
    throw new ServerError(
      'bad-response',
      said`The server at ${hostOf(this.url)} sent no list of models. Check its address and kind in the settings.`,
      this.wire.context(),
    );
  }

  /** Adds what this kind of server says elsewhere, such as its version. */
  protected completeFacts(facts: ServerFacts, _chunk: JsonRecord): ServerFacts {
    return facts;
  }

  /** The JSON of a side question whose answer is welcome but not needed; null where there is none. */
  protected async ask(path: string, signal?: AbortSignal): Promise<unknown> {
    try {
      return await this.wire.json(path, { signal });
    } catch (error) {
      if (
        error instanceof ServerError &&
        ['unreachable', 'cancelled', 'connection-lost', 'stalled'].includes(error.code)
      )
        throw error;
      return null;
    }
  }
}
