import type { ArenaFigure, CellBeside } from '../../model/beside';
import type { Board, BoardRow } from '../../model/board';
import { number } from '../../ui/format';
import { fill } from '../../ui/strings';
import type { BoardBeside } from './protocol';
import type { LeaderboardStrings } from './strings';

/** Where anybody has voted, and so there are columns of ratings. */
export interface Voted {
  any: boolean;
  /** Only where there are several: of one they would be the same as the first column. */
  categories: string[];
}

export const nothingVoted: Voted = { any: false, categories: [] };

export function votedIn({ rows }: Pick<BoardBeside, 'rows'>): Voted {
  const found = new Set<string>();
  for (const [, { categories }] of rows)
    for (const [id, { arena }] of Object.entries(categories)) if (arena) found.add(id);
  return { any: rows.some(([, { arena }]) => arena !== null), categories: found.size > 1 ? [...found] : [] };
}

/** The board with what stands beside its rows. A row with nothing beside it stays the same object. */
export function withBeside(board: Board, beside: BoardBeside | null): Board {
  if (!beside || beside.practice !== board.practice || beside.rows.length === 0) return board;
  const known = new Map(beside.rows);
  const rows = board.rows.map((row) => {
    const own = known.get(row.botId);
    return own ? { ...row, beside: own } : row;
  });
  return { ...board, rows };
}

/** Of a category, or with null of the whole row. */
export function cellBeside({ beside }: BoardRow, categoryId: string | null): CellBeside | null {
  return (categoryId === null ? beside : beside?.categories[categoryId]) ?? null;
}

/** `1032`, and under it `980–1085`. */
export function ratingTexts(figure: ArenaFigure | null, strings: LeaderboardStrings): [main: string, sub: string] {
  if (!figure) return ['–', strings.noVotes];
  const { rating, low, high, votes } = figure;
  const cast = votes === 1 ? strings.oneVoteCast : fill(strings.votesCast, number(votes));
  // A rating that only the prior holds is no figure to compare.
  if (low === null || high === null) return ['–', `${strings.noBound} · ${cast}`];
  const range = fill(strings.range, number(Math.round(low)), number(Math.round(high)));
  return [number(Math.round(rating)), `${range} · ${cast}`];
}
