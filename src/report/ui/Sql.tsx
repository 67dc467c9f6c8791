import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { snapshotSchema, snapshotSearch } from '../../exchange/export/snapshotSchema';
import type { Words } from '../../exchange/words';
import { fill } from '../../l10n/strings';
import { Inert } from '../../ui/Inert';
import { examples } from '../examples';
import type { SqlResult, SqlValue } from '../protocol';
import type { Snapshot } from '../snapshot';
import { useWords } from './words';

const most = 500;

/** SQL over the snapshot, in a worker that can be stopped. */
export function Sql({ snapshot }: { snapshot: Snapshot }): VNode {
  const words = useWords();
  const { strings } = words;
  const [sql, setSql] = useState(examples[0]?.sql ?? '');
  const [result, setResult] = useState<SqlResult | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isRunning, setIsRunning] = useState(false);
  const run = async (): Promise<void> => {
    setIsRunning(true);
    setError(null);
    try {
      setResult(await snapshot.query({ sql, most }));
    } catch (failure) {
      setResult(null);
      setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setIsRunning(false);
    }
  };
  return (
    <section aria-labelledby="sql">
      <h2 id="sql">{strings.sql}</h2>
      <div class="controls">
        <label>
          {strings.example}{' '}
          <select onChange={(event) => setSql(examples[Number(event.currentTarget.value)]?.sql ?? sql)}>
            {examples.map((example, index) => (
              <option key={index} value={index}>
                {strings[example.title]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <textarea
        aria-label={strings.sql}
        rows={8}
        spellcheck={false}
        value={sql}
        onInput={(event) => setSql(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void run();
        }}
      />
      <div class="controls">
        <button type="button" class="primary" disabled={isRunning} onClick={() => void run()}>
          {strings.run}
        </button>
        {isRunning && (
          <button type="button" onClick={() => snapshot.stop()}>
            {strings.stop}
          </button>
        )}
        <span class="dim">{strings.runKey}</span>
      </div>
      {error !== null && (
        <p role="alert">
          <Inert text={error} />
        </p>
      )}
      <p role="status" class="dim">
        {isRunning ? strings.running : result && rowsText(result, words)}
      </p>
      {result && result.columns.length > 0 && <ResultTable result={result} />}
      <details class="schema">
        <summary>{strings.tables}</summary>
        <pre tabIndex={0}>{(snapshotSchema + snapshotSearch).trim()}</pre>
      </details>
    </section>
  );
}

function rowsText({ rows, more, ms }: SqlResult, { strings, formats }: Words): string {
  const text = more ? strings.moreRows : rows.length === 1 ? strings.oneRow : strings.rows;
  return fill(text, formats.number(rows.length), formats.plain(ms, 0));
}

function ResultTable({ result }: { result: SqlResult }): VNode {
  const words = useWords();
  return (
    <div class="scroll" role="region" aria-label={words.strings.result} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {result.columns.map((column, index) => (
              <th key={index} scope="col">
                <Inert text={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {result.rows.map((row, index) => (
            <tr key={index}>
              {row.map((value, column) => (
                <td key={column} class={typeof value === 'number' ? 'number' : undefined}>
                  {value === null ? <span class="dim">null</span> : <Inert text={textOf(value, words)} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const longestCell = 2000;

function textOf(value: Exclude<SqlValue, null>, { strings, formats }: Words): string {
  if (value instanceof Uint8Array) return fill(strings.bytes, formats.plain(value.length));
  const text = String(value);
  return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}
