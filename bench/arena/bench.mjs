// The blind arena: ratings of many votes beside arena-rank's, and the next pair. Options: --bots N, --votes N,
// --python FILE (a Python with `pip install arena-rank==0.1.1`).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { bundle } from '../lib/bundle.mjs';
import { seeded } from '../lib/random.mjs';
import { summary } from '../lib/stats.mjs';
import { someVotes } from './votes.mjs';

const { values } = parseArgs({
  options: {
    bots: { type: 'string', default: '1000' },
    votes: { type: 'string', default: '1000000' },
    python: { type: 'string', default: 'python3' },
  },
});
const [bots, count] = [Number(values.bots), Number(values.votes)];
const folder = mkdtempSync(join(tmpdir(), 'llp-bench-arena-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const core = createRequire(import.meta.url)(await bundle('bench/arena/core.ts', join(folder, 'core.cjs')));
await nextPairs(43, 95, 500);
const ours = await rateInWorker();
compareWithPeer(ours);

async function rateInWorker() {
  const worker = new Worker(await bundle('bench/arena/worker.mjs', join(folder, 'worker.cjs')), {
    workerData: { bots, count },
    resourceLimits: { maxOldGenerationSizeMb: 4096 },
  });
  const made = [];
  worker.on('message', (result) => {
    made.push(result);
    console.log(`${bots} bots, ${count} votes, in a worker, ${result.kind}: ${result.seconds.toFixed(2)} s`);
  });
  await new Promise((resolve, reject) => worker.on('exit', resolve).on('error', reject));
  return made[0];
}

function compareWithPeer({ seconds, ratings }) {
  const file = join(folder, 'votes.csv');
  const lines = someVotes(bots, count).map(({ a, b, winner }) => `${a},${b},${winner}\n`);
  writeFileSync(file, `model_a,model_b,winner\n${lines.join('')}`);
  const script = fileURLToPath(new URL('peer.py', import.meta.url));
  const run = spawnSync(values.python, [script, file], { encoding: 'utf8', maxBuffer: 2 ** 27 });
  if (run.status !== 0) {
    console.log(
      `arena-rank is not there (pip install arena-rank==0.1.1, then --python FILE): ${run.error ?? run.stderr.slice(-300)}`,
    );
    return;
  }
  const peer = JSON.parse(run.stdout.trim().split('\n').at(-1));
  const own = new Map(ratings.map((rating) => [rating.model, rating]));
  const apart = (pick, list) => Math.max(...peer.models.map((model, i) => Math.abs(pick(own.get(model)) - list[i])));
  const [first, second] = peer.seconds;
  console.log(
    `arena-rank, first call ${first.toFixed(2)} s (${(first / seconds).toFixed(1)} ×), again ${second.toFixed(2)} s (${(second / seconds).toFixed(1)} ×)`,
  );
  console.log(
    `largest difference: rating ${apart((r) => r.rating, peer.ratings).toFixed(4)}, lower end ${apart((r) => r.low, peer.lows).toFixed(4)} points`,
  );
}

/** From a vote to the pair that follows, at the desk that the panel asks. */
async function nextPairs(players, prompts, votes) {
  const store = await core.Store.open(join(folder, 'playground.db'));
  const category = { id: 'c', title: 'C', version: 1, path: 'c.md', intro: '', defaults: {} };
  const list = Array.from({ length: prompts }, (_, i) => ({
    id: `p${i}`,
    categoryId: 'c',
    title: `P ${i}`,
    text: `Say ${i}.`,
    hash: `h${i}`,
    points: 10,
    rubric: [],
    system: null,
    position: i,
    parameters: {},
    params: {},
    answer: null,
    code: null,
    checksHash: '',
    line: 1,
  }));
  store.prompts.sync([{ ...category, prompts: list, position: 0, points: 10 * prompts }]);
  const { database } = store;
  database.transaction(() => {
    for (let b = 1; b <= players; b++) {
      database.run(
        `INSERT INTO bot (name, server, model_id, parameters, file_name, created_at) VALUES (?, 'http://127.0.0.1:1', ?, '{}', ?, '2026-01-01T00:00:00.000Z')`,
        `bot ${b}`,
        `model-${b}`,
        `bot-${b}.md`,
      );
      for (let p = 0; p < prompts; p++) {
        const { id } = database.run(
          `INSERT INTO run (bot_id, category_id, prompt_id, prompt_hash, status, flags, stats, request, started_at)
           VALUES (?, 'c', ?, ?, 'complete', '[]', '{}', '{"messages":[]}', '2026-01-01T00:00:00.000Z')`,
          b,
          `p${p}`,
          `h${p}`,
        );
        database.run(
          `INSERT INTO answer (run_id, text, reasoning) VALUES (?, ?, '')`,
          id,
          `# Answer\n\n${'- a **bold** word\n'.repeat(60)}`,
        );
        database.run(
          `INSERT INTO standing (bot_id, category_id, prompt_id, answered_run, answered_hash) VALUES (?, 'c', ?, ?, ?)`,
          b,
          `p${p}`,
          id,
          `h${p}`,
        );
      }
    }
  });
  const random = seeded(3);
  const arena = new core.Arena(store, () => undefined, random);
  const playground = { arena, read: store, suites: { category: () => undefined } };
  const desk = new core.ArenaDesk(() => playground, null, 'bench');
  let { pairs } = await desk.content();
  const [next, vote] = [[], []];
  for (let i = 0; i < votes; i++) {
    const [pair, ...rest] = pairs;
    let start = performance.now();
    const outcome = ['left', 'right', 'tie'][Math.floor(random() * 3)];
    const after = await desk.vote({ token: pair.token, outcome, reason: null, milliseconds: 1000 });
    vote.push(performance.now() - start);
    pairs = [...rest, ...after.pairs];
    start = performance.now();
    await arena.next();
    next.push(performance.now() - start);
  }
  console.log(`${players} bots × ${prompts} prompts, ${votes} votes: next pair ${summary(next)}`);
  console.log(`vote stored, names revealed, and the pair after the next dealt: ${summary(vote)}`);
  store.close();
}
