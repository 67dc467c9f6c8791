import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { snapshotSchema, snapshotSearch } from '../../exchange/export/snapshotSchema';
import { Inert } from '../../webviews/ui/Inert';
import { examples } from '../examples';
import type { SqlResult, SqlValue } from '../protocol';
import type { Snapshot } from '../snapshot';
import { count } from './Header';

const most = 500;

/** SQL over the snapshot, in a worker that can be stopped. */
export function Sql({ snapshot }: { snapshot: Snapshot }): VNode {
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
      <h2 id="sql">SQL</h2>
      <div class="controls">
        <label>
          Example{' '}
          <select onChange={(event) => setSql(examples[Number(event.currentTarget.value)]?.sql ?? sql)}>
            {examples.map((example, index) => (
              <option key={index} value={index}>
                {example.title}
              </option>
            ))}
          </select>
        </label>
      </div>
      <textarea
        aria-label="SQL"
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
          Run
        </button>
        {isRunning && (
          <button type="button" onClick={() => snapshot.stop()}>
            Stop
          </button>
        )}
        <span class="dim">Ctrl+Enter runs it too.</span>
      </div>
      {error !== null && (
        <p role="alert">
          <Inert text={error} />
        </p>
      )}
      <p role="status" class="dim">
        {isRunning
          ? 'Running…'
          : result &&
            `${count(result.rows.length, 'row')}${result.more ? ' shown, there are more' : ''}, ${result.ms.toFixed(0)} ms`}
      </p>
      {result && result.columns.length > 0 && <ResultTable result={result} />}
      <details class="schema">
        <summary>Tables</summary>
        <pre tabIndex={0}>{(snapshotSchema + snapshotSearch).trim()}</pre>
      </details>
    </section>
  );
}

function ResultTable({ result }: { result: SqlResult }): VNode {
  return (
    <div class="scroll" role="region" aria-label="Result" tabIndex={0}>
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
                  {value === null ? <span class="dim">null</span> : <Inert text={textOf(value)} />}
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

function textOf(value: Exclude<SqlValue, null>): string {
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  const text = String(value);
  return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}
