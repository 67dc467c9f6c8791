import type { Said } from '../l10n/said';
import type { Interval } from './certainty';
import type { Tier } from './tier';

/** What bots are wanted for: which prompts count. */
export const verdictUses = ['code', 'translating', 'writing', 'general'] as const;
export type VerdictUse = (typeof verdictUses)[number];

/** What a person asks for. */
export interface VerdictWishes {
  use: VerdictUse;
  /** By category id, in place of the use: what each is to count for. */
  weights?: Record<string, number>;
  /** Tokens/s at least. */
  minSpeed?: number;
  /** GiB at most, for weights and context. */
  memory?: number;
  /** Tokens of context at least. */
  context?: number;
  /** Points of 100 by which bots may differ and still be as good as each other. */
  tolerance?: number;
}

/** Points of 100 that nobody would notice. */
export const usualTolerance = 5;
/** How sure a verdict is to be before it is called decided. */
export const sureEnough = 0.95;
/** With fewer of 100 points settled or judged, nothing is called decided: what is open may be of another kind. */
export const settledEnough = 50;

/** Memory that a model needs, in bytes. */
export interface MemoryNeed {
  weights: number;
  /** Of the context's keys and values; null where the model's file does not tell. */
  cache: number | null;
  /** Tokens that `cache` is for. */
  context: number | null;
}

/** Who has settled an answer that a verdict rests on: a judge's word counts as an expectation that labels correct. */
export type EvidenceKind = 'program' | 'person' | 'accepted' | 'judge' | 'partly';

/** An answer behind the verdict. */
export interface VerdictAnswer {
  runId: number;
  category: string;
  prompt: string;
  kind: EvidenceKind;
  /** Percent of the prompt's points, of what is settled, or by the judges. */
  share: number;
}

/** A bot that could be kept. Points are of 100. */
export interface VerdictBot {
  botId: number;
  bot: string;
  points: number | null;
  interval: Interval | null;
  tokensPerSecond: number | null;
  timeToFirstTokenSeconds: number | null;
  memory: MemoryNeed | null;
  tier: Tier;
  /** How far the kept bot is ahead of it on the prompts that both have; null of the kept bot and where nothing is in common. */
  behind: number | null;
  behindInterval: Interval | null;
  /** The same by what is expected of each answer: nearer with few scores, but biased as a judge may be. */
  likelyBehind: number | null;
  /** The chance that it is better than the kept bot by more than the tolerance; null where that cannot be told. */
  chance: number | null;
  /** Its tokens/s over those of the kept bot. */
  faster: number | null;
  votes: number;
  /** How many of 100 points of its answers that count are settled, or judged at least. */
  settled: number;
  answers: VerdictAnswer[];
}

/** A bot that is out of the race, and why; it can come back. */
export interface VerdictAside {
  botId: number;
  bot: string;
  reason: Said;
}

/** The answer to score next. */
export interface VerdictQuestion {
  runId: number;
  bot: string;
  category: string;
  prompt: string;
  items: number;
  /** How much likelier than by an even chance it was drawn. */
  chance: number;
}

export interface Verdict {
  wishes: VerdictWishes;
  practice: boolean;
  /** Categories that count, and how many points of 100 each is worth. */
  weights: { id: string; title: string; share: number }[];
  /** The bot to use; null where nothing was scored. */
  keep: VerdictBot | null;
  /** The chance, at least, that no bot is better than the kept one by more than the tolerance: 0 to 1. */
  sure: number;
  decided: boolean;
  /** Not told apart from the kept one by what was measured. */
  equal: VerdictBot[];
  /** Behind it by more than noise. */
  worse: VerdictBot[];
  parked: VerdictAside[];
  /** Bots that nothing can be said of yet. */
  open: VerdictAside[];
  /** In plain sentences, the answer first. */
  sentences: Said[];
  /** What could still change it. */
  overturn: Said[];
  /** Of a person's attention until it is decided, about; null where scoring alone will not decide it. */
  minutesLeft: number | null;
  openAnswers: number;
}
