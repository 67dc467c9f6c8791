import type { Formats } from '../l10n/formats';
import type { Board, BoardRow } from '../model/board';

/** How points are shown: as they are, as the share of what was scored, or only those that a program has proven. */
export type Figure = 'points' | 'average' | 'proven';

export interface Tally {
  points: number;
  /** Points of the prompts that have a score. */
  scoredMax: number;
  given: number;
  proven: number;
  accepted: number;
  open: number;
  scored: number;
  answered: number;
  prompts: number;
}

const added = ['points', 'scoredMax', 'given', 'proven', 'accepted', 'open', 'scored', 'answered'] as const;

/** A bot in one category, or (null) in all; zeros where it has done nothing. */
export function tally(row: BoardRow, board: Board, categoryId: string | null): Tally {
  const prompts = board.categories.reduce(
    (sum, category) => sum + (categoryId === null || category.id === categoryId ? category.prompts : 0),
    0,
  );
  const sum = { points: 0, scoredMax: 0, given: 0, proven: 0, accepted: 0, open: 0, scored: 0, answered: 0, prompts };
  for (const [id, cell] of Object.entries(row.categories)) {
    if (categoryId !== null && id !== categoryId) continue;
    for (const name of added) sum[name] += cell[name];
  }
  return sum;
}

/** What is shown at first: totals as long as everything is settled, else they would rank by how much has been scored. */
export function fairFigure(board: Board | undefined): Figure {
  const points = board?.categories.reduce((sum, category) => sum + category.points, 0) ?? 0;
  const isSettled = board?.rows.every((row) => {
    const { scoredMax } = tally(row, board, null);
    return scoredMax === 0 || scoredMax >= points;
  });
  return isSettled === false ? 'average' : 'points';
}

/** Share (0..1) of the maximum of what was scored; null where nothing was. */
export function share(of: Tally): number | null {
  return of.scoredMax === 0 ? null : of.points / of.scoredMax;
}

/** What a bot is compared by; null, never zero, where nothing was scored. */
export function figureOf(of: Tally, figure: Figure): number | null {
  if (of.scored === 0 && of.scoredMax === 0) return null;
  return figure === 'average' ? share(of) : figure === 'proven' ? of.proven : of.points;
}

export function formatFigure(value: number | null, figure: Figure, formats: Formats): string {
  if (value === null) return '–';
  return figure === 'average' ? formats.percent(value) : formats.number(value, 0, 1);
}

export function formatNumber(value: number | null, digits: number, formats: Formats): string {
  return value === null ? '–' : formats.number(value, digits);
}
