import { said, SaidError } from '../../l10n/said';
import type { Bot } from '../../model/bot';
import { minutesLeft, paceOf } from '../../model/pace';
import type { Playground } from '../../playground';
import type { DetailsContent } from './protocol';

/** All that the details show of a bot. Throws a sentence where it is gone. */
export function detailsOf(playground: Playground, botId: number, follows: boolean): DetailsContent {
  const { read, suites } = playground;
  const bot = read.bots.get(botId);
  if (!bot) throw new SaidError(said`This bot no longer exists.`);
  const runs = read.board.runs(botId);
  return {
    bot,
    model: read.bots.lastModel(botId),
    runtime: runs.find((run) => run.runtime !== null)?.runtime ?? null,
    rig: runs.find((run) => run.rig !== null)?.rig ?? null,
    categories: suites.categories.map(({ id, title, prompts }) => ({
      id,
      title,
      prompts: prompts.map((prompt) => prompt.id),
    })),
    left: timeLeft(playground, bot),
    runs,
    follows,
  };
}

function timeLeft({ read }: Playground, bot: Bot): DetailsContent['left'] {
  const pace = paceOf(read.board.paceEntries());
  const row = read.board.read(bot.practice).rows.find(({ botId }) => botId === bot.id);
  const items = Object.values(row?.categories ?? {}).reduce((sum, { openItems }) => sum + openItems, 0);
  return { minutes: minutesLeft(items, pace), pace };
}
