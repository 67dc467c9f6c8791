import type { VNode } from 'preact';
import { memo } from 'preact/compat';
import { useEffect, useState } from 'preact/hooks';
import type { Board, BoardRow } from '../../model/board';
import { fill } from '../../l10n/strings';
import { Inert } from '../../ui/Inert';
import type { Column } from '../columns';
import { useWords } from './words';

export interface Sorting {
  column: string;
  descending: boolean;
}

interface BoardTableProps {
  board: Board;
  columns: Column[];
  rows: readonly BoardRow[];
  /** By bot; equals share one. */
  places: ReadonlyMap<number, number>;
  sorting: Sorting | null;
  onSort: (sorting: Sorting) => void;
  onBot: (botId: number) => void;
}

// More at once would make each change of the filter felt.
const atFirst = 200;

/** A real table: it is read out, searched by the browser and printed as one. */
export function BoardTable({ columns, rows, places, sorting, onSort, onBot }: BoardTableProps): VNode {
  const { strings, formats } = useWords();
  const [all, setAll] = useState(false);
  useEffect(() => {
    const expand = (): void => setAll(true);
    addEventListener('beforeprint', expand);
    return () => removeEventListener('beforeprint', expand);
  }, []);
  if (rows.length === 0) return <p class="empty">{strings.noBotToShow}</p>;
  const shown = all ? rows : rows.slice(0, atFirst);
  return (
    <>
      <div class="scroll" role="region" aria-label={strings.tableOfBots} tabIndex={0}>
        <table class="board">
          <thead>
            <tr>
              {columns.map((column) => (
                <HeaderCell key={column.id} column={column} sorting={sorting} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.botId} row={row} place={places.get(row.botId) ?? null} columns={columns} onBot={onBot} />
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < rows.length && (
        <button type="button" onClick={() => setAll(true)}>
          {fill(strings.showAll, formats.number(rows.length))}
        </button>
      )}
    </>
  );
}

function HeaderCell({
  column,
  sorting,
  onSort,
}: Pick<BoardTableProps, 'sorting' | 'onSort'> & { column: Column }): VNode {
  const isSorted = sorting?.column === column.id;
  const descending = isSorted ? !sorting.descending : column.numeric;
  return (
    <th
      scope="col"
      class={column.numeric ? 'number' : undefined}
      aria-sort={isSorted ? (sorting.descending ? 'descending' : 'ascending') : undefined}
      title={column.hint || undefined}
    >
      <button type="button" onClick={() => onSort({ column: column.id, descending })}>
        <Inert text={column.title} />
        <span class="arrow" aria-hidden="true">
          {isSorted ? (sorting.descending ? ' ▼' : ' ▲') : ''}
        </span>
      </button>
    </th>
  );
}

interface RowProps extends Pick<BoardTableProps, 'columns' | 'onBot'> {
  row: BoardRow;
  /** From 1, on the whole board; null without a score. */
  place: number | null;
}

const Row = memo(
  ({ row, place, columns, onBot }: RowProps): VNode => (
    <tr>
      {columns.map((column) =>
        column.id === 'bot' ? (
          <th key={column.id} scope="row">
            <span class="place" aria-hidden="true">
              {place ?? '–'}
            </span>
            <BotButton row={row} onBot={onBot} />
          </th>
        ) : (
          <Cell key={column.id} row={row} column={column} />
        ),
      )}
    </tr>
  ),
  (before, after) => before.row === after.row && before.place === after.place && before.columns === after.columns,
);

function BotButton({ row, onBot }: Pick<RowProps, 'row' | 'onBot'>): VNode {
  const { strings } = useWords();
  return (
    <button type="button" class="link" title={strings.showAnswers} onClick={() => onBot(row.botId)}>
      <Inert text={row.bot} />
    </button>
  );
}

function Cell({ row, column }: { row: BoardRow; column: Column }): VNode {
  const shade = column.share?.(row) ?? null;
  const note = column.note?.(row);
  return (
    <td
      class={`${column.numeric ? 'number' : ''}${shade === null ? '' : ' heat'}`}
      {...(shade === null ? {} : { style: { '--share': Math.round(shade * 20) / 20 } })}
    >
      {column.numeric ? column.text(row) : <Inert text={column.text(row)} />}
      {note && <small>{note}</small>}
    </td>
  );
}
