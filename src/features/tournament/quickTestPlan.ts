import type { Bot } from '../../model/bot';
import type { Category, Prompt } from '../../model/prompt';

/** As many as give a first impression of a model within minutes. */
const quickPrompts = 6;

export interface QuickTest {
  bots: Bot[];
  prompts: Prompt[];
  /** Going by what answers took before; null while nothing was measured. */
  seconds: number | null;
}

interface Known {
  bots: readonly Bot[];
  categories: readonly Category[];
  /** Whether its server offers the model now. */
  isListed: (bot: Bot) => boolean;
  /** Mean seconds of a bot's answers so far; null where it has none. */
  secondsOf: (bot: Bot) => number | null;
}

/** The first prompts of the first category for one bot of each model that can answer now, real ones before practice. */
export function quickTestOf({ bots, categories, isListed, secondsOf }: Known): QuickTest | null {
  const listed = bots.filter(isListed);
  const real = listed.filter((bot) => !bot.practice);
  const perModel = new Map<string, Bot>();
  for (const bot of real.length > 0 ? real : listed) {
    const model = `${bot.server}\n${bot.modelId}`;
    if (!perModel.has(model)) perModel.set(model, bot);
  }
  const chosen = [...perModel.values()];
  const prompts = categories[0]?.prompts.slice(0, quickPrompts) ?? [];
  if (chosen.length === 0 || prompts.length === 0) return null;
  const known = chosen.map(secondsOf).filter((seconds) => seconds !== null);
  const mean = known.reduce((sum, seconds) => sum + seconds, 0) / known.length;
  return {
    bots: chosen,
    prompts,
    seconds:
      known.length === 0 ? null : prompts.length * chosen.reduce((sum, bot) => sum + (secondsOf(bot) ?? mean), 0),
  };
}
