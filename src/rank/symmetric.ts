/**
 * Symmetric matrices of order n, row by row in one array. All of this takes about n³ steps (1,000 rows: a second or
 * less), so it is called in a worker.
 */
export type Matrix = Float64Array;

/** The lower triangle L with L·Lᵀ = `matrix` (Cholesky); null where the matrix is not positive definite. */
export function cholesky(matrix: Matrix, n: number): Matrix | null {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = lower.subarray(i * n, i * n + n);
    for (let j = 0; j <= i; j++) {
      const rest = (matrix[i * n + j] as number) - dot(row, lower, j * n, j);
      if (i !== j) row[j] = rest / (lower[j * n + j] as number);
      else if (rest > 0) row[i] = Math.sqrt(rest);
      else return null;
    }
  }
  return lower;
}

/** The sum of `count` products, in four sums that do not wait for each other. */
function dot(a: Float64Array, b: Float64Array, at: number, count: number): number {
  let [p, q, r, s] = [0, 0, 0, 0];
  const whole = count - (count % 4);
  for (let k = 0; k < whole; k += 4) {
    p += (a[k] as number) * (b[at + k] as number);
    q += (a[k + 1] as number) * (b[at + k + 1] as number);
    r += (a[k + 2] as number) * (b[at + k + 2] as number);
    s += (a[k + 3] as number) * (b[at + k + 3] as number);
  }
  for (let k = whole; k < count; k++) p += (a[k] as number) * (b[at + k] as number);
  return p + q + r + s;
}

/** The x with L·Lᵀ·x = `right`. */
export function solve(lower: Matrix, right: Float64Array, n: number): Float64Array {
  const x = right.slice();
  for (let i = 0; i < n; i++) {
    let rest = x[i] as number;
    for (let k = 0; k < i; k++) rest -= (lower[i * n + k] as number) * (x[k] as number);
    x[i] = rest / (lower[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    const value = (x[i] = (x[i] as number) / (lower[i * n + i] as number));
    for (let k = 0; k < i; k++) x[k] = (x[k] as number) - (lower[i * n + k] as number) * value;
  }
  return x;
}

/** (L·Lᵀ)⁻¹. */
export function inverseOf(lower: Matrix, n: number): Matrix {
  const inverse = inverseOfLower(lower, n);
  const result = new Float64Array(n * n);
  // Summed row by row, so that memory is read in order.
  for (let k = 0; k < n; k++) {
    for (let i = 0; i <= k; i++) addScaled(result, i * n, inverse, k * n, i + 1, inverse[k * n + i] as number);
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) result[j * n + i] = result[i * n + j] as number;
  return result;
}

function inverseOfLower(lower: Matrix, n: number): Matrix {
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const pivot = 1 / (lower[i * n + i] as number);
    for (let k = 0; k < i; k++) addScaled(inverse, i * n, inverse, k * n, k + 1, -(lower[i * n + k] as number));
    for (let j = 0; j < i; j++) inverse[i * n + j] = (inverse[i * n + j] as number) * pivot;
    inverse[i * n + i] = pivot;
  }
  return inverse;
}

/** bread·meat·bread for symmetric matrices: the form that covariances have. */
export function sandwiched(bread: Matrix, meat: Matrix, n: number): Matrix {
  const half = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = bread.subarray(i * n, i * n + n);
    for (let j = 0; j < n; j++) half[i * n + j] = dot(row, meat, j * n, n);
  }
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = half.subarray(i * n, i * n + n);
    for (let j = 0; j <= i; j++) result[i * n + j] = result[j * n + i] = dot(row, bread, j * n, n);
  }
  return result;
}

/** Adds `factor` × `count` numbers of `from` to those of `to`. */
function addScaled(to: Matrix, toAt: number, from: Matrix, fromAt: number, count: number, factor: number): void {
  if (factor === 0) return;
  for (let j = 0; j < count; j++) to[toAt + j] = (to[toAt + j] as number) + factor * (from[fromAt + j] as number);
}
