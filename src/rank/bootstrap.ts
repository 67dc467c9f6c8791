import { quantileOf } from './moments';
import { randomIndex, seededRandom } from './random';
import type { Interval } from '../model/certainty';

/** Prompts of one category with what two bots got: shares (0 to 1) of the points that could be had. */
export interface PairedStratum {
  /** What the category is worth. */
  points: number;
  /** One entry a prompt: repeats of a prompt are one cluster, as their mean. */
  differences: readonly number[];
  weights: readonly number[];
}

export interface BootstrapDifference {
  estimate: number;
  interval: Interval;
  draws: number;
}

/**
 * The difference of two totals with a percentile interval by resampling prompts within their categories with replacement
 * (Efron and Tibshirani 1993, ch. 13), the same on every machine. Null where no category has two prompts.
 */
export function bootstrapDifference(
  strata: readonly PairedStratum[],
  { draws = 4_000, seed = 1, level = 0.95 } = {},
): BootstrapDifference | null {
  const used = strata.filter(({ differences }) => differences.length > 0);
  if (!used.some(({ differences }) => differences.length > 1)) return null;
  const random = seededRandom(seed);
  const made = Array.from({ length: draws }, () =>
    used.reduce((sum, stratum) => sum + drawn(stratum, (count) => randomIndex(random, count)), 0),
  ).sort((a, b) => a - b);
  const tail = (1 - level) / 2;
  let next = 0;
  const estimate = used.reduce((sum, stratum) => sum + drawn(stratum, (count) => next++ % count), 0);
  return { estimate, interval: [quantileOf(made, tail), quantileOf(made, 1 - tail)], draws };
}

/** The category's points by the prompts that `choose` picks, as many as there are. */
function drawn({ points, differences, weights }: PairedStratum, choose: (count: number) => number): number {
  const count = differences.length;
  let [y, x] = [0, 0];
  for (let i = 0; i < count; i++) {
    const at = choose(count);
    const weight = weights[at] as number;
    y += (differences[at] as number) * weight;
    x += weight;
  }
  return (points * y) / x;
}
