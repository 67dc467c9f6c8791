import type { Outcome, SkipReason, StyleFigures } from '../../model/arena';

/** Two answers, and nothing by which their bots could be told: the token means something to the panel only. */
export interface BlindPair {
  token: string;
  left: string;
  right: string;
  category: string;
  title: string;
  prompt: string;
  system: string | null;
  rubric: { title: string; points: number; full: string; none: string }[];
}

/** What was hidden of an answer until the vote. */
export interface Revealed {
  bot: string;
  style: StyleFigures;
  tokensPerSecond: number | null;
}

export interface Reveal {
  /** Null where the pair was skipped. */
  outcome: Outcome | null;
  left: Revealed;
  right: Revealed;
}

export interface ArenaContent {
  /** The pair to be shown, and those after it. */
  pairs: BlindPair[];
  votes: number;
  /** Pairs of answers that nobody has compared yet. */
  open: number;
  practice: boolean;
  last: Reveal | null;
  /** Whether there is a vote that could be taken back. */
  undoable: boolean;
}

export interface Verdict {
  token: string;
  outcome: Outcome | null;
  reason: SkipReason | null;
  milliseconds: number;
}

/** A bot's rating as the page draws it; see `Rating`. */
export interface RatingRow {
  botId: number;
  model: string;
  rating: number;
  low: number | null;
  high: number | null;
  rank: [from: number, to: number];
  votes: number;
  group: number;
  note: string | null;
}

export interface ArenaRatings {
  ratings: RatingRow[];
  category: string | null;
  categories: { id: string; title: string }[];
}

/** A match of a bracket; see `Match` of the core. */
export interface BracketMatch {
  a: string;
  b: string | null;
  points: [a: number, b: number];
  winner: string | null;
  by: 'votes' | 'rating' | 'bye';
}

export interface ArenaBracket {
  rounds: BracketMatch[][];
  standings: { id: string; points: number }[];
}

/** What follows a vote: the next pairs are those that the page does not have yet. */
export type AfterVote = Omit<ArenaContent, 'practice'>;

/** Panel → page. */
export type ArenaUi = {
  show: (content: ArenaContent) => void;
};

/** Page → panel. */
export type ArenaHost = {
  vote: (verdict: Verdict) => Promise<AfterVote>;
  /** Takes the last vote back and shows its pair again, before the others. */
  undo: (parameter: null) => Promise<ArenaContent>;
  ratings: (options: { category: string | null }) => Promise<ArenaRatings>;
  bracket: (options: { kind: 'knock-out' | 'swiss' }) => Promise<ArenaBracket>;
  openLink: (url: string) => Promise<void>;
};
