import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { ReportData } from '../../exchange/export/reportData';
import { fill } from '../../l10n/strings';
import { columnsOf, filterRows, placesOf, sortRows } from '../columns';
import { fairFigure, type Figure } from '../figures';
import type { Snapshot } from '../snapshot';
import { Answers, type Target } from './Answers';
import { Bars } from './Bars';
import { BoardTable, type Sorting } from './BoardTable';
import { Controls } from './Controls';
import { Header } from './Header';
import { Scatter } from './Scatter';
import { Search } from './Search';
import { Sql } from './Sql';
import { useWords } from './words';

/** The whole report. */
export function App({ data, snapshot }: { data: ReportData; snapshot: Snapshot }): VNode {
  const words = useWords();
  const [boardIndex, setBoardIndex] = useState(0);
  const [figure, setFigure] = useState<Figure>(() => fairFigure(data.boards[0]));
  const [filter, setFilter] = useState('');
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [target, setTarget] = useState<Target | null>(null);
  const board = data.boards[boardIndex] ?? data.boards[0];
  const columns = useMemo(
    () => (board ? columnsOf(board, data.columns, figure, words) : []),
    [board, data.columns, figure, words],
  );
  const rows = useMemo(() => {
    const shown = filterRows(board?.rows ?? [], filter);
    const chosen = sorting ?? { column: 'total', descending: true };
    const by = columns.find(({ id }) => id === chosen.column);
    return by ? sortRows(shown, by, chosen.descending) : shown;
  }, [board, columns, filter, sorting]);
  const places = useMemo(() => (board ? placesOf(board, figure) : new Map<number, number>()), [board, figure]);
  if (!board || data.boards.every((each) => each.rows.length === 0)) return <Nothing data={data} />;

  const show = (next: Target): void => {
    setTarget(next);
    document.getElementById('answers')?.focus();
    document.getElementById('answers')?.scrollIntoView();
  };
  return (
    <>
      <Header data={data} />
      <main>
        {board.practice && <p class="practice">{words.strings.practiceNotice}</p>}
        <section aria-labelledby="board">
          <h2 id="board">{words.strings.board}</h2>
          <Controls
            boards={data.boards}
            boardIndex={boardIndex}
            onBoard={setBoardIndex}
            figure={figure}
            onFigure={setFigure}
            filter={filter}
            onFilter={setFilter}
            shown={rows.length}
          />
          <BoardTable
            board={board}
            columns={columns}
            rows={rows}
            places={places}
            sorting={sorting}
            onSort={setSorting}
            onBot={(botId) => show({ botId, categoryId: null, runId: null })}
          />
        </section>
        <Scatter board={board} rows={rows} figure={figure} />
        <Bars columns={columns} rows={rows} />
        <Answers board={board} boards={data.boards} snapshot={snapshot} target={target} onTarget={setTarget} />
        <Search snapshot={snapshot} onHit={show} />
        <Sql snapshot={snapshot} />
      </main>
      <footer>{fill(words.strings.footer, data.version)}</footer>
    </>
  );
}

function Nothing({ data }: { data: ReportData }): VNode {
  const { strings, formats } = useWords();
  return (
    <main>
      <h1>{strings.title}</h1>
      <p>{fill(strings.nothing, formats.day(data.exportedAt))}</p>
    </main>
  );
}
