import { said, SaidError } from '../../l10n/said';
import { version } from '../../../package.json';
import type { Board } from '../../model/board';
import { figuresByCategory } from '../../rank/arena/rateBots';
import { rowCertainties } from '../../rank/certainty';
import type { Store } from '../../store';
import { besideOf, withBeside } from '../../store/beside';
import { promptScores } from '../../store/promptScores';
import { wordsOf, type Words } from '../words';
import { boardInView } from './boardInView';
import type { ExportProgress, ExportRequest } from './request';
import { ExportSource } from './source';

/** What all formats are written from. */
export interface ExportContext {
  request: ExportRequest;
  store: Store;
  source: ExportSource;
  /** One board, or the real and the practice one; never mixed in one ranking. */
  boards: Board[];
  exportedAt: string;
  words: Words;
  generator: { name: string; version: string };
  /** To be called once for each run that was written. */
  ran: () => void;
}

/** Throws a sentence where there are only practice results and nobody asked for them. */
export function exportContext(
  store: Store,
  request: ExportRequest,
  onProgress: (progress: ExportProgress) => void,
): ExportContext {
  const source = new ExportSource(store, request);
  if (!request.view && !request.practice && !store.board.has(false) && store.board.has(true)) {
    throw new SaidError(
      said`There are only practice results so far, which an export leaves out unless you ask for them.`,
    );
  }
  const progress = { done: 0, total: source.countRuns() };
  onProgress({ ...progress });
  return {
    request,
    store,
    source,
    boards: boardsOf(store, request),
    exportedAt: request.exportedAt ?? new Date().toISOString(),
    words: wordsOf(request.language),
    generator: { name: 'local-llm-playground', version },
    ran: () => {
      progress.done++;
      onProgress({ ...progress });
    },
  };
}

function boardsOf(store: Store, request: ExportRequest): Board[] {
  const { view } = request;
  const wanted = [false, true].filter((practice) => view || !practice || request.practice);
  const boards = wanted.map((practice) => sureAndBeside(store, store.board.read(practice)));
  if (!view) return boards.filter((board) => !board.practice || board.rows.length > 0);
  const shown = boards.map((board) => boardInView(board, view)).filter((board) => board.rows.length > 0);
  return shown.length > 0 ? shown : boards.slice(0, 1).map((board) => boardInView(board, view));
}

/** With intervals and ranks, ratings of blind votes, and what judges propose. */
function sureAndBeside(store: Store, board: Board): Board {
  const ratings = figuresByCategory(store.arena.live(board.practice));
  return withBeside(withCertainty(store, board), besideOf(store, board, ratings));
}

/** Ranks are those on the whole board, whatever of it is exported. */
function withCertainty(store: Store, board: Board): Board {
  const bots = board.rows.map(({ botId }) => botId);
  const made = rowCertainties(promptScores(store.database, bots), bots, board.categories);
  return {
    ...board,
    rows: board.rows.map((row, place) => (made[place] ? { ...row, certainty: made[place] } : row)),
  };
}
