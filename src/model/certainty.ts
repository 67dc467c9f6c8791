/** Two figures between which the true one lies. */
export type Interval = [low: number, high: number];

/** How sure a row of the board is, at 95 %, in points. */
export interface RowCertainty {
  /** What the total would be with every prompt scored, going by those that were; null where too few were. */
  expected: number | null;
  interval: Interval | null;
  /** The best and the worst rank that the scores leave possible, from 1. */
  rank: [from: number, to: number];
  /** Prompts with a score, in part or whole. */
  scoredPrompts: number;
  /** Of the points of each category, in the board's order; null where too few prompts were scored. */
  categories: (Interval | null)[];
}

/** A bot's points at one prompt: `settled` could be had for what is judged. */
export interface PromptScore {
  botId: number;
  category: string;
  prompt: string;
  points: number;
  settled: number;
}
