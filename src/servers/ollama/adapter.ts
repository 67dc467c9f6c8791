import { said } from '../../l10n/said';
import type { ChatEvent, ChatOptions, ChatRequest, LoadResult, LocalModel } from '../../model/chat';
import type { RuntimeInfo } from '../../model/run';
import { ServerError, type ModelInfo, type ServerConfig } from '../../model/server';
import { readAnswer } from '../answer';
import { hostOf } from '../address';
import { loadFailure } from '../errors';
import { list, record, scalars, text } from '../json';
import { OpenAiAdapter } from '../openAi/adapter';
import type { Wire } from '../wire';
import { readDetails, readLoaded, readTags, type OllamaDetails } from './models';
import { ollamaBody } from './request';
import { ollamaProtocol } from './steps';

/** Side questions in flight at once. */
const parallelQuestions = 4;

/** By digest, for all servers: what lies under a digest never changes. */
const knownDetails = new Map<string, OllamaDetails>();
/**
 * Context lengths of explicit loads, by server and model: a chat that named another one would load the model anew.
 * They outlive an adapter, as a server is connected again at each refresh of its list.
 */
const loadedContexts = new Map<string, number>();

/** Ollama's own API: unlike its `/v1`, it states durations and takes a context length. */
export class OllamaAdapter extends OpenAiAdapter {
  private runtime: RuntimeInfo | null = null;

  constructor(config: ServerConfig, wire: Wire) {
    super(config, wire, 'ollama');
  }

  /** Of `/api/show`, the model file's first line names the blob; `/api/ps` says how much of it is on the card. */
  async local(id: string, signal: AbortSignal): Promise<LocalModel> {
    const show = record(await this.wire.json('/api/show', { body: { model: id }, model: id, signal }));
    const loaded = list(record(await this.ask('/api/ps', signal))['models']).map(record);
    const own = loaded.find((entry) => entry['name'] === id || entry['model'] === id) ?? {};
    const [, blob] = /^FROM\s+(\S.*\S)\s*$/m.exec(text(show['modelfile']) ?? '') ?? [];
    return {
      file: blob ?? null,
      load: scalars({ size_vram: own['size_vram'], size: own['size'], context_length: own['context_length'] }),
    };
  }

  override async listModels(signal?: AbortSignal): Promise<ModelInfo[]> {
    const [tags, loaded, version] = await Promise.all([
      this.wire.json('/api/tags', { signal }),
      this.ask('/api/ps', signal).then(readLoaded),
      this.ask('/api/version', signal),
    ]);
    this.runtime = { name: 'ollama', version: text(record(version)['version']) };
    const entries = readTags(tags, this.url);
    if (!entries) {
      throw new ServerError(
        'bad-response',
        said`The server at ${hostOf(this.url)} sent no list of models. Check its address and kind in the settings.`,
        this.wire.context(),
      );
    }
    // Unloaded by Ollama itself, after its keep-alive: what was wished for is over.
    for (const { id } of entries) if (!loaded.has(id)) loadedContexts.delete(this.keyOf(id));
    const unknown = entries.filter(({ digest }) => !knownDetails.has(digest));
    for (let at = 0; at < unknown.length; at += parallelQuestions) {
      await Promise.all(
        unknown.slice(at, at + parallelQuestions).map(({ id, digest }) => this.learn(id, digest, signal)),
      );
    }
    return entries.map(({ id, digest, model }) =>
      complete(model, knownDetails.get(digest), loaded.has(id), loaded.get(id) ?? null),
    );
  }

  override async prepare(): Promise<void> {}

  override chat(request: ChatRequest, options: ChatOptions = {}): AsyncIterable<ChatEvent> {
    const { modelId } = request;
    const body = JSON.stringify(ollamaBody(request, loadedContexts.get(this.keyOf(modelId))));
    return readAnswer({
      open: (signal) => this.wire.open(`${this.url}/api/chat`, body, { signal, onRaw: options.onRaw, model: modelId }),
      protocol: ollamaProtocol(this.runtime),
      context: this.wire.context(modelId),
      options,
      timers: this.wire.timers,
      secret: this.wire.secret,
    });
  }

  /** A request without a prompt loads the model; `keep_alive` keeps it until it is unloaded. */
  async load(modelId: string, options: { contextLength?: number; signal?: AbortSignal }): Promise<LoadResult> {
    const { contextLength, signal } = options;
    const body = {
      model: modelId,
      keep_alive: -1,
      stream: false,
      ...(contextLength === undefined ? {} : { options: { num_ctx: contextLength } }),
    };
    await this.wire
      .json('/api/generate', { body, seconds: Infinity, model: modelId, signal })
      .catch((error: unknown) => {
        throw loadFailure(error);
      });
    if (contextLength === undefined) loadedContexts.delete(this.keyOf(modelId));
    else loadedContexts.set(this.keyOf(modelId), contextLength);
    const loaded = readLoaded(await this.ask('/api/ps', signal));
    return { instanceId: modelId, loadSeconds: null, contextLength: loaded.get(modelId) ?? null };
  }

  async unload(instanceId: string, signal?: AbortSignal): Promise<void> {
    loadedContexts.delete(this.keyOf(instanceId));
    await this.wire.json('/api/generate', {
      body: { model: instanceId, keep_alive: 0, stream: false },
      model: instanceId,
      signal,
    });
  }

  private keyOf(modelId: string): string {
    return `${this.url}\n${modelId}`;
  }

  private async learn(id: string, digest: string, signal?: AbortSignal): Promise<void> {
    try {
      knownDetails.set(
        digest,
        readDetails(await this.wire.json('/api/show', { body: { model: id }, model: id, signal })),
      );
    } catch (error) {
      // One broken model must not hide the others; a dead server must.
      if (error instanceof ServerError && (error.code === 'unreachable' || error.code === 'cancelled')) throw error;
    }
  }
}

function complete(
  model: ModelInfo,
  details: OllamaDetails | undefined,
  isLoaded: boolean,
  context: number | null,
): ModelInfo {
  return {
    ...model,
    type: details?.type ?? null,
    architecture: details?.architecture ?? model.architecture,
    maxContextLength: details?.maxContextLength ?? null,
    loadedContextLength: context,
    state: isLoaded ? 'loaded' : 'not-loaded',
    instances: isLoaded ? [model.id] : [],
  };
}
