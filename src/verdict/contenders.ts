import { said, type Said } from '../l10n/said';
import { memoryText } from '../model/rig';
import type { Tier } from '../model/tier';
import type { MemoryNeed, VerdictWishes } from '../model/verdict';
import { knownNeed } from './memory';

/** What is known of a bot beside its points. */
export interface Contender {
  botId: number;
  bot: string;
  tokensPerSecond: number | null;
  timeToFirstTokenSeconds: number | null;
  memory: MemoryNeed | null;
  /** Tokens that it was loaded with, or can be at most. */
  context: number | null;
  tier: Tier;
  /** Blind votes that it took part in. */
  votes: number;
}

/** Why a bot misses what was asked for, or null. */
export function missed({ tokensPerSecond, memory, context }: Contender, wishes: VerdictWishes): Said | null {
  const { minSpeed, memory: most, context: wanted } = wishes;
  if (minSpeed !== undefined && tokensPerSecond !== null && tokensPerSecond < minSpeed)
    return said`It writes ${tokensPerSecond.toFixed(1)} tokens/s; you asked for at least ${minSpeed}.`;
  if (most !== undefined && memory && knownNeed(memory) > most * 2 ** 30)
    return said`It needs ${memoryText(knownNeed(memory))} of memory; you have ${most} GiB for it.`;
  if (wanted !== undefined && context !== null && context < wanted)
    return said`Its context is ${context} tokens; you asked for ${wanted}.`;
  return null;
}

/** What was asked for and is not known of a bot, or null. */
export function unknown({ tokensPerSecond, memory, context }: Contender, wishes: VerdictWishes): Said | null {
  if (wishes.minSpeed !== undefined && tokensPerSecond === null)
    return said`Its speed is not known: run a prompt with it here.`;
  if (wishes.memory !== undefined && memory === null)
    return said`What memory it needs is not known: its server does not tell the size of its file.`;
  if (wishes.context !== undefined && context === null)
    return said`Its context is not known: its server does not tell.`;
  return null;
}
