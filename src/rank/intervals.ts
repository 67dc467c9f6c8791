import { studentQuantile, studentTwoSided } from './distributions';
import { mean, sum, variance } from './moments';

/** An estimate with its standard error and interval; `low` and `high` are null where the data cannot say. */
export interface Estimate {
  estimate: number;
  standardError: number | null;
  low: number | null;
  high: number | null;
}

export interface PairedDifference extends Estimate {
  /** Pairs that both sides have. */
  pairs: number;
  /** Student's t; null with fewer than two pairs or when all differences are equal. */
  t: number | null;
  /** Two-sided; null likewise, except that equal differences of zero give 1. */
  p: number | null;
}

/**
 * The mean of a sample with Student's t interval.
 * @param level share of cases that the interval is to cover, e.g. 0.95
 */
export function meanInterval(values: readonly number[], level = 0.95): Estimate {
  const n = values.length;
  if (n < 2) return bare(n === 0 ? NaN : (values[0] as number));
  return around(mean(values), Math.sqrt(variance(values) / n), n - 1, level);
}

/** The mean of a - b over the prompts that both answered, by the paired t test. Lists are of one length. */
export function pairedDifference(a: readonly number[], b: readonly number[], level = 0.95): PairedDifference {
  const differences = a.map((value, i) => value - (b[i] as number));
  const made = meanInterval(differences, level);
  const pairs = differences.length;
  const error = made.standardError;
  // Equal differences have no spread to judge by: 0 everywhere is no difference, anything else cannot be tested.
  if (error === null || error < 1e-15) {
    const equal = pairs > 1 && Math.abs(made.estimate) < 1e-15;
    return { ...made, pairs, t: null, p: equal ? 1 : null };
  }
  const t = made.estimate / error;
  return { ...made, pairs, t, p: studentTwoSided(t, pairs - 1) };
}

/**
 * The mean of values that come in clusters (repeats of one prompt): the sandwich estimator with the small-sample
 * correction G/(G-1) · (n-1)/(n-1) and Student's t with G - 1 degrees of freedom, as in Stata and statsmodels
 * (Cameron and Miller 2015).
 * @param clusters which cluster each value belongs to
 */
export function clusteredMean(
  values: readonly number[],
  clusters: readonly (string | number)[],
  level = 0.95,
): Estimate {
  const middle = mean(values);
  const scores = new Map<string | number, number>();
  values.forEach((value, i) => {
    const cluster = clusters[i] as string | number;
    scores.set(cluster, (scores.get(cluster) ?? 0) + value - middle);
  });
  const groups = scores.size;
  if (groups < 2) return bare(middle);
  const meat = sum([...scores.values()].map((score) => score * score));
  const error = Math.sqrt((groups / (groups - 1)) * meat) / values.length;
  return around(middle, error, groups - 1, level);
}

/**
 * Holm's step-down adjustment of p values, in the order given (Holm 1979): reject where the adjusted value is at most
 * the level, and the chance of even one false rejection stays within it.
 */
export function holm(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((i, j) => (p[i] as number) - (p[j] as number));
  const adjusted = new Array<number>(p.length).fill(1);
  let least = 0;
  order.forEach((place, rank) => {
    least = Math.max(least, Math.min(1, (p.length - rank) * (p[place] as number)));
    adjusted[place] = least;
  });
  return adjusted;
}

export function around(estimate: number, standardError: number, degrees: number, level: number): Estimate {
  const half = studentQuantile(0.5 + level / 2, degrees) * standardError;
  return { estimate, standardError, low: estimate - half, high: estimate + half };
}

function bare(estimate: number): Estimate {
  return { estimate, standardError: null, low: null, high: null };
}
