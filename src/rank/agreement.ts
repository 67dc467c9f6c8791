import { around, clusteredMean, type Estimate, meanInterval } from './intervals';
import { covariance, mean, variance } from './moments';

export type Weights = 'none' | 'linear' | 'quadratic';
export type Level = 'nominal' | 'ordinal' | 'interval';

/**
 * Cohen's kappa of two raters over the values that either gave, in ascending order (Cohen 1960; weighted 1968; the
 * weights go by the values' places, as in scikit-learn). Null where chance alone would agree fully, so that nothing is
 * shown by agreeing.
 */
export function cohenKappa(a: readonly number[], b: readonly number[], weights: Weights = 'none'): number | null {
  if (a.length === 0) return null;
  const values = [...new Set([...a, ...b])].sort((x, y) => x - y);
  const place = new Map(values.map((value, i) => [value, i]));
  const [fromA, fromB] = [countsOf(a, place), countsOf(b, place)];
  let [observed, expected] = [0, 0];
  a.forEach((value, i) => {
    observed += disagreement(place.get(value) ?? 0, place.get(b[i] as number) ?? 0, weights);
  });
  fromA.forEach((countA, i) =>
    fromB.forEach((countB, j) => (expected += (countA * countB * disagreement(i, j, weights)) / a.length)),
  );
  return expected === 0 ? null : 1 - observed / expected;
}

function countsOf(given: readonly number[], place: Map<number, number>): number[] {
  const made = new Array<number>(place.size).fill(0);
  for (const value of given) made[place.get(value) ?? 0] = (made[place.get(value) ?? 0] ?? 0) + 1;
  return made;
}

function disagreement(i: number, j: number, weights: Weights): number {
  if (weights === 'none') return i === j ? 0 : 1;
  return weights === 'linear' ? Math.abs(i - j) : (i - j) ** 2;
}

/**
 * Krippendorff's alpha of any number of raters; `ratings[r][u]` is null where rater r did not rate unit u. Units with
 * fewer than two ratings do not count (Krippendorff, Content Analysis, 2004, chapter 11). Null where all values are
 * equal or nothing can be compared.
 */
export function krippendorffAlpha(ratings: readonly (readonly (number | null)[])[], level: Level): number | null {
  const units = (ratings[0] ?? [])
    .map((_, u) => ratings.map((rater) => rater[u]).filter((value): value is number => typeof value === 'number'))
    .filter((unit) => unit.length > 1);
  const values = [...new Set(units.flat())].sort((x, y) => x - y);
  const place = new Map(values.map((value, i) => [value, i]));
  const totals = new Array<number>(values.length).fill(0);
  for (const value of units.flat()) totals[place.get(value) ?? 0] = (totals[place.get(value) ?? 0] ?? 0) + 1;
  const distance = distanceOf(values, totals, level);
  const n = units.flat().length;
  let observed = 0;
  for (const unit of units) {
    for (const x of unit) {
      for (const y of unit) observed += distance(place.get(x) ?? 0, place.get(y) ?? 0) / (unit.length - 1);
    }
  }
  let expected = 0;
  totals.forEach((countX, x) => totals.forEach((countY, y) => (expected += countX * countY * distance(x, y))));
  return expected === 0 ? null : 1 - ((n - 1) * observed) / expected;
}

/** Krippendorff's squared differences; the ordinal one counts the ratings that lie between two values. */
function distanceOf(values: number[], totals: number[], level: Level): (x: number, y: number) => number {
  if (level === 'nominal') return (x, y) => (x === y ? 0 : 1);
  if (level === 'interval') return (x, y) => ((values[x] as number) - (values[y] as number)) ** 2;
  const upTo: number[] = [];
  totals.forEach((count, i) => (upTo[i] = (upTo[i - 1] ?? 0) + count));
  const middle = (x: number) => (upTo[x] as number) - (totals[x] as number) / 2;
  return (x, y) => (middle(x) - middle(y)) ** 2;
}

/** Spearman's rank correlation, ties at their mean rank; null where one side does not vary. */
export function spearman(a: readonly number[], b: readonly number[]): number | null {
  return correlation(meanRanks(a), meanRanks(b));
}

/** Pearson's correlation; null where one side does not vary. */
export function correlation(a: readonly number[], b: readonly number[]): number | null {
  if (a.length < 2) return null;
  const spread = Math.sqrt(variance(a) * variance(b));
  return spread > 0 ? covariance(a, b) / spread : null;
}

/** Ranks from 1 for the least; equal values share the mean of their ranks. */
export function meanRanks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((i, j) => (values[i] as number) - (values[j] as number));
  const ranks = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1] as number] === values[order[from] as number]) to++;
    for (let i = from; i <= to; i++) ranks[order[i] as number] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

/** How much more the judge gives than the person, on average; clustered where one prompt has several answers. */
export function bias(judge: readonly number[], person: readonly number[], clusters?: readonly string[]): Estimate {
  const differences = judge.map((value, i) => value - (person[i] as number));
  return clusters ? clusteredMean(differences, clusters) : meanInterval(differences);
}

/**
 * How far the judge's bias depends on something that should not matter (the answer's length, its place, its family):
 * the slope of judge - person on `trait`, with an interval that is robust to unequal spread (HC1), null where the trait
 * does not vary. Points per unit of the trait.
 */
export function biasFor(
  trait: readonly number[],
  judge: readonly number[],
  person: readonly number[],
): Estimate | null {
  const n = trait.length;
  const spread = n > 2 ? variance(trait, 0) * n : 0;
  if (spread === 0) return null;
  const differences = judge.map((value, i) => value - (person[i] as number));
  const [middleX, middleY] = [mean(trait), mean(differences)];
  const centred = trait.map((value) => value - middleX);
  const slope = centred.reduce((total, x, i) => total + x * (differences[i] as number), 0) / spread;
  const meat = centred.reduce(
    (total, x, i) => total + (x * ((differences[i] as number) - middleY - slope * x)) ** 2,
    0,
  );
  const error = Math.sqrt((n / (n - 2)) * meat) / spread;
  return around(slope, error, n - 2, 0.95);
}
