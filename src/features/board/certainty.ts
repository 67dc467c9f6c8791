import type { Interval, RowCertainty } from '../../model/certainty';
import type { BoardRow } from '../../model/board';
import { number } from '../../ui/format';
import { fill } from '../../ui/strings';
import { sumCells, type Column } from './columns';
import type { LeaderboardStrings } from './strings';

/** Of a row, and among how many it stands. */
export interface ShownCertainty {
  row: RowCertainty;
  bots: number;
}

/** Whether other rows are within noise of this one. */
export function isWithinNoise({ rank: [from, to] }: RowCertainty): boolean {
  return from !== to;
}

/** Half of an interval that stands around its figure; the wider half where it is cut off at none or all of the points. */
export function halfOf([low, high]: Interval, middle: number): number {
  return Math.max(high - middle, middle - low);
}

/** Figures of an interval without digits that only look exact: whole points from ten points of width on. */
export function amount(value: number, width: number): string {
  return number(value, width < 10 ? 1 : 0);
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
