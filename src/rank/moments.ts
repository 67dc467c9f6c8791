/** Sums of numbers; each function answers NaN for an empty list unless it says otherwise. */
export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

export function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** The variance around the mean, divided by n - `ddof` (1: the sample's own estimate of its population). */
export function variance(values: readonly number[], ddof = 1): number {
  const middle = mean(values);
  let total = 0;
  for (const value of values) total += (value - middle) ** 2;
  return total / (values.length - ddof);
}

/** The covariance of two lists of one length, divided by n - `ddof`. */
export function covariance(a: readonly number[], b: readonly number[], ddof = 1): number {
  const [middleA, middleB] = [mean(a), mean(b)];
  let total = 0;
  for (let i = 0; i < a.length; i++) total += ((a[i] as number) - middleA) * ((b[i] as number) - middleB);
  return total / (a.length - ddof);
}

/** The q-th quantile (0 to 1) of sorted values, linear between neighbours (Hyndman and Fan's type 7, as in NumPy). */
export function quantileOf(sorted: readonly number[], q: number): number {
  const place = (sorted.length - 1) * q;
  const below = sorted[Math.floor(place)] as number;
  const above = sorted[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}
