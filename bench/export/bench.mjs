// A large export in every format: time, size, and how long the thread that asked was held up. Options: --bots N, --answers N.
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { bundle } from '../lib/bundle.mjs';
import { measureReport } from './browser.mjs';

const { values } = parseArgs({
  options: { bots: { type: 'string', default: '1000' }, answers: { type: 'string', default: '20000' } },
});
const [bots, answers] = [Number(values.bots), Number(values.answers)];
if (!(bots >= 1 && answers >= bots)) throw new Error('--bots must be a number from 1, and --answers at least as many.');

const folder = mkdtempSync(join(tmpdir(), 'llp-bench-export-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const core = await import(pathToFileURL(await bundle('bench/export/core.mjs', join(folder, 'core.mjs'))).href);
const workerFile = await bundle('src/exchange/worker/main.ts', join(folder, 'exportWorker.cjs'));
const reportFolder = join(folder, 'report');
await buildReport();

const databaseFile = join(folder, 'playground.db');
const store = await core.Store.open(databaseFile);
core.fillStore(store, { bots, categories: 6, promptsPerCategory: 8, answers, answerLength: 2000 });
const textBytes = store.database.get('SELECT SUM(LENGTH(CAST(text AS BLOB))) AS bytes FROM answer').bytes;
console.log(`${bots} bots, ${answers} answers, ${megabytes(textBytes)} MB of text`);

const idle = await lateness(() => new Promise((resolve) => setTimeout(resolve, 2000)));
console.log(`with nothing to do, timers are late by at most ${idle.max.toFixed(1)} ms: the machine’s load`);
for (const format of ['csv', 'md', 'json', 'html']) {
  const file = join(folder, `export.${format}`);
  await timed(`export ${format}`, file, () =>
    core.runInWorker({ kind: 'export', databaseFile, request: { format }, file, reportFolder }, { workerFile }),
  );
}
store.close();
await timed('import json', join(folder, 'export.json'), () =>
  core.runInWorker(
    { kind: 'restore', databaseFile: join(folder, 'imported.db'), file: join(folder, 'export.json') },
    { workerFile },
  ),
);
for (const [what, ms] of await measureReport(join(folder, 'export.html')))
  console.log(`report, ${what}: ${ms.toFixed(0)} ms`);

/** Also says how late timers of this thread were meanwhile, and how much of its own CPU time it took. */
async function timed(what, file, work) {
  const before = performance.eventLoopUtilization();
  const begin = performance.now();
  const { max, p99 } = await lateness(work);
  const seconds = (performance.now() - begin) / 1000;
  const { active } = performance.eventLoopUtilization(before);
  const held = `timers late by at most ${max.toFixed(1)} ms (p99 ${p99.toFixed(1)}), thread busy ${active.toFixed(0)} ms in all`;
  console.log(`${what}: ${seconds.toFixed(2)} s, ${megabytes(statSync(file).size)} MB; ${held}`);
}

async function lateness(work) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return { max: delay.max / 1e6, p99: delay.percentile(99) / 1e6 };
}

function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}

async function buildReport() {
  const root = join(import.meta.dirname, '..', '..');
  mkdirSync(reportFolder);
  cpSync(join(root, 'node_modules/sql.js/dist/sql-wasm-browser.wasm'), join(reportFolder, 'sqlite.wasm'));
  await build({
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryPoints: { app: join(root, 'src/report/main.tsx'), engine: join(root, 'src/report/engine/main.ts') },
    outdir: reportFolder,
    logLevel: 'error',
  });
}
