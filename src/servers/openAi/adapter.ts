import type { ChatEvent, ChatOptions, ChatRequest, ServerAdapter } from '../../model/chat';
import { ServerError, type ModelInfo, type ServerConfig, type ServerKind } from '../../model/server';
import type { Wire } from '../wire';
import { streamChat } from './chat';
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

  async listModels(signal?: AbortSignal): Promise<ModelInfo[]> {
    const body = await this.wire.json('/v1/models', signal ? { signal } : {});
    const models = readModelList(body, this.url, this.kind);
    if (models) return models;
    const message = `The server at ${new URL(this.url).host} sent no list of models. Check its address and kind in the settings.`;
    throw new ServerError('bad-response', message, { server: this.url });
  }

  async getModel(id: string, signal?: AbortSignal): Promise<ModelInfo> {
    const model = (await this.listModels(signal)).find((candidate) => candidate.id === id);
    if (model) return model;
    const message = `The server at ${new URL(this.url).host} does not know "${id}". Choose a model that it lists.`;
    throw new ServerError('unknown-model', message, { server: this.url, model: id });
  }

  chat(request: ChatRequest, options: ChatOptions = {}): AsyncIterable<ChatEvent> {
    return streamChat(this.wire, this.kind, request, options);
  }
}
