import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile, summary, timed } from '../lib/stats.mjs';

/** What one would write by hand: the twenty best with their texts, on the same index with the same settings. */
const rawSql = `
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
 * Times each query through the search and as a raw statement, in turn and each on its own connection; the median of
 * three rounds, as other programs on the machine make single times jump.
 * @param {Core} core
 * @param {string} file
 * @param {{kind: string, query: string}[]} queries
 */
export async function compareWithRaw({ find, parseQuery, ReadOnlyDatabase }, file, queries) {
  const [ours, raw] = [await ReadOnlyDatabase.open(file), await ReadOnlyDatabase.open(file)];
  const rows = queries.map(({ kind, query }) => ({ kind, query, hits: 0, own: [0], raw: [0] }));
  for (const row of rows) Object.assign(row, { own: [], raw: [] });
  for (let round = 0; round < rounds; round++) {
    for (const [index, row] of rows.entries()) {
      const search = () => {
        const [ms, hits] = timed(() => find(ours, row.query));
        row.own.push(ms);
        row.hits = hits.length;
      };
      const byHand = () => row.raw.push(timed(() => raw.all(rawSql, parseQuery(row.query)?.exact ?? ''))[0]);
      for (const work of (index + round) % 2 === 0 ? [search, byHand] : [byHand, search]) work();
    }
  }
  ours.close();
  raw.close();
  return rows.map(({ kind, hits, own, raw: times }) => ({
    kind,
    hits,
    ms: percentile(own, 0.5),
    raw: percentile(times, 0.5),
  }));
}

/** @param {Awaited<ReturnType<typeof compareWithRaw>>} rows */
export function reportComparison(rows) {
  for (const kind of new Set(rows.map((row) => row.kind))) {
    const own = rows.filter((row) => row.kind === kind);
    const empty = own.filter((row) => row.hits === 0).length;
    console.log(
      `  ${kind.padEnd(26)} ${summary(own.map((row) => row.ms))}   raw ${summary(own.map((row) => row.raw))}   nothing found: ${empty} of ${own.length}`,
    );
  }
  const [ours, raw] = [rows.map((row) => row.ms), rows.map((row) => row.raw)];
  console.log(`search, ${rows.length} queries: ${summary(ours)}`);
  console.log(`raw statement:        ${summary(raw)}`);
  const ratio = (/** @type {number} */ share) => (percentile(ours, share) / percentile(raw, share)).toFixed(2);
  const pairs = rows.map((row) => row.ms / row.raw);
  console.log(
    `search / raw: p50 ${ratio(0.5)}, p95 ${ratio(0.95)}; query by query p50 ${percentile(pairs, 0.5).toFixed(2)}, p95 ${percentile(pairs, 0.95).toFixed(2)}`,
  );
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
