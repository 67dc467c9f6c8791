/** How a blind comparison of two answers ended, as they were shown. */
export const outcomes = ['left', 'right', 'tie', 'both_bad'] as const;
export type Outcome = (typeof outcomes)[number];

/** Why a pair was put aside without a vote. */
export const skipReasons = ['same', 'broken', 'recognised', 'cannot-tell', 'other'] as const;
export type SkipReason = (typeof skipReasons)[number];

/** Two answers to one version of a prompt, in the order in which they are shown. */
export interface ArenaPair {
  leftRun: number;
  rightRun: number;
}

/** One entry of the arena's ledger. An undone one stays in it with `voidedAt` set. */
export interface ArenaVote extends ArenaPair {
  id: number;
  categoryId: string;
  promptId: string;
  promptHash: string;
  /** Null where the pair was skipped. */
  outcome: Outcome | null;
  /** Why it was skipped: one of `skipReasons`, or the person's own words; null for a vote. */
  reason: string | null;
  /** Who voted, as they call themselves. */
  voter: string;
  /** From the pair on screen to the key, ms. */
  milliseconds: number;
  /** ISO 8601, UTC. */
  createdAt: string;
  voidedAt: string | null;
}

export type NewArenaVote = ArenaPair & Pick<ArenaVote, 'outcome' | 'reason' | 'voter' | 'milliseconds'>;

/** A vote as it was stored, with the earlier ones of its voter on the same two answers that it took the place of. */
export interface StoredVote extends ArenaVote {
  replaced: number[];
}

/** A vote, or a skip, that counts, between bots. */
export interface BotVote {
  id: number;
  leftRun: number;
  rightRun: number;
  leftBot: number;
  rightBot: number;
  categoryId: string;
  promptId: string;
  outcome: Outcome | null;
}

/** An answer that can be compared: the latest of a bot to the current version of a prompt. */
export interface ArenaAnswer {
  runId: number;
  botId: number;
  categoryId: string;
  promptId: string;
}

/** What an answer looks like, as far as it may sway a reader whatever it says. */
export interface StyleFigures {
  /** Words. */
  length: number;
  headings: number;
  /** Items of lists. */
  lists: number;
  /** Stretches of bold text. */
  bold: number;
}
