import { said, SaidError } from '../l10n/said';
import type { RubricItem } from './prompt';

export interface CheckedScore {
  points: number;
  rubric: Record<string, number>;
}

const runnableItem = 'runnable';
/** Points for code that runs after a minor adjustment. */
const adjustedPoints = 10;

/**
 * The score of an answer after checks made by hand in the header of its code file. Checks are points by rubric item
 * id; `adjustment` says how the code ran: 1 gives the item `runnable` 10 points, -1 disqualifies the answer, which
 * then has 0 for all items, and 0 leaves it to the evaluation. Throws a sentence where a check cannot be taken.
 */
export function checkedScore(
  rubric: RubricItem[],
  max: number,
  current: CheckedScore | null,
  checks: Record<string, number>,
): CheckedScore {
  const { adjustment, ...byItem } = checks;
  const given = { ...current?.rubric };
  const outside = (current?.points ?? 0) - sum(given);
  for (const [id, points] of Object.entries(byItem)) {
    const item = rubric.find((other) => other.id === id);
    if (!item)
      throw new SaidError(
        said`The rubric has no item “${id}”. Its items: ${rubric.map((other) => other.id).join(', ')}.`,
      );
    if (points < 0 || points > item.points)
      throw new SaidError(said`“${id}” must have a number from 0 to ${item.points} points; the header says ${points}.`);
    given[id] = points;
  }
  if (adjustment !== undefined && ![0, 1, -1].includes(adjustment))
    throw new SaidError(said`“adjustment” must be 0, 1 or -1; the header says ${adjustment}.`);
  if (adjustment === -1) return { points: 0, rubric: Object.fromEntries(rubric.map((item) => [item.id, 0])) };
  const runnable = rubric.find((item) => item.id === runnableItem);
  if (adjustment === 1 && runnable) given[runnableItem] = Math.min(adjustedPoints, runnable.points);
  const points = Math.max(0, Math.min(max, sum(given) + outside));
  return { points: Math.round(points * 1000) / 1000, rubric: given };
}

function sum(points: Record<string, number>): number {
  return Object.values(points).reduce((total, value) => total + value, 0);
}
