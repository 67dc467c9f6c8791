import type { Bot } from '../model/bot';
import { ServerError, type ModelInfo } from '../model/server';
import type { Store } from '../store';
import type { RunOptions } from './options';
import type { ServerPool } from './serverPool';
import { wrongWorld } from './wrongWorld';

/** What a run needs of its server; without an adapter `error` says why. */
export interface Prepared {
  adapter: Awaited<ReturnType<ServerPool['adapter']>> | null;
  model: ModelInfo | null;
  error?: ServerError;
}

/** What a run needs, where nobody has to be asked for it. */
export function readyFor(servers: ServerPool, bot: Bot, { model }: Pick<RunOptions, 'model'>): Prepared | null {
  const { adapter } = servers.stateFor(bot.server);
  return adapter && model && adapter.practice === bot.practice ? { adapter, model } : null;
}

/** The current model facts, asked for just before a run; an unreachable server is the run's own failure. */
export async function prepareFor(
  { servers, store }: { servers: ServerPool; store: Store },
  bot: Bot,
  options: Pick<RunOptions, 'model' | 'signal'>,
): Promise<Prepared> {
  const listed = servers.model(bot.server, bot.modelId) ?? store.bots.lastModel(bot.id);
  try {
    const adapter = await servers.adapter(bot.server);
    if (adapter.practice !== bot.practice) throw wrongWorld(bot, adapter.practice);
    if (options.model) return { adapter, model: options.model };
    const model = await adapter.getModel(bot.modelId, options.signal).catch((error: unknown) => {
      // Servers without such a route, and models the server no longer lists, are told apart by the chat itself.
      if (error instanceof ServerError) return listed;
      throw error;
    });
    if (model) servers.remember(model);
    return { adapter, model };
  } catch (error) {
    if (error instanceof ServerError) return { adapter: null, model: listed, error };
    throw error;
  }
}
