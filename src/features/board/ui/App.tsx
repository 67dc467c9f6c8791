import type { VNode } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Board } from '../../../model/board';
import type { FoldFacts } from '../../../model/foldFacts';
import type { CommonHostMethods } from '../../../ui/methods';
import type { Rpc } from '../../../ui/rpc';
import { saveState, savedState } from '../../../ui/client';
import { keepFocus, trackFocus } from '../../../ui/focus';
import { releaseKeys, type HeldKeys } from '../../../ui/heldKeys';
import { pageSize } from '../../../ui/pageSize';
import { pressOn } from '../../../ui/pressOn';
import { usePageSize } from '../../../ui/usePageSize';
import { Agreements } from '../../../ui/judges/Agreements';
import { Waiting } from '../../../ui/Waiting';
import type { ShownCertainty } from '../certainty';
import { allColumns, arrangeColumns, nameWidth } from '../columns';
import { countsOf, firstLines, type BoardCounts, type FirstScreen } from '../first';
import { unpackBoard } from '../pack';
import { applyPatch } from '../patch';
import { nothingVoted, votedIn, withBeside } from '../beside';
import type {
  BoardBeside,
  BoardCertainty,
  BoardCommand,
  BoardContent,
  BoardPatch,
  BoardsPresent,
  LeaderboardHost,
  LeaderboardUi,
} from '../protocol';
import { rangesOf, type Ranges } from '../heat';
import { arrangeRows, isFiltering, type Line } from '../rows';
import type { LeaderboardStrings } from '../strings';
import { defaultView, isOwnBoard, withFairFigure, type BoardView } from '../view';
import { Empty, NoMatch } from './Empty';
import { Grid } from './Grid';
import { Plot } from './plots/Plot';
import { Sheets } from './sheets/Sheets';
import { Toolbar } from './Toolbar';

/** Where the channel delivers what the panel says. */
export interface BoardEvents {
  show: (content: BoardContent) => void;
  patch: (patch: BoardPatch) => void;
  certainty: (certainty: BoardCertainty) => void;
  beside: (beside: BoardBeside) => void;
  select: (botId: number | null) => void;
}

interface Props {
  rpc: Rpc<LeaderboardUi, LeaderboardHost & CommonHostMethods<BoardContent>>;
  strings: LeaderboardStrings;
  first: FirstScreen | null;
  events: BoardEvents;
  /** None where the page was not drawn before its script. */
  heldKeys?: HeldKeys | undefined;
}

/** `partial` while only the first lines are here. */
type Loaded = Pick<BoardContent, 'present' | 'available' | 'pace'> & {
  board: Board;
  partial: { lines: Line[]; counts: BoardCounts; ranges: Ranges } | null;
};

