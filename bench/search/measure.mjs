import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile, summary, timed } from '../lib/stats.mjs';

/** What one would write by hand: the twenty best with their texts, on the same index with the same settings. */
const plainSql = `
  SELECT run.id, bot.name, prompt.title, answer.text, best.score
  FROM (
    SELECT rowid, bm25(search_answer, 1.0, 6.0, 0.5, 2.0, 0.0) AS score FROM search_answer
    WHERE search_answer MATCH ? ORDER BY score LIMIT 20
  ) AS best
  JOIN run ON run.id = best.rowid JOIN answer ON answer.run_id = run.id JOIN bot ON bot.id = run.bot_id
  LEFT JOIN prompt
    ON prompt.category_id = run.category_id AND prompt.id = run.prompt_id AND prompt.hash = run.prompt_hash
  ORDER BY best.score`;

/** @typedef {typeof import('./core.mjs')} Core */

const rounds = 3;

/**
 * Times each query through the search, as the raw statements that the search runs for it, and as the plainest statement
 * written by hand; in turn and each on its own connection; the median of three rounds, as other programs on the machine
 * make single times jump.
 * @param {Core} core
 * @param {string} file
 * @param {{kind: string, query: string}[]} queries
 */
export async function compareWithRaw({ find, parseQuery, ReadOnlyDatabase }, file, queries) {
  const open = () => ReadOnlyDatabase.open(file);
  const [ours, plain, recorded] = [await open(), await open(), await open()];
  const raw = new RawStatements(file);
  const rows = queries.map(({ kind, query }) => ({ kind, query, hits: 0, own: [0], raw: [0], plain: [0] }));
  for (const row of rows) Object.assign(row, { own: [], raw: [], plain: [] });
  for (let round = 0; round < rounds; round++) {
    for (const [index, row] of rows.entries()) {
      const statements = statementsOf(find, recorded, row.query);
      const works = [
        () => {
          const [ms, hits] = timed(() => find(ours, row.query));
          row.own.push(ms);
          row.hits = hits.length;
        },
        () => row.raw.push(timed(() => raw.run(statements))[0]),
        () => row.plain.push(timed(() => plain.all(plainSql, parseQuery(row.query)?.exact ?? ''))[0]),
      ];
      for (let turn = 0; turn < works.length; turn++) works[(index + round + turn) % works.length]?.();
    }
  }
  for (const database of [ours, plain, raw, recorded]) database.close();
  const typical = (/** @type {number[]} */ times) => percentile(times, 0.5);
  return rows.map((row) => ({
    kind: row.kind,
    hits: row.hits,
    ms: typical(row.own),
    raw: typical(row.raw),
    plain: typical(row.plain),
  }));
}

/** @typedef {[sql: string, values: import('node:sqlite').SQLInputValue[]]} Statement */

/**
 * What the search runs for a query.
 * @param {Core['find']} find
 * @param {InstanceType<Core['ReadOnlyDatabase']>} reader
 * @param {string} query
 * @returns {Statement[]}
 */
function statementsOf(find, reader, query) {
  /** @type {Statement[]} */
  const statements = [];
  find(
    {
      all: (sql, ...values) => {
        statements.push([sql, values]);
        return reader.all(sql, ...values);
      },
    },
    query,
  );
  return statements;
}

/** `node:sqlite` and nothing else, but with as large a cache. */
class RawStatements {
  /** @param {string} file */
  constructor(file) {
    this.database = new DatabaseSync(file, { readOnly: true });
    this.database.exec('PRAGMA cache_size = -65536');
    /** @type {Map<string, import('node:sqlite').StatementSync>} */
    this.prepared = new Map();
  }

  /** @param {Statement[]} statements */
  run(statements) {
    for (const [sql, values] of statements) {
      let statement = this.prepared.get(sql);
      if (!statement) this.prepared.set(sql, (statement = this.database.prepare(sql)));
      statement.all(...values);
    }
  }

