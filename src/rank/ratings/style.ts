import { said, SaidError } from '../../l10n/said';
import type { StyleFigures } from '../../model/arena';
import { normalQuantile } from '../distributions';
import { variance } from '../moments';
import { cholesky, inverseOf, sandwiched, solve } from '../symmetric';
import { middleRating, pointsPerLogit, winChance } from './bradleyTerry';
import { rateVotes, type Rating, weakPrior } from './rate';
import { pointsOfFirst, type Vote } from './votes';

export type StyleName = keyof StyleFigures;

export interface StyledVote extends Vote {
  /** Null where an answer is gone; the vote is left out then. */
  styleA: StyleFigures | null;
  styleB: StyleFigures | null;
}

/** What one standard deviation more of something that should not matter is worth, in rating points. */
export interface StyleEffect {
  style: StyleName;
  points: number;
  low: number;
  high: number;
}

export interface StyledRatings<T extends Rating = Rating> {
  ratings: T[];
  /** Of the styles in which the answers differ at all. */
  effects: StyleEffect[];
  /** Why looks are not taken out, or null where they are. */
  note: string | null;
}

const styles: readonly StyleName[] = ['length', 'headings', 'lists', 'bold'];

/** Fewer votes than these for each term fit anything, with intervals that are far too narrow. */
const votesForStyle = 10;
const votesForBot = 5;

/**
 * Ratings with the answers' looks taken out (style control of Chatbot Arena: Li, Angelopoulos and Chiang, Does style
 * matter?, 2024): Bradley–Terry with four more terms, the differences (a - b) / (a + b) of length, headings, lists and
 * bold text, each divided by its standard deviation. Newton's method; errors by the sandwich estimator.
 */
export function rateWithStyle(votes: readonly StyledVote[]): StyledRatings {
  const used = votes.filter(({ a, b, styleA, styleB }) => a !== b && styleA !== null && styleB !== null);
  const plain = rateVotes(used);
  if (plain.length === 0) return { ratings: [], effects: [], note: null };
  const players = plain.map(({ model }) => model).sort();
  const place = new Map(players.map((player, i) => [player, i]));
  const columns = styles
    .map((style) => ({ style, values: scaled(used.map((vote) => difference(vote, style))) }))
    .filter((column): column is { style: StyleName; values: number[] } => column.values !== null);
  const n = players.length;
  const needed = votesForStyle * columns.length + votesForBot * n;
  if (used.length < needed) {
    const note = `The looks of answers are taken out from ${needed} votes on; there are ${used.length} so far.`;
    return { ratings: plain, effects: [], note };
  }
  const isFinite = plain.every(({ finite, group }) => finite && group === 0);
  const fit = newton(
    used.map((vote, v) => ({
      i: place.get(vote.a) as number,
      j: place.get(vote.b) as number,
      points: pointsOfFirst(vote.winner),
      x: columns.map(({ values }) => values[v] as number),
    })),
    n,
    columns.length,
    // With terms beside them the strengths may be unbounded where they were not alone, so the prior always helps a little.
    isFinite ? 1e-6 : weakPrior,
  );
  const z = normalQuantile(0.975);
  const ratings = plain.map((rating): Rating => {
    const i = place.get(rating.model) as number;
    const value = middleRating + (fit.values[i] as number) * pointsPerLogit;
    const half = z * fit.error(i) * pointsPerLogit;
    return {
      ...rating,
      rating: value,
      low: rating.low === null ? null : value - half,
      high: rating.high === null ? null : value + half,
    };
  });
  const effects = columns.map(({ style }, k): StyleEffect => {
    const [points, half] = [(fit.values[n + k] as number) * pointsPerLogit, z * fit.error(n + k) * pointsPerLogit];
    return { style, points, low: points - half, high: points + half };
  });
  return { ratings: ratings.sort((a, b) => a.group - b.group || b.rating - a.rating), effects, note: null };
}

function difference({ styleA, styleB }: StyledVote, style: StyleName): number {
  const [a, b] = [styleA?.[style] ?? 0, styleB?.[style] ?? 0];
  return a + b === 0 ? 0 : (a - b) / (a + b);
}

/** Divided by the standard deviation; null where there is none. */
function scaled(values: number[]): number[] | null {
  const spread = values.length > 1 ? Math.sqrt(variance(values)) : 0;
  return spread > 0 ? values.map((value) => value / spread) : null;
}

interface Row {
  i: number;
  j: number;
  points: number;
  x: number[];
}

/** The smallest ridge on the terms: two of them may say the same. */
const ridge = 1e-4;

function newton(rows: Row[], n: number, k: number, prior: number) {
  const size = n + k;
  const values = new Float64Array(size);
  let lower: Float64Array | null = null;
  for (let step = 0; step < 100; step++) {
    const { information, slope } = derivatives(rows, values, n, k, prior);
    lower = cholesky(information, size);
    if (!lower) throw new SaidError(said`These votes do not connect all bots.`);
    const move = solve(lower, slope, size);
    const largest = move.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const scale = Math.min(1, 2 / largest);
    for (let p = 0; p < size; p++) values[p] = (values[p] as number) + scale * (move[p] as number);
    if (largest < 1e-9) break;
  }
  const middle = values.subarray(0, n).reduce((sum, value) => sum + value, 0) / n;
  for (let p = 0; p < n; p++) values[p] = (values[p] as number) - middle;
  const meat = new Float64Array(size * size);
  for (const row of rows) {
    const rest = row.points - chanceOf(row, values, n);
    addOuter(meat, size, row, n, rest * rest);
  }
  const covariances = sandwiched(inverseOf(lower as Float64Array, size), meat, size);
  return { values, error: (p: number) => Math.sqrt(Math.max(0, covariances[p * size + p] as number)) };
}

function derivatives(rows: Row[], values: Float64Array, n: number, k: number, prior: number) {
  const size = n + k;
  const information = new Float64Array(size * size);
  // 1 for all pairs of strengths, so that the direction "all stronger" can be inverted too.
  for (let p = 0; p < n; p++) for (let q = 0; q < n; q++) information[p * size + q] = p === q ? 1 + prior : 1;
  for (let p = n; p < size; p++) information[p * size + p] = ridge;
  const slope = values.map((value, p) => -(p < n ? prior : ridge) * value);
  for (const row of rows) {
    const chance = chanceOf(row, values, n);
    addOuter(information, size, row, n, chance * (1 - chance));
    const rest = row.points - chance;
    slope[row.i] = (slope[row.i] as number) + rest;
    slope[row.j] = (slope[row.j] as number) - rest;
    row.x.forEach((x, term) => (slope[n + term] = (slope[n + term] as number) + rest * x));
  }
  return { information, slope };
}

function chanceOf({ i, j, x }: Row, values: Float64Array, n: number): number {
  let gap = (values[i] as number) - (values[j] as number);
  x.forEach((value, term) => (gap += value * (values[n + term] as number)));
  return winChance(gap, 0);
}

/** Adds weight · d·dᵀ, where d is 1 at `i`, -1 at `j` and the terms after the strengths. */
function addOuter(matrix: Float64Array, size: number, { i, j, x }: Row, n: number, weight: number): void {
  const at = [i, j, ...x.map((_, term) => n + term)];
  const d = [1, -1, ...x];
  for (let p = 0; p < at.length; p++) {
    for (let q = 0; q < at.length; q++) {
      const to = (at[p] as number) * size + (at[q] as number);
      matrix[to] = (matrix[to] as number) + weight * (d[p] as number) * (d[q] as number);
    }
  }
}