export function App({ rpc, strings, first, events, heldKeys }: Props): VNode {
  const [loaded, setLoaded] = useState<Loaded | null>(() => first && asLoaded(first));
  const [problem, setProblem] = useState<string | null>(null);
  const [wanted, setView] = useState<BoardView>(first?.view ?? defaultView);
  const [selected, setSelected] = useState<number | null>(() => savedState<{ selected: number }>().selected ?? null);

  const [beside, setBeside] = useState<BoardBeside | null>(null);
  const [certainties, setCertainties] = useState<ReadonlyMap<number, ShownCertainty>>(noCertainties);

  const [folds, setFolds] = useState<ReadonlyMap<string, FoldFacts>>(noFolds);

  const show = useCallback((content: BoardContent) => {
    const board = unpackBoard(content.board);
    setLoaded({ board, present: content.present, available: content.available, pace: content.pace, partial: null });
    setView(content.view);
    setSelected((current) => keepSelection(board, content.selectedBotId ?? current));
    setProblem(null);
  }, []);
  const load = useCallback(() => {
    rpc.request('ready', null).then(show, (error: Error) => setProblem(error.message));
  }, [rpc, show]);

  events.show = show;
  events.patch = (patch) =>
    setLoaded((old) =>
      old && !old.partial ? { ...old, board: applyPatch(old.board, patch), present: patch.present } : old,
    );
  events.certainty = (certainty) => {
    setCertainties((known) => joined(known, certainty));
    setFolds(new Map(certainty.folds.map((fold) => [fold.key, fold])));
  };
  events.beside = setBeside;
  events.select = (botId) => setSelected(botId);

  useEffect(load, [load]);
  const { width: pageWidth } = usePageSize();
  useEffect(() => rpc.notify('size', pageSize()), [rpc, pageWidth]);
  useEffect(() => trackFocus((where) => rpc.notify('focus', where)), [rpc]);
  useEffect(
    () => keepFocus(() => document.querySelector<HTMLElement>('.grid, .empty vscode-button')),
    [loaded === null],
  );
  const isWhole = loaded !== null && loaded.partial === null;
  // Before that a key such as End would go to the last of the first lines.
  useEffect(() => {
    const grid = isWhole ? document.querySelector('.grid') : null;
    if (isWhole || problem !== null) void releaseKeys(heldKeys, grid && pressOn(grid));
  }, [isWhole, problem !== null]);
  useEffect(() => {
    if (!isWhole) return;
    rpc.notify('select', selected);
    saveState({ ...savedState(), selected });
  }, [rpc, selected, isWhole]);

  const change = useCallback(
    (part: Partial<BoardView>) =>
      setView((old) => {
        const next = { ...old, ...part };
        rpc.notify('saveView', next);
        return next;
      }),
    [rpc],
  );
  const execute = useCallback(
    (command: BoardCommand, target: { botId?: number; categoryId?: string } = {}) => {
      rpc.request('execute', { command, ...target }).catch((error: Error) => setProblem(error.message));
    },
    [rpc],
  );
  const showPractice = useCallback(
    (practice: boolean) => {
      rpc.request('showPractice', practice).then(show, (error: Error) => setProblem(error.message));
    },
    [rpc, show],
  );

  const whole = useMemo(() => loaded && withBeside(loaded.board, beside), [loaded?.board, beside]);
  const voted = useMemo(
    () => (beside && beside.practice === loaded?.board.practice ? votedIn(beside) : nothingVoted),
    [beside, loaded?.board.practice],
  );
  const categories = loaded?.board.categories;
  const counts = useMemo(
    () => loaded?.partial?.counts ?? countsOf(loaded?.board.rows ?? [], 0),
    [loaded?.board.rows, isWhole],
  );
  const view = useMemo(() => withFairFigure(wanted, counts.isSettled), [wanted, counts.isSettled]);
  const botWidth = nameWidth(counts.longestName, pageWidth);
  const columns = useMemo(
    () => (categories ? allColumns(categories, strings, view, voted) : []),
    [categories, strings, view.figure, voted],
  );
  const ranges = useMemo(
    () => loaded?.partial?.ranges ?? rangesOf(loaded?.board.rows ?? [], columns, view.figure),
    [loaded?.board.rows, isWhole, columns, view.figure],
  );
  const places = useMemo(() => new Map((categories ?? []).map(({ id }, place) => [id, place])), [categories]);
  const arranged = useMemo(() => {
    const wide = columns.map((column) => (column.kind === 'bot' ? { ...column, width: botWidth } : column));
    return arrangeColumns(wide, view);
  }, [columns, botWidth, view.order, view.hidden, view.pinned]);
  const lines = useMemo(
    () => loaded?.partial?.lines ?? (whole ? arrangeRows(whole.rows, columns, view) : []),
    [whole?.rows, isWhole, columns, view.sort, view.filter, view.group, view.unfolded, view.figure],
  );
  const rows = useMemo(() => lines.flatMap((line) => (line.kind === 'bot' ? [line.row] : [])), [lines]);
  const loadHistory = useCallback((botIds: number[]) => rpc.request('history', botIds), [rpc]);
  const loadSheets = useCallback(
    (wanted: Pick<BoardView, 'benchmark' | 'beside'>) => rpc.request('sheets', wanted),
    [rpc],
  );
  const status = useRef<HTMLDivElement>(null);

  if (!loaded) {
    return <Waiting {...{ problem, strings }} onRetry={load} />;
  }
  const { board, present, available, pace } = loaded;
  const sheetView = knownSheets(view, present);
  const isOwn = isOwnBoard(sheetView);
  return (
    <main class="screen">
      <Toolbar
        {...{ strings, view, change, execute, board, present, available, columns, selected, showPractice, pace }}
        counts={isWhole ? { ...counts, shown: rows.length } : counts}
      />
      {problem !== null && (
        <div role="alert" class="problem">
          {problem}
        </div>
      )}
      {isOwn && beside !== null && beside.judges.length > 0 && (
        <details class="judged">
          <summary>{strings.judgesTitle}</summary>
          <Agreements of={beside.judges} strings={strings} />
          <p class="dim">{strings.judgesHint}</p>
        </details>
      )}
      {view.plot !== 'none' && isOwn && rows.length > 0 && (
        <Plot
          {...{ rows, view, strings, selected, loadHistory }}
          categories={board.categories}
          onSelect={(botId) => setSelected(botId)}
        />
      )}
      {!isOwn ? (
        <Sheets {...{ strings, present }} view={sheetView} rows={board.rows} load={loadSheets} />
      ) : board.rows.length === 0 ? (
        <Empty {...{ strings, board, present, execute, showPractice }} />
      ) : lines.length === 0 && isFiltering(view.filter) ? (
        <NoMatch strings={strings} onClear={() => change({ filter: defaultView.filter })} />
      ) : (
        <Grid
          {...{ strings, lines, view, change, selected, execute, status, certainties, folds, places, pace, ranges }}
          columns={arranged}
          onSelect={setSelected}
        />
      )}
      <div class="visually-hidden" role="status" ref={status} />
    </main>
  );
}

/** What is chosen may have been taken back since. */
function knownSheets(
  { benchmark, beside }: BoardView,
  { benchmarks = [] }: BoardsPresent,
): Pick<BoardView, 'benchmark' | 'beside'> {
  const isKnown = (id: string): boolean => id === 'playground' || benchmarks.some((one) => one.id === id);
  const shown = isKnown(benchmark) ? benchmark : 'playground';
  return { benchmark: shown, beside: isKnown(beside) && beside !== shown ? beside : '' };
}

const noFolds: ReadonlyMap<string, FoldFacts> = new Map();
const noCertainties: ReadonlyMap<number, ShownCertainty> = new Map();

/** What is the same as before stays the same object, so that its row is not drawn anew. */
function joined(known: ReadonlyMap<number, ShownCertainty>, { rows }: BoardCertainty): Map<number, ShownCertainty> {
  return new Map(
    rows.map(([botId, row]) => {
      const next = { row, bots: rows.length };
      const before = known.get(botId);
      return [botId, before && JSON.stringify(before) === JSON.stringify(next) ? before : next];
    }),
  );
}

function asLoaded(first: FirstScreen): Loaded {
  const { board, lines } = firstLines(first);
  return {
    board,
    present: first.present,
    available: first.available,
    pace: first.pace,
    partial: { lines, counts: first.counts, ranges: first.ranges },
  };
}

function keepSelection(board: Board, botId: number | null): number | null {
  return board.rows.some((row) => row.botId === botId) ? botId : null;
}
