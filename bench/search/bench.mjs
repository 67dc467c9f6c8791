// Full-text search over many answers: size, speed, and what typing feels like. Options: --answers N, --no-fuse,
// --ordinary (also against an FTS5 table as one would make it without further thought; needs as much space again).
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle } from '../lib/bundle.mjs';
import { percentile } from '../lib/stats.mjs';
import { fill } from './fill.mjs';
import { measureFuse } from './fuse.mjs';
import { compareWithRaw, measureTyping, reportComparison } from './measure.mjs';
import { compareWithOrdinary } from './ordinary.mjs';
import { someQueries, someTyping } from './queries.mjs';
import { wordsPerAnswer } from './texts.mjs';

const { values } = parseArgs({
  options: {
    answers: { type: 'string', default: '100000' },
    'no-fuse': { type: 'boolean' },
    ordinary: { type: 'boolean' },
  },
});
const answers = Number(values.answers);
if (!Number.isInteger(answers) || answers < 100) throw new Error('--answers must be a whole number from 100.');

const folder = mkdtempSync(join(tmpdir(), 'llp-bench-search-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const core = await import(pathToFileURL(await bundle('bench/search/core.mjs', join(folder, 'core.mjs'))).href);
const workerFile = await bundle('src/store/search/worker.ts', join(folder, 'searchWorker.cjs'));
const file = join(folder, 'playground.db');
const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);

const store = await core.Store.open(file);
const { textBytes, indexedMs } = fill(store, answers);
console.log(`${answers} answers of ${wordsPerAnswer} words, ${megabytes(textBytes)} MB of text`);
const speed = (/** @type {number} */ ms) =>
  `${(answers / (ms / 1000)).toFixed(0)} answers/s, ${(textBytes / 1000 / ms).toFixed(1)} MB/s`;
console.log(`storing and indexing: ${(indexedMs / 1000).toFixed(1)} s, ${speed(indexedMs)}`);
store.database.handle.exec('PRAGMA wal_checkpoint(TRUNCATE)');
const size = "SELECT SUM(pgsize) AS bytes FROM dbstat('main', 1) WHERE name LIKE 'search_answer%'";
const indexBytes = store.database.get(size)?.bytes ?? 0;
console.log(
  `index ${megabytes(indexBytes)} MB, ${(indexBytes / textBytes).toFixed(2)} of the text; database ${megabytes(statSync(file).size)} MB`,
);
store.close();

console.log(`opening the database: ${(await openMs()).toFixed(0)} ms`);

const queries = someQueries(240, answers);
reportComparison(await compareWithRaw(core, file, queries));
if (values.ordinary) await compareWithOrdinary(core, file, join(folder, 'ordinary.db'), answers, queries);
await measureTyping(core, file, workerFile, someTyping(24, answers));
if (!values['no-fuse']) {
  const few = someQueries(24, answers)
    .filter(({ kind }) => ['a word', 'two words', 'an identifier'].includes(kind))
    .slice(0, 3);
  const ours = percentile(
    (await compareWithRaw(core, file, few)).map((row) => row.ms),
    0.5,
  );
  console.log(`Fuse.js / search: ${(measureFuse(answers, few) / ours).toFixed(0)} ×`);
}

async function openMs() {
  const start = performance.now();
  const opened = await core.Store.open(file);
  const ms = performance.now() - start;
  opened.close();
  return ms;
}
