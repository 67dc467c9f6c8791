import type { Board, BoardRow } from '../../../../model/board';
import type { ScoreHistory } from '../../protocol';
import type { LeaderboardStrings } from '../../strings';
import type { BoardView } from '../../view';

/** What the plot above the board is given. */
export interface Props {
  /** The bots left by the filter, in the order of the board. */
  rows: BoardRow[];
  categories: Board['categories'];
  view: BoardView;
  strings: LeaderboardStrings;
  selected: number | null;
  onSelect: (botId: number) => void;
  loadHistory: (botIds: number[]) => Promise<ScoreHistory[]>;
}

export type PlotProps = Props & { width: number; height: number };
