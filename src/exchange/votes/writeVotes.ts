import type { Vote } from '../../rank/ratings/votes';
import { toCsv } from '../csv';

/** Votes as the Arena's published programs read them: `model_a,model_b,winner`, and the prompt. */
export function votesToCsv(votes: readonly Vote[]): string {
  return toCsv([
    ['model_a', 'model_b', 'winner', 'prompt'],
    ...votes.map(({ a, b, winner, prompt }) => [a, b, winner === 'both_bad' ? 'tie (bothbad)' : winner, prompt ?? '']),
  ]);
}

/** A JSON object a line. */
export function toJsonLines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
