import type { TournamentPlan } from '../queue/prompts/plan';
import type { Bot } from '../model/bot';
import type { Prompt } from '../model/prompt';
import type { Playground } from '../playground';

/** A bot and a prompt whose latest score was given for an older version of the prompt. */
export interface OutdatedPair {
  bot: Bot;
  prompt: Prompt;
  /** The old score. */
  points: number;
  max: number;
}

/**
 * What has to run again: pairs scored for an older version that have no answer to the current one yet. Those of practice
 * bots only where there are no others, as the two never compete.
 */
export function outdatedPairs(playground: Playground): OutdatedPair[] {
  const pairs = playground.store.standings.outdated().flatMap((standing) => {
    const prompt = playground.suites.prompt(`${standing.categoryId}/${standing.promptId}`);
    const bot = playground.store.bots.get(standing.botId);
    if (!prompt || !bot || standing.answeredHash === prompt.hash) return [];
    return [{ bot, prompt, points: standing.points ?? 0, max: standing.max ?? prompt.points }];
  });
  const real = pairs.filter(({ bot }) => !bot.practice);
  return real.length > 0 ? real : pairs;
}

/** A tournament of exactly these pairs, model by model. */
export function planOutdated(playground: Playground, pairs: OutdatedPair[], title: string): TournamentPlan {
  const key = (botId: number | null, prompt: { categoryId: string; id: string }): string =>
    `${botId} ${prompt.categoryId}/${prompt.id}`;
  const wanted = new Set(pairs.map(({ bot, prompt }) => key(bot.id, prompt)));
  const bots = [...new Map(pairs.map(({ bot }) => [bot.id, bot])).values()];
  const prompts = [...new Map(pairs.map(({ prompt }) => [`${prompt.categoryId}/${prompt.id}`, prompt])).values()];
  const plan = playground.tournaments.plan({ bots, prompts, title });
  const jobs = plan.jobs.filter((job) => wanted.has(key(job.botId, { categoryId: job.categoryId, id: job.promptId })));
  return { ...plan, jobs };
}
