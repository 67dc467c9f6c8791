import type { JudgeAgreement } from '../../model/agreement';
import type { RowBeside } from '../../model/beside';
import type { Board, BoardRow } from '../../model/board';
import type { RowCertainty } from '../../model/certainty';
import type { Pace } from '../../model/pace';
import type { FoldFacts } from '../../model/foldFacts';
import type { Sheet, SheetPair } from '../../model/sheet';
import type { PackedBoard } from './pack';
import type { BoardView } from './view';

/** Commands that the leaderboard may have executed; each takes at most the selected bot and category. */
export const boardCommands = [
  'llp.conduct',
  'llp.ingest',
  'llp.details',
  'llp.export',
  'llp.refreshBots',
  'llp.startTournament',
  'llp.quickTest',
  'llp.startPractice',
] as const;
export type BoardCommand = (typeof boardCommands)[number];

/** Which boards have anything on them. */
export interface BoardsPresent {
  real: boolean;
  practice: boolean;
  /** Imported benchmarks, newest first; absent where there are none. */
  benchmarks?: { id: string; title: string }[];
}

/** The table of a benchmark, or of two side by side. */
export type SheetContent = { sheet: Sheet } | { pair: SheetPair };

/** What the leaderboard shows at first. */
export interface BoardContent {
  board: PackedBoard;
  present: BoardsPresent;
  view: BoardView;
  selectedBotId: number | null;
  /** How fast the person scores. */
  pace: Pace;
  /** Those of `boardCommands` that this extension has. */
  available: string[];
}

/** What has changed on a board since it was last sent. */
export interface BoardPatch {
  practice: boolean;
  present: BoardsPresent;
  /** Absent when the categories are the same. */
  categories?: Board['categories'];
  /** New and changed rows. */
  rows: BoardRow[];
  removed: number[];
}

/** How sure the rows of a board are; follows the board, as it takes longer. */
export interface BoardCertainty {
  practice: boolean;
  rows: [botId: number, certainty: RowCertainty][];
  /** Of variants and repeats that fold into one line. */
  folds: FoldFacts[];
}

/** Ratings and proposals beside the rows; follows the board, too. */
export interface BoardBeside {
  practice: boolean;
  rows: [botId: number, beside: RowBeside][];
  /** How far those whose points are among them agree with the person. */
  judges: JudgeAgreement[];
}

/** How a bot's total came about: one step for each score given or taken back, oldest first. */
export interface ScoreHistory {
  botId: number;
  steps: { at: string; total: number }[];
}

/** Panel → page. */
export type LeaderboardUi = {
  show: (content: BoardContent) => void;
  patch: (patch: BoardPatch) => void;
  certainty: (certainty: BoardCertainty) => void;
  beside: (beside: BoardBeside) => void;
  select: (botId: number | null) => void;
};

/** Page → panel. */
export type LeaderboardHost = {
  execute: (call: { command: BoardCommand; botId?: number; categoryId?: string }) => Promise<void>;
  select: (botId: number | null) => void;
  /** Shows the other board; answers with it. */
  showPractice: (practice: boolean) => Promise<BoardContent>;
  history: (botIds: number[]) => ScoreHistory[];
  /** The table of a benchmark, and beside it of another where `beside` is not empty. */
  sheets: (wanted: { benchmark: string; beside: string }) => SheetContent;
  saveView: (view: BoardView) => Promise<void>;
  /** How large the page is, in CSS pixels. */
  size: (size: { width: number; height: number }) => void;
};
