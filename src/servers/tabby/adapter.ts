import { said } from '../../l10n/said';
import type { LoadResult } from '../../model/chat';
import { ServerError, type ModelInfo, type ServerConfig } from '../../model/server';
import { responseError, statedServerError } from '../errors';
import { readStatedError } from '../errorShapes';
import { createSseFramer } from '../frames';
import { number, parseJson, record, text } from '../json';
import { OpenAiAdapter } from '../openAi/adapter';
import type { Wire } from '../wire';

/** TabbyAPI: one model at a time, loaded and unloaded on request with the admin key. */
export class TabbyAdapter extends OpenAiAdapter {
  constructor(config: ServerConfig, wire: Wire) {
    super(config, wire, 'tabbyapi');
  }

  override async listModels(signal?: AbortSignal): Promise<ModelInfo[]> {
    const [body, loaded] = await Promise.all([this.wire.json('/v1/model/list', { signal }), this.loaded(signal)]);
    return this.readList(body).map((model) =>
      model.id === loaded?.id
        ? { ...model, state: 'loaded', loadedContextLength: loaded.contextLength, instances: [model.id] }
        : { ...model, state: 'not-loaded' },
    );
  }

  /** Loads as a stream of progress messages, then asks the server what it holds now. */
  async load(modelId: string, options: { contextLength?: number; signal?: AbortSignal }): Promise<LoadResult> {
    const { contextLength, signal } = options;
    const current = await this.loaded(signal);
    if (current?.id === modelId) {
      if (contextLength === undefined || current.contextLength === contextLength) return result(current);
      await this.unload(modelId, signal);
    }
    // The field was renamed in 2025; each version ignores the other's name.
    const body = {
      model_name: modelId,
      name: modelId,
      ...(contextLength === undefined ? {} : { max_seq_len: contextLength }),
    };
    const reply = await this.wire.exchange('/v1/model/load', { body, seconds: Infinity, model: modelId, signal });
    const context = this.wire.context(modelId);
    const failure = responseError(reply, context);
    if (failure) throw failure;
    const framer = createSseFramer();
    for (const frame of [...framer.feed(reply.body), ...framer.end()]) {
      const stated = readStatedError(parseJson(frame.data));
      if (stated) throw statedServerError({ ...stated, code: 'model_load_failed' }, context);
    }
    const now = await this.loaded(signal);
    if (now?.id === modelId) return result(now);
    throw new ServerError(
      'load-failed',
      said`The server did not load "${modelId}", and did not say why. Look into its log, then retry.`,
      context,
    );
  }

  async unload(_instanceId: string, signal?: AbortSignal): Promise<void> {
    if ((await this.loaded(signal)) === null) return;
    await this.wire.json('/v1/model/unload', { method: 'POST', signal });
  }

  private async loaded(signal?: AbortSignal): Promise<{ id: string; contextLength: number | null } | null> {
    const card = record(await this.ask('/v1/model', signal));
    const id = text(card['id']);
    return id === null ? null : { id, contextLength: number(record(card['parameters'])['max_seq_len']) };
  }
}

function result(loaded: { id: string; contextLength: number | null }): LoadResult {
  return { instanceId: loaded.id, loadSeconds: null, contextLength: loaded.contextLength };
}
