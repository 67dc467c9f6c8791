/** One entry of the score ledger. An undone entry stays in the ledger with `voidedAt` set. */
export interface Score {
  id: number;
  runId: number;
  /** 0 to the prompt's points. */
  points: number;
  /** The prompt's points when the score was given. */
  max: number;
  /** Points by rubric item id; empty where the score was given as one figure. */
  rubric: Record<string, number>;
  note: string;
  source: 'hand' | 'automatic' | 'judge';
  /** ISO 8601, UTC. */
  createdAt: string;
  voidedAt: string | null;
}

/** Points at which a bot has all five stars: the sum of the six bundled suites. */
export const fiveStarPoints = 5000;

/** Stars of 5 for a raw total, at 5 per `fiveStarPoints`, to one decimal. */
export function starsFor(points: number): number {
  return Math.round((Math.max(0, Math.min(points, fiveStarPoints)) / fiveStarPoints) * 50) / 10;
}
