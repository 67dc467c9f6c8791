import type { Board } from '../../model/board';
import type { ExportView } from './request';

/** The rows and category columns of a view, in its order. Totals stay those of the whole row, as on the screen. */
export function boardInView(board: Board, view: ExportView): Board {
  const rows = new Map(board.rows.map((row) => [row.botId, row]));
  const categories = new Map(board.categories.map((category) => [category.id, category]));
  return {
    ...board,
    categories: [...new Set(view.categoryIds)].flatMap((id) => categories.get(id) ?? []),
    rows: [...new Set(view.botIds)].flatMap((id) => rows.get(id) ?? []),
  };
}
