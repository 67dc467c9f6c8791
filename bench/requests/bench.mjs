// A thousand requests that a mock answers after 10 ms each: a bare reader, a tournament of ours, and promptfoo.
// Options: --requests N (a multiple of 100), --concurrency LIST, --no-peer, --rounds N.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle } from '../lib/bundle.mjs';
import { percentile } from '../lib/stats.mjs';
import { bareSeconds } from './bare.mjs';
import { ourSeconds } from './ours.mjs';
import { installPeer, peerSeconds } from './peer.mjs';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '1000' },
    concurrency: { type: 'string', default: '1,8,32' },
    rounds: { type: 'string', default: '3' },
    'no-peer': { type: 'boolean' },
  },
});
const count = Number(values.requests);
const rounds = Number(values.rounds);
if (!(count > 0) || count % 100 !== 0) throw new Error('--requests must be a multiple of 100.');
const delayMs = 10;

const folder = mkdtempSync(join(tmpdir(), 'llp-bench-requests-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const core = await import(pathToFileURL(await bundle('bench/requests/core.mjs', join(folder, 'core.cjs'))).href);
const mock = fork(new URL('./mock.mjs', import.meta.url), [String(delayMs)], {
  stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
});
const url = await new Promise((resolve) => mock.stdout.once('data', (data) => resolve(String(data).trim())));
const peer = values['no-peer'] ? null : await installPeer();
const median = (/** @type {number[]} */ list) => percentile(list, 0.5);
const rate = (/** @type {number} */ seconds) => `${(count / seconds).toFixed(0)} requests/s`;

await bareSeconds(url, 100, 8);
await ourSeconds(core.default ?? core, join(folder, 'warm-up'), url, 100, 8);
for (const concurrency of values.concurrency.split(',').map(Number)) {
  // In turns, so that whatever else the machine does falls on all alike.
  const bare = [];
  const ours = [];
  const peers = [];
  const stated = [];
  for (let round = 0; round < rounds; round++) {
    bare.push(await bareSeconds(url, count, concurrency));
    const workspace = join(folder, `${concurrency}-${round}`);
    const { seconds, done, saved } = await ourSeconds(core.default ?? core, workspace, url, count, concurrency);
    if (done !== count || saved !== count) throw new Error(`Only ${done} answered and ${saved} saved of ${count}.`);
    ours.push(seconds);
    if (peer) {
      await spanSeconds();
      stated.push(await peerSeconds(peer, join(folder, `peer-${concurrency}-${round}`), url, count, concurrency));
      peers.push(await spanSeconds());
    }
  }
  const ideal = (count * delayMs) / 1000 / concurrency;
  console.log(`concurrency ${concurrency}, ideal ${ideal.toFixed(2)} s, median of ${rounds} rounds in turns`);
  console.log(`  bare      ${median(bare).toFixed(2)} s, ${rate(median(bare))}`);
  console.log(
    `  LLP       ${median(ours).toFixed(2)} s, ${rate(median(ours))}, ${(median(ours) / median(bare)).toFixed(3)} × the bare time`,
  );
  if (peer)
    console.log(
      `  promptfoo ${median(peers).toFixed(2)} s, ${rate(median(peers))} (by its own word ${median(stated)} s); LLP / promptfoo ${(median(peers) / median(ours)).toFixed(2)} ×`,
    );
}
mock.kill();

/** From the first request to the end of the last answer as the mock saw it: promptfoo itself says whole seconds only. */
function spanSeconds() {
  return new Promise((resolve) => {
    mock.once('message', ({ spanMs }) => resolve(spanMs / 1000));
    mock.send('span');
  });
}
