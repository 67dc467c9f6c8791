import type { ServerAdapter } from '../model/chat';
import type { ServerConfig } from '../model/server';
import { normalizeServerUrl } from './address';
import { detectKind } from './detect';
import { LlamaServerAdapter } from './llamaServer/adapter';
import { LmStudioAdapter } from './lmStudio/adapter';
import { OllamaAdapter } from './ollama/adapter';
import { OpenAiAdapter } from './openAi/adapter';
import { TabbyAdapter } from './tabby/adapter';
import { VllmAdapter } from './vllm/adapter';
import { Wire, type ConnectOptions } from './wire';

export { normalizeServerUrl } from './address';
export { explainServerError, type ServerErrorAction, type ServerErrorExplanation } from './explain';
export type { ConnectOptions } from './wire';

/**
 * The adapter for a server. Its kind is detected by the shapes of its answers unless the config names it; then nothing
 * is asked yet. Throws ServerError: `wrong-address`, `unreachable`, `unauthorized`, ….
 */
export async function connectServer(
  config: ServerConfig,
  options: ConnectOptions & { signal?: AbortSignal } = {},
): Promise<ServerAdapter> {
  const wire = new Wire(normalizeServerUrl(config.url), options);
  if (config.kind) return adapterFor(config, wire, config.kind);
  const adapter = adapterFor(config, wire, await detectKind(wire, options.signal));
  if (adapter instanceof LmStudioAdapter) await adapter.probe(options.signal);
  return adapter;
}

function adapterFor(config: ServerConfig, wire: Wire, kind: NonNullable<ServerConfig['kind']>): ServerAdapter {
  switch (kind) {
    case 'lmstudio':
      return new LmStudioAdapter(config, wire);
    case 'llama-server':
      return new LlamaServerAdapter(config, wire);
    case 'ollama':
      return new OllamaAdapter(config, wire);
    case 'vllm':
    case 'aphrodite':
      return new VllmAdapter(config, wire, kind);
    case 'tabbyapi':
      return new TabbyAdapter(config, wire);
    case 'openai-compatible':
      return new OpenAiAdapter(config, wire, kind);
  }
}
