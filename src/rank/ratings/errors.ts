import { type Matrix, sandwiched } from '../symmetric';
import { type Fit, winChance } from './bradleyTerry';
import { type Field, pointsOfFirst, type Vote } from './votes';

/**
 * Covariances of the strengths by the sandwich estimator H⁻¹·G·H⁻¹, G from single votes (Huber 1967; White 1982; for
 * ratings as in Chatbot Arena, Chiang and others 2024).
 */
export function sandwich({ players, pairs }: Field, fit: Fit): Matrix {
  const n = players.length;
  const meat = new Float64Array(n * n);
  for (const { first, second, points, squares, votes } of pairs) {
    const chance = winChance(fit.strengths[first] as number, fit.strengths[second] as number);
    addPair(meat, n, first, second, squares - 2 * chance * points + votes * chance * chance);
  }
  return sandwiched(fit.inverse, meat, n);
}

/**
 * The same for few votes. Each vote's residual is divided by what its own pull on the ratings has taken from it (HC2,
 * MacKinnon and White 1985), and half a vote a player as the model expects it is mixed in, so that a handful of ties, which
 * leave no residual at all, is no certainty. Returned with the model's own covariances: points of 0 to 1 that are p on
 * average vary by p·(1 - p) at most (Bhatia and Davis 2000), so that of the two errors the smaller holds.
 */
export function smallSample({ players, pairs, votes }: Field, fit: Fit): Matrix[] {
  const n = players.length;
  const meat = new Float64Array(n * n);
  const at = (i: number, j: number) => fit.inverse[i * n + j] as number;
  const cast = votes.reduce((total, count) => total + count, 0);
  const mixed = n / (n + 2 * cast);
  for (const { first, second, points, squares, votes: count } of pairs) {
    const chance = winChance(fit.strengths[first] as number, fit.strengths[second] as number);
    const spread = chance * (1 - chance);
    const left = 1 - spread * (at(first, first) + at(second, second) - 2 * at(first, second));
    const residuals = squares - 2 * chance * points + count * chance * chance;
    // A vote on which alone a player hangs leaves nothing to judge by but the model.
    const seen = left < 1e-6 ? count * spread : residuals / left;
    addPair(meat, n, first, second, (1 - mixed) * seen + mixed * count * spread);
  }
  return [sandwiched(fit.inverse, meat, n), fit.inverse];
}

/** The sandwich estimator with all votes on one prompt as one observation; votes without a prompt stand for themselves. */
export function promptClustered({ players }: Field, fit: Fit, votes: readonly Vote[]): Matrix {
  const n = players.length;
  const place = new Map(players.map((player, i) => [player, i]));
  const meat = new Float64Array(n * n);
  const scores = new Map<string, Map<number, number>>();
  for (const { a, b, winner, prompt } of votes) {
    const [i, j] = [place.get(a), place.get(b)];
    if (i === undefined || j === undefined || i === j) continue;
    const rest = pointsOfFirst(winner) - winChance(fit.strengths[i] as number, fit.strengths[j] as number);
    if (prompt === undefined) {
      addPair(meat, n, i, j, rest * rest);
      continue;
    }
    const score = scores.get(prompt) ?? new Map<number, number>();
    scores.set(prompt, score.set(i, (score.get(i) ?? 0) + rest).set(j, (score.get(j) ?? 0) - rest));
  }
  for (const score of scores.values()) {
    const [at, rest] = [Int32Array.from(score.keys()), Float64Array.from(score.values())];
    for (let i = 0; i < at.length; i++) {
      const [row, own] = [(at[i] as number) * n, rest[i] as number];
      for (let j = 0; j < at.length; j++) add(meat, row + (at[j] as number), own * (rest[j] as number));
    }
  }
  return sandwiched(fit.inverse, meat, n);
}

/** The standard error of a strength, or of the difference of two, on the logit scale. */
export function errorOf(covariances: Matrix, n: number, i: number, j?: number): number {
  const at = (a: number, b: number) => covariances[a * n + b] as number;
  return Math.sqrt(Math.max(0, j === undefined ? at(i, i) : at(i, i) + at(j, j) - 2 * at(i, j)));
}

function addPair(meat: Matrix, n: number, i: number, j: number, weight: number): void {
  add(meat, i * n + i, weight);
  add(meat, j * n + j, weight);
  add(meat, i * n + j, -weight);
  add(meat, j * n + i, -weight);
}

function add(matrix: Matrix, place: number, value: number): void {
  matrix[place] = (matrix[place] as number) + value;
}
