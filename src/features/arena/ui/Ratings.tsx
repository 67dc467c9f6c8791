import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { number } from '../../../ui/format';
import { Inert } from '../../../ui/Inert';
import type { ArenaRatings, RatingRow as Row } from '../protocol';
import type { ArenaStrings } from '../strings';
import type { ArenaRpc } from './rpc';

interface RatingsProps {
  rpc: ArenaRpc;
  strings: ArenaStrings;
  /** Changes with each vote, so that the ratings are read again. */
  votes: number;
  onFail: (error: Error) => void;
}

/** Who is how good by the votes so far, and how sure that is. */
export function Ratings({ rpc, strings, votes, onFail }: RatingsProps): VNode {
  const [category, setCategory] = useState<string | null>(null);
  const [shown, setShown] = useState<ArenaRatings | null>(null);
  useEffect(() => {
    rpc.request('ratings', { category }).then(setShown, onFail);
  }, [rpc, category, votes, onFail]);
  const rows = shown?.ratings ?? [];
  const notes = [...new Set(rows.flatMap(({ note }) => (note === null ? [] : [note])))];
  const groups = new Set(rows.map(({ group }) => group)).size;
  return (
    <div class="ratings">
      <label>
        {strings.category}{' '}
        <select value={category ?? ''} onChange={(event) => setCategory(event.currentTarget.value || null)}>
          <option value="">{strings.allCategories}</option>
          {shown?.categories.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {shown && rows.length === 0 && (
        <div class="empty">
          <h2>{strings.noRatings}</h2>
          <p>{strings.noRatingsHint}</p>
        </div>
      )}
      {rows.length > 0 && (
        <div class="table" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th>{strings.rank}</th>
                <th>{strings.bot}</th>
                <th class="figure">{strings.rating}</th>
                <th class="figure">{strings.interval}</th>
                <th aria-hidden="true" />
                <th class="figure">{strings.votes}</th>
                {groups > 1 && <th class="figure">{strings.group}</th>}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.botId}>
                  <td>{row.rank[0] === row.rank[1] ? row.rank[0] : `${row.rank[0]}–${row.rank[1]}`}</td>
                  <td>
                    <Inert text={row.model} />
                  </td>
                  <td class="figure">{row.low === null && row.high === null ? '–' : number(Math.round(row.rating))}</td>
                  <td class="figure">
                    {row.low === null || row.high === null
                      ? strings.noBound
                      : `${number(Math.round(row.low))} – ${number(Math.round(row.high))}`}
                  </td>
                  <td>
                    <Whisker row={row} rows={rows} />
                  </td>
                  <td class="figure">{number(row.votes)}</td>
                  {groups > 1 && <td class="figure">{row.group + 1}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {notes.map((note) => (
        <p key={note} class="dim">
          {note}
        </p>
      ))}
    </div>
  );
}

const width = 180;

/** The interval as a line with the rating on it; nothing where the votes set no bound. */
function Whisker({ row, rows }: { row: Row; rows: Row[] }): VNode | null {
  const bounded = rows.filter(({ low, high }) => low !== null && high !== null);
  if (row.low === null || row.high === null || bounded.length === 0) return null;
  const from = Math.min(...bounded.map(({ low }) => low ?? 0));
  const to = Math.max(...bounded.map(({ high }) => high ?? 0));
  const x = (value: number): number => 4 + ((width - 8) * (value - from)) / Math.max(1, to - from);
  return (
    <svg width={width} height={14} aria-hidden="true">
      <line class="whisker" x1={x(row.low)} x2={x(row.high)} y1={7} y2={7} />
      <circle class="middle" cx={x(row.rating)} cy={7} r={3.5} />
    </svg>
  );
}
