import type { Board, BoardRow } from '../../model/board';
import type { Pace } from '../../model/pace';
import { allColumns, coverage, sumCells } from './columns';
import { rangesOf, type Ranges } from './heat';
import { packBoard, unpackBoard, type PackedBoard } from './pack';
import type { BoardsPresent } from './protocol';
import { arrangeRows, type Line } from './rows';
import { leaderboardStrings, type LeaderboardStrings } from './strings';
import { isOwnBoard, withFairFigure, type BoardView } from './view';

/** As many lines as windows show, but for the tallest; the whole board follows at once. */
const linesAtFirst = 48;

/** How many bots there are and are shown, how many answers and items wait for a score, and the letters of the longest name. */
export interface BoardCounts {
  bots: number;
  shown: number;
  waiting: number;
  /** Rubric items that nobody has settled, of all bots. */
  openItems: number;
  longestName: number;
  /** Whether nothing of any bot that has points is still to be answered or scored. */
  isSettled: boolean;
}

/** What the page is born with, so that it need not wait for the whole board before it shows something. */
export interface FirstScreen {
  view: BoardView;
  present: BoardsPresent;
  available: string[];
  pace: Pace;
  counts: BoardCounts;
  /** For the shades, of the whole board. */
  ranges: Ranges;
  /** Only the rows of the lines, in their order. */
  board: PackedBoard;
  /** A rank for each row; groups stand where they belong. */
  lines: (number | Extract<Line, { kind: 'group' }>)[];
}

/** What dist/boardMarkup.js exports, the bundle of ui/markup.tsx. */
export interface MarkupModule {
  boardMarkup: (options: MarkupOptions) => string;
}
export interface MarkupOptions {
  strings: LeaderboardStrings;
  first: FirstScreen;
  language: string;
  /** Of the page, in CSS pixels, as far as it is known. */
  size: { width: number; height: number };
}

/** Null where the first lines are not enough: a plot shows all bots, and an empty board says why it is empty. */
export function firstScreen(
  board: Board,
  view: BoardView,
  rest: Pick<FirstScreen, 'present' | 'available' | 'pace'>,
): FirstScreen | null {
  if (view.plot !== 'none') return null;
  const shownView = withFairFigure(view, isSettled(board.rows));
  const columns = allColumns(board.categories, leaderboardStrings, shownView);
  const all = arrangeRows(board.rows, columns, shownView);
  if (all.length === 0 || !isOwnBoard(view)) return null;
  const lines = all.slice(0, linesAtFirst);
  const rows = lines.flatMap((line) => (line.kind === 'bot' ? [line.row] : []));
  const shown = all.reduce((sum, line) => sum + Number(line.kind === 'bot'), 0);
  return {
    ...rest,
    view,
    counts: countsOf(board.rows, shown),
    ranges: rangesOf(board.rows, columns, shownView.figure),
    board: packBoard({ ...board, rows }),
    lines: lines.map((line) => (line.kind === 'bot' ? line.rank : line)),
  };
}

/** The lines as the board would arrange them. */
export function firstLines({ board: packed, lines }: FirstScreen): { board: Board; lines: Line[] } {
  const board = unpackBoard(packed);
  let next = 0;
  return {
    board,
    lines: lines.flatMap((line): Line[] => {
      if (typeof line !== 'number') return [line];
      const row = board.rows[next++];
      return row ? [{ kind: 'bot', key: `bot-${row.botId}`, row, rank: line }] : [];
    }),
  };
}

/** `shown` are those that no filter leaves out. */
export function countsOf(rows: BoardRow[], shown: number): BoardCounts {
  return {
    bots: rows.length,
    shown,
    waiting: waitingIn(rows),
    openItems: rows.reduce((sum, row) => sum + sumCells(row).openItems, 0),
    longestName: rows.reduce((longest, { bot }) => Math.max(longest, bot.length), 0),
    isSettled: isSettled(rows),
  };
}

/** Whether every bot that has points at all has them for everything, so that totals can be compared. */
export function isSettled(rows: readonly BoardRow[]): boolean {
  return rows.every((row) => sumCells(row).scoredMax === 0 || coverage(sumCells(row)) === 1);
}

/** Answers without a score. */
function waitingIn(rows: BoardRow[]): number {
  return rows.reduce((sum, row) => sum + Math.max(0, sumCells(row).answered - sumCells(row).scored), 0);
}
