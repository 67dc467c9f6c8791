// The leaderboard's query over much and over little history.
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { loadavg } from 'node:os';
import { bundle } from '../lib/bundle.mjs';
import { scratchFolder } from '../lib/stage.mjs';
import { percentile, summary, timed } from '../lib/stats.mjs';
import { fillBoard, madeCategories } from './fill.mjs';

const rounds = 60;

/** @param {{bots: number, runs: number, categories: number}} size as large as it gets; the other has 10,000 runs */
export async function measureQuery({ bots, runs, categories }) {
  const folder = scratchFolder('board');
  const core = createRequire(import.meta.url)(await bundle('bench/board/core.ts', join(folder, 'core.cjs')));
  const open = async (/** @type {number} */ count) => {
    const store = await core.Store.open(join(folder, `${count}-${categories}.db`));
    const made = madeCategories(categories, Math.ceil(200 / categories));
    store.prompts.sync(made);
    const [ms] = timed(() => fillBoard(store, core.recomputePrompts, { bots, runs: count, categories: made }));
    const { total } = store.database.get('SELECT COUNT(*) AS total FROM run');
    console.log(`  filled with ${total} runs in ${(ms / 1000).toFixed(0)} s`);
    return store;
  };
  console.log(`${bots} bots, ${categories} categories`);
  const little = await open(10_000);
  const much = await open(runs);
  // `anew`: without the rows that a reading keeps for the next one. `again`: as for each update of an open board.
  const times = { anew: { little: [], much: [] }, again: { little: [], much: [] } };
  // In turns, so that whatever else the machine does meets both.
  for (let round = 0; round < rounds; round++) {
    for (const [name, store] of Object.entries({ little, much })) {
      const fresh = new core.BoardStore(store.database);
      times.anew[name].push(timed(() => fresh.read(false))[0]);
      times.again[name].push(timed(() => fresh.read(false))[0]);
    }
  }
  const board = much.board.read(false);
  if (board.rows.length !== bots || board.rows.some((row) => Object.keys(row.categories).length !== categories)) {
    throw new Error('The board does not hold what was put in.');
  }
  for (const [how, pair] of Object.entries(times)) {
    const [warmLittle, warmMuch] = [pair.little.slice(5), pair.much.slice(5)];
    const ratio = percentile(
      warmMuch.map((ms, index) => ms / warmLittle[index]),
      0.5,
    );
    console.log(`  ${how}: 10,000 runs ${summary(warmLittle)}`);
    console.log(`  ${how}: ${runs} runs ${summary(warmMuch)}; ratio, median of pairs: ${ratio.toFixed(2)}`);
  }
  console.log(`  load ${loadavg()[0]?.toFixed(1)}`);
  little.close();
  much.close();
}
