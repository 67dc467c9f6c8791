import type { ArenaFigure, CellBeside, RowBeside } from '../model/beside';
import type { Board } from '../model/board';
import { juryOf } from '../model/jury';
import { tidy } from '../model/score';
import type { JudgeStore } from './judges';
import type { ScoreStore } from './scores';

/** Where proposals are kept. */
interface Proposals {
  judges: JudgeStore;
  scores: ScoreStore;
}

/** Puts ratings, of all votes and by category, and open proposals beside the rows of a board, by bot. */
export function besideOf(
  store: Proposals,
  { practice, rows, categories }: Board,
  ratings: {
    all: ReadonlyMap<number, ArenaFigure>;
    byCategory: ReadonlyMap<string, ReadonlyMap<number, ArenaFigure>>;
  },
): Map<number, RowBeside> {
  const made = new Map<number, RowBeside>(
    rows.map(({ botId }) => [botId, { arena: null, proposed: 0, categories: {} }]),
  );
  const cellOf = (row: RowBeside, id: string): CellBeside => (row.categories[id] ??= { arena: null, proposed: 0 });
  for (const [botId, figure] of ratings.all) {
    const row = made.get(botId);
    if (row) row.arena = figure;
  }
  for (const { id } of categories) {
    for (const [botId, figure] of ratings.byCategory.get(id) ?? []) {
      const row = made.get(botId);
      if (row) cellOf(row, id).arena = figure;
    }
  }
  for (const { botId, categoryId, runId } of store.judges.open(practice)) {
    const row = made.get(botId);
    const points = row ? openPoints(store, runId) : 0;
    if (!row || points === 0) continue;
    const cell = cellOf(row, categoryId);
    cell.proposed = tidy(cell.proposed + points);
    row.proposed = tidy(row.proposed + points);
  }
  return made;
}

/** The jury's median for the items that nobody has settled. */
function openPoints(store: Proposals, runId: number): number {
  const counting = store.scores.counting(runId);
  if (counting && counting.settled >= counting.max) return 0;
  return Object.entries(juryOf(store.scores.proposals(runId))).reduce((sum, [id, { points }]) => {
    const item = counting?.items[id];
    if (!item) return sum + points;
    // Of an item that is settled in part, what is proposed on top.
    return item.settled === undefined ? sum : sum + Math.max(0, points - item.points);
  }, 0);
}

/** The rows with what stands beside them; a row with nothing beside it stays the same object. */
export function withBeside(board: Board, beside: ReadonlyMap<number, RowBeside>): Board {
  const rows = board.rows.map((row) => {
    const own = beside.get(row.botId);
    return own && (own.arena !== null || own.proposed > 0) ? { ...row, beside: own } : row;
  });
  return { ...board, rows };
}
