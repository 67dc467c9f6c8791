import Fuse from 'fuse.js';
import type { Bot } from '../../model/bot';
import type { SearchHit } from '../../model/search';

export interface BotMatch {
  bot: Bot;
  /** Where the words were found, unless it was in the name. */
  snippet: string | null;
}

/**
 * Bots with these words in their name, model, notes or facts, best first; behind them those whose name is only like what
 * was typed, so that a slip of the finger still finds one. Without a text: all, as they come.
 */
export function matchBots(text: string, bots: Bot[], hits: SearchHit[]): BotMatch[] {
  if (text.trim() === '') return bots.map((bot) => ({ bot, snippet: null }));
  const known = new Map(bots.map((bot) => [bot.id, bot]));
  const matches: BotMatch[] = [];
  for (const hit of hits) {
    const bot = known.get(hit.botId ?? -1);
    if (!bot) continue;
    known.delete(bot.id);
    matches.push({ bot, snippet: hit.marks.length > 0 && hit.snippet !== bot.modelId ? hit.snippet : null });
  }
  const fuse = new Fuse([...known.values()], {
    keys: [{ name: 'name', weight: 2 }, 'modelId'],
    threshold: 0.35,
    ignoreLocation: true,
  });
  return [...matches, ...fuse.search(text.trim()).map(({ item }) => ({ bot: item, snippet: null }))];
}
