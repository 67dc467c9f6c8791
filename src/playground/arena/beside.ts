import type { ArenaFigure, CellBeside, RowBeside } from '../../model/beside';
import type { Board } from '../../model/board';
import { juryOf } from '../../model/jury';
import { tidy } from '../../model/score';
import type { Store } from '../../store';
import type { BotRating } from './botRating';

/** Puts ratings, of all votes and by category, and open proposals beside the rows of a board, by bot. */
export function besideOf(
  store: Store,
  { practice, rows, categories }: Board,
  ratings: { all: BotRating[]; byCategory: ReadonlyMap<string, BotRating[]> },
): Map<number, RowBeside> {
  const made = new Map<number, RowBeside>(
    rows.map(({ botId }) => [botId, { arena: null, proposed: 0, categories: {} }]),
  );
  const cellOf = (row: RowBeside, id: string): CellBeside => (row.categories[id] ??= { arena: null, proposed: 0 });
  for (const rating of ratings.all) {
    const row = made.get(rating.botId);
    if (row) row.arena = figureOf(rating);
  }
  for (const { id } of categories) {
    for (const rating of ratings.byCategory.get(id) ?? []) {
      const row = made.get(rating.botId);
      if (row) cellOf(row, id).arena = figureOf(rating);
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
function openPoints(store: Store, runId: number): number {
  const counting = store.scores.counting(runId);
  if (counting && counting.settled >= counting.max) return 0;
  return Object.entries(juryOf(store.scores.proposals(runId))).reduce(
    (sum, [id, { points }]) => (counting?.items[id] ? sum : sum + points),
    0,
  );
}

function figureOf({ rating, low, high, votes, group }: BotRating): ArenaFigure {
  return { rating, low, high, votes, group };
}
