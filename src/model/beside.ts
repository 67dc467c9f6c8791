/** A bot's rating from blind votes; `low` and `high` are null where the votes set no bound. 1000 is the middle of its group. */
export interface ArenaFigure {
  rating: number;
  low: number | null;
  high: number | null;
  votes: number;
  /** Bots of two groups never met, so their ratings cannot be compared; from 0. */
  group: number;
}

export interface CellBeside {
  /** Null where nobody has voted. */
  arena: ArenaFigure | null;
  /** Points that judges propose for what nobody has settled; they count nowhere. */
  proposed: number;
}

/** What stands beside the points of a row, and is never part of them. */
export interface RowBeside extends CellBeside {
  /** Those that have anything. */
  categories: Record<string, CellBeside>;
}

/** What judges propose for an open answer to the current version of a prompt. */
export interface OpenProposal {
  botId: number;
  categoryId: string;
  runId: number;
}
