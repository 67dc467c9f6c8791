import type { Board } from '../../model/board';
import { allColumns, arrangeColumns, type Column } from './columns';
import { arrangeRows } from './rows';
import { leaderboardStrings } from './strings';
import { isSettled } from './first';
import { withFairFigure, type BoardView } from './view';

/** What a person sees of a board: bots and columns in the order shown. The shape is that of an export's view. */
export interface SeenBoard {
  botIds: number[];
  categoryIds: string[];
  columns: string[];
}

/** Works out what the page shows of a board under a view. */
export function seenOf(board: Board, stored: BoardView): SeenBoard {
  const view = withFairFigure(stored, isSettled(board.rows));
  const all = allColumns(board.categories, leaderboardStrings, view);
  const { pinned, scrolling } = arrangeColumns(all, view);
  const shown: Column[] = [...pinned, ...scrolling];
  return {
    botIds: arrangeRows(board.rows, all, view).flatMap((line) => (line.kind === 'bot' ? [line.row.botId] : [])),
    categoryIds: shown.flatMap((column) => (column.kind === 'category' ? [column.categoryId] : [])),
    columns: shown.flatMap((column) => (column.kind === 'category' ? [] : [column.id])),
  };
}
