import { normalQuantile } from './distributions';

/** How far two orders of the same things agree. */
export interface RankCorrelation {
  /** Spearman's rho, -1 to 1, ties sharing their mean rank; null where one side does not vary or there are fewer than three. */
  rho: number | null;
  /** 95 %, by Fisher's z with the standard error of Bonett and Wright (2000); null with fewer than five. */
  interval: [low: number, high: number] | null;
  pairs: number;
}

/** Spearman's rank correlation of two lists of one length. */
export function rankCorrelation(a: readonly number[], b: readonly number[], level = 0.95): RankCorrelation {
  const pairs = a.length;
  const [x, y] = [meanRanks(a), meanRanks(b)];
  const middle = (pairs + 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < pairs; i++) {
    const [dx, dy] = [(x[i] as number) - middle, (y[i] as number) - middle];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  if (pairs < 3 || xx === 0 || yy === 0) return { rho: null, interval: null, pairs };
  const rho = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
  if (pairs < 5) return { rho, interval: null, pairs };
  if (Math.abs(rho) === 1) return { rho, interval: [rho, rho], pairs };
  const half = normalQuantile(0.5 + level / 2) * Math.sqrt((1 + rho ** 2 / 2) / (pairs - 3));
  const z = Math.atanh(rho);
  return { rho, interval: [Math.tanh(z - half), Math.tanh(z + half)], pairs };
}

/** Ranks from 1, the smallest first; equals share the mean of theirs. */
function meanRanks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((i, j) => (values[i] as number) - (values[j] as number));
  const ranks = new Array<number>(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1] as number] === values[order[from] as number]) to++;
    for (let k = from; k <= to; k++) ranks[order[k] as number] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}
