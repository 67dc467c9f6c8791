import { studentQuantile } from './distributions';

/**
 * Sums over the prompts of each category, from which a total over all categories is estimated: by category the ratio of
 * points to what could be had, weighted by the category's points (separate ratio estimator, Cochran 1977, 6.10), with the
 * spread between prompts. Kept as plain arrays, as boards of 1,000 bots need half a million of these.
 */
export class Strata {
  private readonly count: Float64Array;
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private readonly xx: Float64Array;
  private readonly xy: Float64Array;
  private readonly yy: Float64Array;
  private readonly d: Float64Array;
  private readonly dd: Float64Array;

  /** @param points what each category is worth */
  constructor(private readonly points: readonly number[]) {
    const sums = () => new Float64Array(points.length);
    [this.count, this.x, this.y, this.xx, this.xy, this.yy] = [sums(), sums(), sums(), sums(), sums(), sums()];
    [this.d, this.dd] = [sums(), sums()];
  }

  clear(): void {
    for (const sums of [this.count, this.x, this.y, this.xx, this.xy, this.yy, this.d, this.dd]) sums.fill(0);
  }

  /** Takes a prompt of the category in: `share` of the `x` points that could be had. */
  add(category: number, share: number, x: number): void {
    const y = share * x;
    grow(this.count, category, 1);
    grow(this.x, category, x);
    grow(this.y, category, y);
    grow(this.xx, category, x * x);
    grow(this.xy, category, x * y);
    grow(this.yy, category, y * y);
    grow(this.d, category, share);
    grow(this.dd, category, share * share);
  }

  /** Null where nothing was taken in. */
  estimate(): StratifiedTotal | null {
    const pooled = this.pooledSpread();
    let [estimate, known, variance, freedom, largest] = [0, 0, 0, 0, 0];
    for (let c = 0; c < this.points.length; c++) {
      const [count, points, weight] = [at(this.count, c), this.points[c] as number, at(this.x, c)];
      if (count === 0 || points === 0) continue;
      estimate += (points * at(this.y, c)) / weight;
      known += points;
      largest = Math.max(largest, count);
      // One prompt alone says nothing of its category's spread; then the spread of the others stands in.
      const own =
        count > 1 ? (points / weight) ** 2 * (count / (count - 1)) * this.rests(c) : points ** 2 * pooled.value;
      variance += own;
      freedom += own ** 2 / Math.max(1, count > 1 ? count - 1 : pooled.degrees);
    }
    if (known === 0) return null;
    // What is left of equal shares after rounding is no spread.
    if (variance < 1e-18 * known * known) variance = 0;
    return {
      estimate,
      known,
      variance: largest > 1 ? variance : null,
      degrees: variance > 0 ? Math.max(1, variance ** 2 / freedom) : 1,
    };
  }

  /** Sum of squares around the category's ratio. */
  private rests(c: number): number {
    const ratio = at(this.y, c) / at(this.x, c);
    return Math.max(0, at(this.yy, c) - 2 * ratio * at(this.xy, c) + ratio * ratio * at(this.xx, c));
  }

  /** The variance of a prompt's share around its category's, over all categories with several prompts. */
  private pooledSpread(): { value: number; degrees: number } {
    let [degrees, sum] = [0, 0];
    for (let c = 0; c < this.points.length; c++) {
      if (at(this.count, c) < 2) continue;
      const share = at(this.y, c) / at(this.x, c);
      degrees += at(this.count, c) - 1;
      sum += Math.max(0, at(this.dd, c) - 2 * share * at(this.d, c) + at(this.count, c) * share * share);
    }
    return { value: degrees > 0 ? sum / degrees : 0, degrees };
  }
}

export interface StratifiedTotal {
  /** Over the categories with a score. */
  estimate: number;
  /** Points of these categories. */
  known: number;
  /** Null where no category has two prompts. */
  variance: number | null;
  /** Welch's and Satterthwaite's degrees of freedom. */
  degrees: number;
}

export function halfWidth({ variance, degrees }: StratifiedTotal, level: number): number | null {
  return variance === null ? null : studentQuantile(0.5 + level / 2, degrees) * Math.sqrt(variance);
}

function grow(sums: Float64Array, place: number, by: number): void {
  sums[place] = (sums[place] as number) + by;
}

function at(sums: Float64Array, place: number): number {
  return sums[place] as number;
}
