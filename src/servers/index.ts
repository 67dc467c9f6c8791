import type { ServerAdapter } from '../model/chat';
import type { ServerConfig } from '../model/server';
import { normalizeServerUrl } from './address';
import { detectKind } from './detect';
import { LmStudioAdapter } from './lmStudio/adapter';
import { OpenAiAdapter } from './openAi/adapter';
import { Wire, type ConnectOptions } from './wire';

export { normalizeServerUrl } from './address';
export { explainServerError, type ServerErrorAction, type ServerErrorExplanation } from './explain';
export type { ConnectOptions } from './wire';

/**
 * The adapter for a server. Its kind is detected by the shapes of its answers unless the config names it.
 * Throws ServerError: `wrong-address`, `unreachable`, `unauthorized`, ….
 */
export async function connectServer(
  config: ServerConfig,
  options: ConnectOptions & { signal?: AbortSignal } = {},
): Promise<ServerAdapter> {
  const wire = new Wire(normalizeServerUrl(config.url), options);
  const kind = config.kind ?? (await detectKind(wire, options.signal));
  switch (kind) {
    case 'lmstudio':
      return new LmStudioAdapter(config, wire);
    default:
      return new OpenAiAdapter(config, wire, kind);
  }
}
