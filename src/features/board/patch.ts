import type { Board, BoardRow } from '../../model/board';
import type { BoardPatch, BoardsPresent } from './protocol';

/** Remembers what a page was sent, and works out the smallest message that brings it up to date. */
export class BoardDiffer {
  private rows = new Map<number, BoardRow>();
  private categories = '';
  private present: BoardsPresent = { real: false, practice: false };
  /** Which board the page shows. */
  practice = false;

  /** Whether the bot has a row on the page. */
  has(botId: number): boolean {
    return this.rows.has(botId);
  }

  /** The page was sent this whole board. */
  reset(board: Board, present: BoardsPresent): void {
    this.practice = board.practice;
    this.rows = new Map(board.rows.map((row) => [row.botId, row]));
    this.categories = JSON.stringify(board.categories);
    this.present = present;
  }

  /** What to send now; null when nothing differs, neither on the board nor in which boards there are. */
  next(board: Board, present: BoardsPresent): BoardPatch | null {
    const changed: BoardRow[] = [];
    const seen = new Map<number, BoardRow>();
    for (const row of board.rows) {
      const before = this.rows.get(row.botId);
      seen.set(row.botId, row);
      // Most rows are the very objects of before: only the others are compared.
      if (before !== row && JSON.stringify(before) !== JSON.stringify(row)) changed.push(row);
    }
    const removed = [...this.rows.keys()].filter((id) => !seen.has(id));
    const categories = JSON.stringify(board.categories);
    const newCategories = categories !== this.categories;
    this.rows = seen;
    this.categories = categories;
    const newPresent = JSON.stringify(present) !== JSON.stringify(this.present);
    this.present = present;
    if (changed.length === 0 && removed.length === 0 && !newCategories && !newPresent) return null;
    return {
      practice: board.practice,
      present,
      ...(newCategories ? { categories: board.categories } : {}),
      rows: changed,
      removed,
    };
  }
}

/** The board after a patch. Rows that did not change stay the same objects, so that only the others are painted anew. */
export function applyPatch(board: Board, patch: BoardPatch): Board {
  if (patch.practice !== board.practice) return board;
  const changed = new Map(patch.rows.map((row) => [row.botId, row]));
  const removed = new Set(patch.removed);
  const rows = board.rows.filter((row) => !removed.has(row.botId)).map((row) => changed.get(row.botId) ?? row);
  const known = new Set(board.rows.map((row) => row.botId));
  rows.push(...patch.rows.filter((row) => !known.has(row.botId)));
  return { ...board, categories: patch.categories ?? board.categories, rows };
}
