import type { Bot } from '../model/bot';
import type { Playground } from '../playground';
import type { ServerState } from '../playground/serverPool';
import { normalizeServerUrl } from '../servers/address';
import { CommandFailed } from './failure';
import type { CommonOptions } from './settings';

/** The bot of a name; one that the servers' lists bring is looked for too, once they were asked. */
export function botByName(playground: Playground, name: string, options: CommonOptions): Bot {
  const bot = playground.read.bots.findByName(name);
  if (!bot) throw new Error(`There is no bot “${name}”; --model ID makes one from a model that llp models lists.`);
  // Whoever names a server means to talk to it alone: an imported bot's is somebody else's.
  if (options.server !== undefined && normalizeServerUrl(options.server) !== bot.server)
    throw new CommandFailed(
      `“${bot.name}” is a bot of ${bot.server}, and --server names another; leave --server out, or choose a bot of that server.`,
    );
  return bot;
}

/** The plain bot of a model, made where there is none yet, on the server that offers it, else on one that answers. */
export function botOfModel(playground: Playground, modelId: string, states: ServerState[]): Bot {
  const { bots } = playground.read;
  const state =
    states.find(({ models }) => models.some(({ id }) => id === modelId)) ??
    states.find(({ adapter }) => adapter) ??
    states[0];
  // An address that is none, or holds a password, is not stored.
  const server = normalizeServerUrl(state?.url ?? '');
  const plain = bots.findByModel(server, modelId).find((bot) => Object.keys(bot.parameters).length === 0);
  const practice = state?.adapter?.practice ?? false;
  return plain ?? playground.bots.add({ name: bots.nameFor(modelId), server, modelId, practice });
}
