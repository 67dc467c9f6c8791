// Streaming into the editor of a real VS Code: characters/s against a bare reader in the same extension host, the
// host's event-loop delay, and the time to the first visible text. Option: --seconds N for each stream.
import { fork, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { runInHost } from '../../test/host/launch/runInHost.mjs';
import { percentile } from '../lib/stats.mjs';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '5' } } });
// As with any real model, the tab is open before the first token comes.
const prefillMs = 1000;
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'llp-bench-streaming-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

// What is measured is what ships.
const built = spawnSync(process.execPath, ['esbuild.mjs', '--production'], { cwd: root, encoding: 'utf8' });
if (built.status !== 0) throw new Error(built.stderr);
// A copy: a build meanwhile must not pull the files from under a VS Code that is starting.
const extension = join(folder, 'extension');
for (const part of ['package.json', 'dist', 'media', 'suites', 'l10n']) {
  if (existsSync(join(root, part))) cpSync(join(root, part), join(extension, part), { recursive: true });
}
const test = join(folder, 'streaming.test.js');
await build({
  entryPoints: [fileURLToPath(new URL('./inHost.mjs', import.meta.url))],
  outfile: test,
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  external: ['vscode', 'mocha'],
  logLevel: 'warning',
});
const server = fork(new URL('./server.mjs', import.meta.url), [values.seconds, String(prefillMs)], {
  stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
});
process.env.LLP_BENCH_SERVER = await new Promise((resolve) =>
  server.stdout.once('data', (data) => resolve(String(data).trim())),
);
process.env.LLP_BENCH_PREFILL = String(prefillMs);
process.env.LLP_BENCH_RESULT = join(folder, 'result.json');
const counts = await runInHost({
  name: 'In VS Code, headless',
  tests: [test],
  workspace: join(root, 'sample'),
  extension,
});
server.kill();
if (counts.failed > 0) process.exit(1);

const results = JSON.parse(readFileSync(process.env.LLP_BENCH_RESULT, 'utf8'));
const median = (/** @type {number[]} */ list) => percentile(list, 0.5);
for (const rate of [...new Set(results.map((result) => result.rate))]) {
  const own = results.filter((result) => result.rate === rate);
  const speed = ({ characters, seconds }) => characters / seconds;
  const of = (/** @type {'bare' | 'ours'} */ who, read) => median(own.map((result) => read(result[who])));
  console.log(`${rate} chunks/s, ${values.seconds} s, median of ${own.length} rounds in turns`);
  console.log(
    `  bare reader: ${of('bare', speed).toFixed(0)} characters/s, first after ${of('bare', (r) => r.firstMs).toFixed(1)} ms, loop delay p99 ${of('bare', (r) => r.delayP99Ms).toFixed(1)} ms`,
  );
  console.log(
    `  in the editor: ${of('ours', speed).toFixed(0)} characters/s (${median(own.map((r) => speed(r.ours) / speed(r.bare))).toFixed(3)} ×), first visible ${median(own.map((r) => r.ours.firstMs - r.bare.firstMs)).toFixed(1)} ms later, loop delay p99 ${of('ours', (r) => r.delayP99Ms).toFixed(1)} ms, max ${of('ours', (r) => r.delayMaxMs).toFixed(1)} ms`,
  );
}
