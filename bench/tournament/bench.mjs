// A tournament of many bots over the bundled suites on a simulated server with fixed times: wall time against the ideal.
// Options: --bots N, --load MS, --prefill MS, --decode MS. Real time, as a virtual clock would hide what is measured:
// the time that the queue, the database, the logs and the files take between two answers.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle } from '../lib/bundle.mjs';
import { bareSeconds } from '../requests/bare.mjs';

const { values } = parseArgs({
  options: {
    bots: { type: 'string', default: '43' },
    load: { type: 'string', default: '500' },
    prefill: { type: 'string', default: '20' },
    decode: { type: 'string', default: '60' },
  },
});
const [bots, loadMs, prefillMs, decodeMs] = [values.bots, values.load, values.prefill, values.decode].map(Number);

const folder = mkdtempSync(join(tmpdir(), 'llp-bench-tournament-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const loadedCore = await import(pathToFileURL(await bundle('bench/requests/core.mjs', join(folder, 'core.cjs'))).href);
const { Playground } = loadedCore.default ?? loadedCore;
const args = [bots, loadMs, prefillMs, decodeMs].map(String);
const server = fork(new URL('./server.mjs', import.meta.url), args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
const url = await new Promise((resolve) => server.stdout.once('data', (data) => resolve(String(data).trim())));

const workspace = join(folder, 'workspace');
const playground = await Playground.open({
  workspace,
  databaseFile: join(workspace, '.llp', 'playground.db'),
  bundledSuites: fileURLToPath(new URL('../../suites', import.meta.url)),
  servers: [{ url }],
});
await playground.refreshBots();
const prompts = playground.suites.categories.flatMap((category) => category.prompts);
const plan = playground.tournaments.plan({ bots: playground.store.bots.list(), prompts });
const { id } = playground.tournaments.create(plan);
const jobs = plan.jobs.length;
const ideal = (bots * loadMs + jobs * (prefillMs + decodeMs)) / 1000;
console.log(
  `${bots} bots × ${prompts.length} prompts; load ${loadMs} ms, prefill ${prefillMs} ms, decode ${decodeMs} ms: ideal ${ideal.toFixed(1)} s`,
);

const sample = 100;
const bareOverhead = async () => {
  const seconds = await bareSeconds(url, sample, 1);
  return (seconds * 1000) / sample - prefillMs - decodeMs;
};
const before = await bareOverhead();
await counted();
const start = performance.now();
const { counts } = await playground.tournaments.run(id);
const wall = (performance.now() - start) / 1000;
playground.close();

const seen = await counted();
const after = await bareOverhead();
server.kill();
const overhead = ((wall - ideal) / jobs) * 1000;
console.log(`a bare reader of the same server: ${before.toFixed(2)} ms over it before, ${after.toFixed(2)} ms after`);
// On a machine that does other things too, timers are late: what the server itself took is the fair comparison then.
const served = seen.busyMs / 1000;
console.log(
  `the server itself took ${served.toFixed(1)} s of that; wall ${(wall / served).toFixed(4)} × this, ${(((wall - served) / jobs) * 1000).toFixed(2)} ms over it for each answer`,
);
console.log(
  `wall ${wall.toFixed(1)} s, ${(wall / ideal).toFixed(4)} × the ideal, ${overhead.toFixed(2)} ms over it for each answer`,
);
console.log(
  `done ${counts.done} of ${jobs}; loads ${seen.loads}, unloads ${seen.unloads}, still loaded ${seen.stillLoaded}`,
);
console.log(
  `most models in memory ${seen.mostLoaded}, most requests at once ${seen.mostOpen}, chats without their model ${seen.unloadedChats}`,
);
process.exitCode = counts.done === jobs && seen.loads === bots ? 0 : 1;

/** What the server has counted since it was last asked. */
function counted() {
  return new Promise((resolve) => {
    server.once('message', resolve);
    server.send('counts');
  });
}
