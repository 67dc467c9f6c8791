import { said, SaidError } from '../../l10n/said';
import { variantName, type Bot, type BotParameters } from '../../model/bot';
import type { BotStore } from '../../store/bots';

export interface Variant {
  /** Absent: as the bot has it. */
  temperature?: number | undefined;
  /** Most tokens of an answer. Absent: as the bot has it. */
  maxTokens?: number | undefined;
  /** From 1; the second and later ones are rows of their own. */
  repeat?: number;
}

/**
 * The bot for a variant: another temperature, limit or repeat is a row of its own, so that its scores never replace the
 * base's. It is made when there is none yet. Throws a sentence when its name belongs to another model's bot.
 */
export function ensureVariant(bots: BotStore, base: Bot, variant: Variant, displayName?: string): Bot {
  const { temperature, maxTokens, repeat = 1 } = variant;
  const differs = temperature !== undefined && temperature !== base.parameters.temperature;
  const limits = maxTokens !== undefined && maxTokens !== base.parameters.maxTokens;
  const name = variantName(displayName ?? base.name, {
    repeat,
    ...(differs && displayName === undefined ? { temperature } : {}),
    ...(limits && displayName === undefined ? { maxTokens } : {}),
  });
  if (name === base.name) return base;
  const parameters = {
    ...base.parameters,
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
  };
  const known = bots.findByName(name);
  if (!known) {
    const { server, modelId, practice } = base;
    return bots.add({ name, server, modelId, parameters, practice });
  }
  if (known.modelId !== base.modelId || known.server !== base.server)
    throw new SaidError(
      said`“${name}” is already the name of a bot for ${known.modelId} on ${known.server}; choose another name.`,
    );
  return bots.setParameters(known.id, parameters);
}

/** The bot of the same model whose parameters are the base's and these; it is made when there is none yet. */
export function ensureParameters(bots: BotStore, base: Bot, others: BotParameters): Bot {
  const parameters = { ...base.parameters, ...others };
  const wanted = ordered(parameters);
  if (wanted === ordered(base.parameters)) return base;
  const { server, modelId, practice } = base;
  const known = bots.findByModel(server, modelId).find((bot) => ordered(bot.parameters) === wanted);
  const name = (): string => bots.unusedName(`${base.name}@${Object.keys(others).sort().join('+')}`);
  return known ?? bots.add({ name: name(), server, modelId, parameters, practice });
}

function ordered(parameters: BotParameters): string {
  return JSON.stringify(Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1)));
}
