import { said } from '../l10n/said';
import type { Bot } from '../model/bot';
import { ServerError } from '../model/server';

/** Practice and real servers share an address at different times; a bot only ever runs on its own kind. */
export function wrongWorld(bot: Bot, practice: boolean): ServerError {
  return new ServerError(
    'unknown-model',
    practice
      ? said`The practice server answers at ${bot.server}, but “${bot.name}” is a real model; start your own server there.`
      : said`“${bot.name}” is a practice model, but a real server answers at ${bot.server}; choose one of its models.`,
    { server: bot.server, model: bot.modelId },
  );
}
