import { said } from '../../l10n/said';
import type { LoadResult, LocalModel, ServerAdapter, ServerFacts } from '../../model/chat';
import { parameterText, quantizationText } from '../../model/modelId';
import { ServerError, type ModelInfo, type ServerConfig } from '../../model/server';
import { networkError } from '../errors';
import { list, number, record, scalars, text, type JsonRecord } from '../json';
import { OpenAiAdapter } from '../openAi/adapter';
import type { Wire } from '../wire';
import { waitUntil } from './waitUntil';

/** llama.cpp's `llama-server`, with one model or as a router over several. */
export class LlamaServerAdapter extends OpenAiAdapter {
  /** Present on a router only, which is known once the models were listed. */
  load: ServerAdapter['load'];
  unload: ServerAdapter['unload'];

  constructor(config: ServerConfig, wire: Wire) {
    super(config, wire, 'llama-server');
  }

  override async listModels(signal?: AbortSignal): Promise<ModelInfo[]> {
    const [body, props] = await Promise.all([this.wire.json('/v1/models', { signal }), this.ask('/props', signal)]);
    const isRouter =
      record(props)['role'] === 'router' || list(record(body)['data']).some((entry) => 'status' in record(entry));
    this.load = isRouter ? (id, options) => this.loadModel(id, options.signal) : undefined;
    this.unload = isRouter ? (id, stop) => this.unloadModel(id, stop) : undefined;
    return this.readList(body).map((model, index) =>
      describe(model, record(list(record(body)['data'])[index]), isRouter ? {} : record(props)),
    );
  }

  async local(id: string, signal: AbortSignal): Promise<LocalModel> {
    const path = this.load ? `/props?model=${encodeURIComponent(id)}` : '/props';
    const props = record(await this.ask(path, signal));
    const settings = record(props['default_generation_settings']);
    const load = scalars({
      ...settings,
      ...record(settings['params']),
      total_slots: props['total_slots'],
      model_ftype: props['model_ftype'],
      build_info: props['build_info'],
    });
    return { file: text(props['model_path']), load };
  }

  protected override completeFacts(facts: ServerFacts, chunk: JsonRecord): ServerFacts {
    const build = text(chunk['system_fingerprint']);
    return build === null ? facts : { ...facts, runtime: { name: 'llama.cpp', version: build } };
  }

  /** A router loads in the background; its list says when it is done. The context length is the router's own setting. */
  private async loadModel(id: string, signal?: AbortSignal): Promise<LoadResult> {
    if ((await this.getModel(id, signal)).state !== 'loaded') {
      await this.wire.json('/models/load', { body: { model: id }, seconds: Infinity, model: id, signal });
      await this.waitFor(id, 'loaded', signal);
    }
    const { loadedContextLength } = await this.getModel(id, signal);
    return { instanceId: id, loadSeconds: null, contextLength: loadedContextLength };
  }

  private async unloadModel(id: string, signal?: AbortSignal): Promise<void> {
    if ((await this.getModel(id, signal)).state === 'not-loaded') return;
    await this.wire.json('/models/unload', { body: { model: id }, model: id, signal });
    await this.waitFor(id, 'not-loaded', signal);
  }

  private async waitFor(id: string, state: ModelInfo['state'], signal?: AbortSignal): Promise<void> {
    await waitUntil(async () => {
      const body = await this.wire.json('/v1/models', { signal });
      const entry =
        list(record(body)['data'])
          .map(record)
          .find((candidate) => candidate['id'] === id) ?? {};
      const status = record(entry['status']);
      if (status['failed'] === true && state === 'loaded') {
        const message = said`The server could not load "${id}": its process ended with code ${String(status['exit_code'])}. Look into the server log, then retry.`;
        throw new ServerError('load-failed', message, this.wire.context(id));
      }
      return stateOf(status) === state;
    }, signal).catch((error: unknown) => {
      throw networkError(error, this.wire.context(id));
    });
  }
}

function describe(model: ModelInfo, entry: JsonRecord, props: JsonRecord): ModelInfo {
  const meta = record(entry['meta']);
  const status = record(entry['status']);
  const path = text(props['model_path']) ?? text(entry['path']);
  return {
    ...model,
    quantization: quantizationText(text(props['model_ftype']) ?? text(meta['ftype'])),
    format: path?.toLowerCase().endsWith('.gguf') ? 'gguf' : null,
    parameters: parameterText(number(meta['n_params'])),
    sizeBytes: number(meta['size']),
    maxContextLength: number(meta['n_ctx_train']) ?? model.maxContextLength,
    loadedContextLength: number(record(props['default_generation_settings'])['n_ctx']) ?? number(meta['n_ctx']),
    state: 'status' in entry ? stateOf(status) : 'loaded',
    instances: 'status' in entry && stateOf(status) !== 'loaded' ? [] : [model.id],
  };
}

/** A sleeping model has given its memory back. */
function stateOf(status: JsonRecord): ModelInfo['state'] {
  const value = text(status['value']);
  if (value === 'loaded' || value === 'loading') return value;
  return value === null ? null : 'not-loaded';
}
