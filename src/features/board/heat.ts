import type { BoardCell, BoardRow } from '../../model/board';
import { share, sumCells, type Column } from './columns';

export const heatSteps = 8;

/**
 * The shade of a cell, 0 to `heatSteps`: the share of what was scored, in one hue from pale to full, so that it is told
 * by lightness alone. Null where there is nothing to shade.
 */
export function heatOf(row: BoardRow, column: Column): number | null {
  let cell: BoardCell | undefined;
  if (column.kind === 'total') cell = sumCells(row);
  else if (column.kind === 'category') cell = row.categories[column.categoryId];
  const part = cell ? share(cell) : null;
  return part === null ? null : Math.round(Math.max(0, Math.min(1, part)) * heatSteps);
}
