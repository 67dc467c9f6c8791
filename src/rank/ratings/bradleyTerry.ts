import { said, SaidError } from '../../l10n/said';
import { cholesky, inverseOf, solve } from '../symmetric';
import type { Field, Pair } from './votes';

/** Strengths on the logit scale; they add up to 0. */
export interface Fit {
  strengths: Float64Array;
  /** The inverse of the observed information (with the prior's), n × n row by row, on the space of sum 0. */
  inverse: Float64Array;
}

/** Rating points per unit of the logit scale: a gap of 400 points is odds of 10 to 1, as in chess. */
export const pointsPerLogit = 400 / Math.LN10;
export const middleRating = 1000;

/** The chance that a player of strength `a` beats one of strength `b`. */
export function winChance(a: number, b: number): number {
  return 1 / (1 + Math.exp(b - a));
}

/**
 * The Bradley–Terry model, a tie as half a win (Bradley and Terry 1952; Hunter 2004 for when it exists), by Newton's
 * method until a step is below 1e-8, after which the error is that squared. All players must be connected; without a prior the group must be strongly connected.
 * @param prior weight λ of the prior λ/2·Σθ² on the logit scale: 0 for maximum likelihood
 */
export function fitBradleyTerry(field: Field, prior: number): Fit {
  const n = field.players.length;
  const strengths = new Float64Array(n);
  for (let step = 0; ; step++) {
    const lower = cholesky(information(field, strengths, prior), n);
    if (!lower) throw new SaidError(said`These votes do not connect all players.`);
    const move = solve(lower, gradient(field, strengths, prior), n);
    const largest = move.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    // A long Newton step can overshoot where one side has nearly always won.
    const scale = Math.min(1, 2 / largest);
    for (let i = 0; i < n; i++) strengths[i] = (strengths[i] as number) + scale * (move[i] as number);
    if (largest < 1e-8 || step === 200)
      return { strengths: centred(strengths), inverse: projected(inverseOf(lower, n), n) };
  }
}

/** Minus the second derivatives, plus 1 for all pairs so that the direction "all stronger" can be inverted too. */
function information({ players, pairs }: Field, strengths: Float64Array, prior: number): Float64Array {
  const n = players.length;
  const matrix = new Float64Array(n * n).fill(1);
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1 + prior;
  const add = (i: number, j: number, value: number) => (matrix[i * n + j] = (matrix[i * n + j] as number) + value);
  for (const { first, second, votes } of pairs) {
    const chance = winChance(strengths[first] as number, strengths[second] as number);
    const weight = votes * chance * (1 - chance);
    add(first, first, weight);
    add(second, second, weight);
    add(first, second, -weight);
    add(second, first, -weight);
  }
  return matrix;
}

function gradient({ pairs }: Field, strengths: Float64Array, prior: number): Float64Array {
  const slope = strengths.map((strength) => -prior * strength);
  for (const pair of pairs) {
    const rest = restOf(pair, strengths);
    slope[pair.first] = (slope[pair.first] as number) + rest;
    slope[pair.second] = (slope[pair.second] as number) - rest;
  }
  return slope;
}

function restOf({ first, second, points, votes }: Pair, strengths: Float64Array): number {
  return points - votes * winChance(strengths[first] as number, strengths[second] as number);
}

function centred(strengths: Float64Array): Float64Array {
  const middle = strengths.reduce((total, value) => total + value, 0) / strengths.length;
  return strengths.map((value) => value - middle);
}

/** Takes out of the inverse what the added ones put in: the part along "all stronger". */
function projected(inverse: Float64Array, n: number): Float64Array {
  const rows = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let total = 0;
    for (let j = 0; j < n; j++) total += inverse[i * n + j] as number;
    rows[i] = total / n;
  }
  const all = rows.reduce((total, value) => total + value, 0) / n;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++)
      inverse[i * n + j] = (inverse[i * n + j] as number) - (rows[i] as number) - (rows[j] as number) + all;
  }
  return inverse;
}