  close() {
    this.database.close();
  }
}

/** @param {Awaited<ReturnType<typeof compareWithRaw>>} rows */
export function reportComparison(rows) {
  for (const kind of new Set(rows.map((row) => row.kind))) {
    const own = rows.filter((row) => row.kind === kind);
    const empty = own.filter((row) => row.hits === 0).length;
    const line = (/** @type {'ms' | 'raw' | 'plain'} */ key) => summary(own.map((row) => row[key]));
    console.log(
      `  ${kind.padEnd(26)} ${line('ms')}   raw ${line('raw')}   plain ${line('plain')}   nothing found: ${empty} of ${own.length}`,
    );
  }
  const times = (/** @type {'ms' | 'raw' | 'plain'} */ key) => rows.map((row) => row[key]);
  console.log(`search, ${rows.length} queries: ${summary(times('ms'))}`);
  for (const [key, what] of /** @type {const} */ ([
    ['raw', 'the statements that the search runs, raw'],
    ['plain', 'the plainest statement, without prompts, bots and snippets'],
  ])) {
    const ratio = (/** @type {number} */ share) =>
      (percentile(times('ms'), share) / percentile(times(key), share)).toFixed(2);
    const pairs = rows.map((row) => row.ms / row[key]);
    console.log(`${what}: ${summary(times(key))}`);
    console.log(
      `search / ${key}: p50 ${ratio(0.5)}, p95 ${ratio(0.95)}; query by query p50 ${percentile(pairs, 0.5).toFixed(2)}, p95 ${percentile(pairs, 0.95).toFixed(2)}`,
    );
  }
}

/**
 * Types letter by letter, waiting for each result, then again at 12 letters a second without waiting; watches how long
 * this thread is held up meanwhile.
 * @param {Core} core
 * @param {string} file
 * @param {string} workerFile
 * @param {string[]} typed
 */
export async function measureTyping({ SearchService }, file, workerFile, typed) {
  const service = new SearchService(file, workerFile);
  await service.query('warm');
  const idle = await heldUp(() => sleep(5_000));
  const before = process.threadCpuUsage();
  const waits = [];
  const oneByOne = await heldUp(async () => {
    for (const text of typed) {
      for (let letters = 1; letters <= text.length; letters++) {
        const start = performance.now();
        await service.query(text.slice(0, letters));
        waits.push(performance.now() - start);
        await sleep(2);
      }
    }
  });
  const last = [];
  const flowing = await heldUp(async () => {
    for (const text of typed) {
      let open = Promise.resolve(0);
      for (let letters = 1; letters <= text.length; letters++) {
        await sleep(1000 / 12);
        const start = performance.now();
        open = service.query(text.slice(0, letters)).then(
          () => performance.now() - start,
          () => NaN,
        );
      }
      last.push(await open);
    }
  });
  const keystrokes = 2 * waits.length;
  const used = process.threadCpuUsage(before);
  await service.dispose();
  console.log(`as you type, in a worker, ${waits.length} keystrokes one by one: ${summary(waits)}`);
  console.log(`as you type, 12 letters a second, from the last letter to its result: ${summary(last)}`);
  console.log(`calling thread held up: ${oneByOne} one by one; ${flowing} at 12 a second; ${idle} with nothing to do`);
  console.log(
    `work of the calling thread: ${((used.user + used.system) / 1000 / keystrokes).toFixed(3)} ms of CPU a keystroke`,
  );
}

/** Does something and tells how long timers of this thread were late meanwhile. @param {() => Promise<unknown>} work */
async function heldUp(work) {
  const resolution = 1;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  await work();
  delay.disable();
  // The histogram counts from timer to timer, so its own resolution is taken off.
  const late = (/** @type {number} */ nanoseconds) => (nanoseconds / 1e6 - resolution).toFixed(1);
  return `p99.9 ${late(delay.percentile(99.9))} ms, max ${late(delay.max)} ms`;
}
