import { normalCdf } from './distributions';
import { holm } from './intervals';

/** The best and the worst rank that the data leave possible, from 1. */
export type RankInterval = [from: number, to: number];

/**
 * Rank intervals from all pairwise differences: a competitor is above or below another only where their difference is
 * significant after Holm's correction over all of this competitor's comparisons, so that the whole interval holds at the
 * level (Mogstad, Romano, Shaikh and Wilhelm 2024, with Holm's steps in place of the bootstrap's). Equals share ranks.
 * @param difference estimate and p value of i - j; p is null where the two cannot be compared, which leaves both ways open
 */
export function rankIntervals(
  count: number,
  difference: (i: number, j: number) => { estimate: number; p: number | null },
  level = 0.95,
): RankInterval[] {
  return Array.from({ length: count }, (_, i): RankInterval => {
    const others = Array.from({ length: count }, (_, j) => j).filter((j) => j !== i);
    const made = others.map((j) => difference(i, j));
    const adjusted = holm(made.map(({ p }) => p ?? 1));
    let [better, worse] = [0, 0];
    made.forEach(({ estimate }, k) => {
      if ((adjusted[k] as number) > 1 - level) return;
      if (estimate < 0) better++;
      else worse++;
    });
    return [1 + better, count - worse];
  });
}

/** Two-sided p value of an estimate with a known standard error; 1 for nothing beside nothing. */
export function normalTwoSided(estimate: number, standardError: number): number {
  if (standardError === 0) return estimate === 0 ? 1 : 0;
  return 2 * normalCdf(-Math.abs(estimate / standardError));
}
