import type { BoardRow } from '../../model/board';
import { cellOf, figureOf, shadeOf, type Column } from './columns';
import type { BoardView } from './view';

export const heatSteps = 8;

/** The lowest and highest figure of a column, by its id. */
export type Ranges = Record<string, [low: number, high: number]>;

/** Between which figures each column's shades lie: those of all bots, whatever is filtered. */
export function rangesOf(rows: readonly BoardRow[], columns: readonly Column[], figure: BoardView['figure']): Ranges {
  const ranges: Ranges = {};
  for (const column of columns) {
    if (column.kind !== 'total' && column.kind !== 'category') continue;
    for (const row of rows) {
      const cell = cellOf(row, column);
      const value = cell ? figureOf(cell, figure) : null;
      if (value === null) continue;
      const range = (ranges[column.id] ??= [value, value]);
      range[0] = Math.min(range[0], value);
      range[1] = Math.max(range[1], value);
    }
  }
  return ranges;
}

/** Below this share of the maximum a difference is not stretched any further: it would look like one that matters. */
const leastSpan = 0.1;

/**
 * The shade of a cell, 0 to `heatSteps`: where the figure that is shown lies between the lowest and the highest of its
 * column, in one hue from pale to full, so that it is told by lightness alone. Where all are the same it is the share that
 * was reached. Null where there is nothing to shade.
 */
export function heatOf(
  row: BoardRow,
  column: Column,
  figure: BoardView['figure'],
  range: readonly [low: number, high: number] | undefined,
): number | null {
  const cell = cellOf(row, column);
  const value = cell ? figureOf(cell, figure) : null;
  if (!cell || value === null) return null;
  const [low, high] = range ?? [value, value];
  if (high === low) return step(shadeOf(cell, figure) ?? 0);
  const span = Math.max(high - low, leastSpan * (figure === 'average' ? 1 : cell.max));
  return step(1 - (high - value) / span);
}

function step(part: number): number {
  return Math.round(Math.max(0, Math.min(1, part)) * heatSteps);
}
