/** An answer as the verdict sees it: the latest of a bot to the current version of a prompt. */
export interface AnswerEvidence {
  runId: number;
  botId: number;
  /** A group of prompts that the use weighs. */
  category: string;
  prompt: string;
  /** The prompt's points. */
  max: number;
  /** Points that could be had for what somebody or something has settled, and what was given of them. */
  settled: number;
  points: number;
  /** Of `points` the parts that a program, a person, and an accepted proposal have given. */
  proven: number;
  given: number;
  accepted: number;
  /** Whether programs alone have settled it whole: then no chance has chosen it. */
  certain: boolean;
  /** The share (0 to 1) that judges propose for the whole answer, with what programs have proven; null where none does. */
  judged: number | null;
  /** How far apart the judges are, as a share. */
  spread: number;
  /** Set where it was drawn to be scored: the place in the row of draws, and how much likelier than evenly it was. */
  drawn: { order: number; chance: number } | null;
  /** Rubric items that nobody has settled. */
  openItems: number;
}

/** Whether a person, a program or an accepted proposal has settled all of it. */
export function isSettled({ settled, max }: AnswerEvidence): boolean {
  return max > 0 && settled >= max - 1e-9;
}

export interface WeighedCategory {
  id: string;
  /** What it counts for, in points. */
  points: number;
}
