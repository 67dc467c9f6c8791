import type { Interval, RowCertainty } from '../../model/certainty';
import type { BoardRow } from '../../model/board';
import { number, percent } from '../../ui/format';
import { fill } from '../../ui/strings';
import { share, sumCells, type Column } from './columns';
import type { LeaderboardStrings } from './strings';
import type { BoardView } from './view';

/** Of a row, and among how many it stands. */
export interface ShownCertainty {
  row: RowCertainty;
  bots: number;
}

/** Whether other rows are within noise of this one. */
function isWithinNoise({ rank: [from, to] }: RowCertainty): boolean {
  return from !== to;
}

/** Half of an interval that stands around its figure; the wider half where it is cut off at none or all of the points. */
function halfOf([low, high]: Interval, middle: number): number {
  return Math.max(high - middle, middle - low);
}

/** Figures of an interval without digits that only look exact: whole points from ten points of width on. */
function amount(value: number, width: number): string {
  return number(value, width < 10 ? 1 : 0);
}

/** `1–4` where the scores leave several ranks possible; a dash where a bot has none. */
export function rankText(rank: number, certainty: ShownCertainty | null, strings: LeaderboardStrings): string {
  if (certainty && rank !== 0 && isWithinNoise(certainty.row))
    return fill(strings.range, certainty.row.rank[0], certainty.row.rank[1]);
  return rank === 0 ? '–' : String(rank);
}

/** What stands behind the total as “± 120”, or under it as a range; null where rows are apart and nobody asked. */
export function totalInterval(
  row: BoardRow,
  certainty: ShownCertainty | null,
  { figure, intervals }: Pick<BoardView, 'figure' | 'intervals'>,
  strings: LeaderboardStrings,
): { half: string } | { range: string } | null {
  const cell = sumCells(row);
  const sure = certainty && (intervals || isWithinNoise(certainty.row)) ? certainty.row : null;
  if (!sure?.interval || share(cell) === null) return null;
  const { interval } = sure;
  if (figure === 'average')
    return { range: fill(strings.range, ...interval.map((end) => percent(cell.max === 0 ? 0 : end / cell.max))) };
  if (cell.scored !== cell.prompts)
    return { range: fill(strings.expectedRange, ...interval.map((end) => amount(end, 100))) };
  const half = halfOf(interval, cell.points);
  return { half: fill(strings.plusMinus, '', amount(half, 2 * half)) };
}

/** What a pointer resting on a rank, a total or a category is told of how sure it is; null where there is nothing to say. */
export function certaintyTitle(
  row: BoardRow,
  column: Column,
  { row: certainty, bots }: ShownCertainty,
  strings: LeaderboardStrings,
  place: number,
): string | null {
  const { interval, rank, scoredPrompts } = certainty;
  if (column.kind === 'rank') {
    if (scoredPrompts === 0) return null;
    return isWithinNoise(certainty)
      ? fill(strings.rankRangeTitle, rank[0], rank[1], number(bots))
      : fill(strings.rankSureTitle, rank[0], number(bots));
  }
  if (column.kind === 'total') {
    if (scoredPrompts === 0) return null;
    if (!interval) return strings.intervalNoneTitle;
    const { scored, prompts } = sumCells(row);
    const [low, high] = between(interval);
    return fill(scored === prompts ? strings.intervalTitle : strings.intervalPartTitle, low, high, scoredPrompts);
  }
  const own = column.kind === 'category' ? certainty.categories[place] : null;
  return own ? fill(strings.intervalCellTitle, ...between(own)) : null;
}

function between([low, high]: Interval): [string, string] {
  return [amount(low, high - low), amount(high, high - low)];
}
