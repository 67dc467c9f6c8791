import type { BoardCell, BoardRow } from '../../model/board';
import { shadeOf, sumCells, type Column } from './columns';
import type { BoardView } from './view';

export const heatSteps = 8;

/**
 * The shade of a cell, 0 to `heatSteps`: the share that was reached (`shadeOf`), in one hue from pale to full, so that it is told
 * by lightness alone. Null where there is nothing to shade.
 */
export function heatOf(row: BoardRow, column: Column, figure: BoardView['figure']): number | null {
  let cell: BoardCell | undefined;
  if (column.kind === 'total') cell = sumCells(row);
  else if (column.kind === 'category') cell = row.categories[column.categoryId];
  const part = cell ? shadeOf(cell, figure) : null;
  return part === null ? null : Math.round(Math.max(0, Math.min(1, part)) * heatSteps);
}
