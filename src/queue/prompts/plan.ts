import { said, SaidError } from '../../l10n/said';
import type { Bot } from '../../model/bot';
import type { Prompt } from '../../model/prompt';
import { defaultTournamentOptions, type TournamentOptions } from '../../model/tournament';
import type { BotStore } from '../../store/bots';
import type { NewJob } from '../../store/tournaments';
import { orderJobs } from '../order';
import { ensureVariant } from './variants';

/** What a person chooses for a tournament. */
export interface TournamentChoice {
  bots: Bot[];
  prompts: Prompt[];
  /** How often each prompt is asked; each repeat is a row of its own. 1 by default. */
  repeats?: number;
  /** Each is a row of its own; none: each bot as it is. */
  temperatures?: number[];
  options?: Partial<TournamentOptions>;
  title?: string;
}

export interface TournamentPlan {
  title: string;
  options: TournamentOptions;
  practice: boolean;
  /** The rows, variants included. */
  bots: Bot[];
  jobs: NewJob[];
}

/** Works out the rows and the queue; rows that are missing are made. Throws a sentence when nothing can be queued. */
export function planTournament(
  store: BotStore,
  choice: TournamentChoice,
  isResident: (server: string, modelId: string) => boolean = () => false,
): TournamentPlan {
  const { prompts, repeats = 1, temperatures = [] } = choice;
  if (choice.bots.length === 0) throw new SaidError(said`Choose at least one bot.`);
  if (prompts.length === 0) throw new SaidError(said`Choose at least one prompt.`);
  const practice = choice.bots[0]?.practice ?? false;
  if (choice.bots.some((bot) => bot.practice !== practice))
    throw new SaidError(said`Practice bots and real ones do not compete: choose either.`);
  const warmths = temperatures.length > 0 ? [...new Set(temperatures)] : [undefined];
  const rows = new Map<number, Bot>();
  for (const base of choice.bots) {
    for (const temperature of warmths) {
      for (let repeat = 1; repeat <= repeats; repeat++) {
        const bot = ensureVariant(store, base, temperature === undefined ? { repeat } : { temperature, repeat });
        rows.set(bot.id, bot);
      }
    }
  }
  const bots = [...rows.values()];
  const jobs = bots.flatMap((bot) =>
    prompts.map((prompt) => ({
      kind: 'prompt' as const,
      botId: bot.id,
      categoryId: prompt.categoryId,
      promptId: prompt.id,
      server: bot.server,
      modelId: bot.modelId,
    })),
  );
  return {
    title: choice.title ?? `${count(bots.length, 'bot')} × ${count(prompts.length, 'prompt')}`,
    options: { ...defaultTournamentOptions, ...choice.options },
    practice,
    bots,
    jobs: orderJobs(jobs, (job) => isResident(job.server, job.modelId)),
  };
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
