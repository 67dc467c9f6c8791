import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { BoardRow } from '../../model/board';
import { fill } from '../../l10n/strings';
import { Inert } from '../../ui/Inert';
import { sortRows, type Column } from '../columns';
import { useWords } from './words';

const most = 30;

/** The bots that the board shows, by one figure. */
export function Bars({ columns, rows }: { columns: Column[]; rows: readonly BoardRow[] }): VNode {
  const { strings, formats } = useWords();
  const measures = columns.filter((column) => column.numeric);
  const [chosen, setChosen] = useState('total');
  const measure = measures.find((column) => column.id === chosen) ?? measures[0];
  const known = measure ? rows.filter((row) => measure.value(row) !== null) : [];
  const lessIsMore = measure?.id === 'ttft' || measure?.id === 'size';
  const shown = measure ? sortRows(known, measure, !lessIsMore).slice(0, most) : [];
  const top = Math.max(...shown.map((row) => Number(measure?.value(row))), Number.MIN_VALUE);
  return (
    <section aria-labelledby="bars">
      <h2 id="bars">{strings.bars}</h2>
      <div class="controls">
        <label>
          {strings.figure}{' '}
          <select value={measure?.id} onChange={(event) => setChosen(event.currentTarget.value)}>
            {measures.map((column) => (
              <option key={column.id} value={column.id}>
                {column.title}
              </option>
            ))}
          </select>
        </label>
        {known.length > shown.length && (
          <span class="dim">
            {fill(
              lessIsMore ? strings.barsLowest : strings.barsHighest,
              formats.number(shown.length),
              formats.number(known.length),
            )}
          </span>
        )}
      </div>
      {shown.length === 0 ? (
        <p class="empty">{strings.barsEmpty}</p>
      ) : (
        <ol class="bars">
          {shown.map((row) => (
            <li key={row.botId}>
              <span class="name">
                <Inert text={row.bot} />
              </span>
              <span class="track" aria-hidden="true">
                <span class="bar" style={{ width: `${(100 * Number(measure?.value(row))) / top}%` }} />
              </span>
              <span class="value">{measure?.text(row)}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
