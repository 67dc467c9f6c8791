// The board in a real VS Code: opening, scrolling, sorting, and an update while it is open.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { ensureHost, openPage, startVsCode } from '../../scripts/lib/host.mjs';
import { freePort } from '../../scripts/lib/process.mjs';
import { bundle } from '../lib/bundle.mjs';
import { scratchFolder, stageExtension } from '../lib/stage.mjs';
import { percentile, summary } from '../lib/stats.mjs';
import { fillBoard } from './fill.mjs';
import { installProbes, noteFirstPaint } from './probes.mjs';

/** @param {{bots: number, categories: number, openings: number, frames: number}} size */
export async function measureScreen(size) {
  const folder = scratchFolder('screen');
  const workspace = join(folder, 'workspace');
  await fillWorkspace(workspace, folder, size);
  const extension = stageExtension(join(folder, 'extension'));
  const manifest = JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8'));
  writeFileSync(join(extension, 'package.json'), JSON.stringify({ ...manifest, main: './measured.cjs' }));
  cpSync(fileURLToPath(new URL('./measured.cjs', import.meta.url)), join(extension, 'measured.cjs'));
  await ensureHost();
  const port = await freePort();
  const vscode = await startVsCode({
    workspace,
    extensionDevelopmentPath: extension,
    env: { LLP_BENCH_PORT: String(port) },
    userSettings: { 'llp.servers': [] },
  });
  const opened = await openPage(vscode.url, { size: { width: 1600, height: 1000 } });
  try {
    const ask = (/** @type {string} */ task) => askHost(port, task);
    const bots = await ask('ready');
    if (bots !== size.bots) throw new Error(`The window has ${bots} bots.`);
    console.log(`${size.bots} bots, ${size.categories} categories, all columns of them shown; window of 1600 × 1000`);
    await measureOpening(opened.page, ask, size.openings);
    await ask('open');
    const frame = await boardFrame(opened.page);
    const cdp = await opened.page.context().newCDPSession(opened.page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    await measureScrolling(frame, cdp, size.frames);
    await measureSorting(frame);
    await measureUpdate(frame, ask);
    console.log(`  load ${loadavg()[0]?.toFixed(1)}`);
  } finally {
    await opened.close();
    await vscode.stop();
  }
}

async function fillWorkspace(workspace, folder, { bots, categories }) {
  mkdirSync(join(workspace, 'suites'), { recursive: true });
  mkdirSync(join(workspace, '.llp'));
  for (let number = 1; number <= categories; number++) {
    const prompts = [1, 2].map(
      (p) => `## Prompt ${p} {#made-${number}-${p} points=${10 * p}}\n\nWrite ${p} lines about ${number}.\n`,
    );
    const head = `---\nid: made-${number}\ncategory: Made-up ${number}\nversion: 1\norder: ${number}\n---\n`;
    writeFileSync(join(workspace, 'suites', `made-${number}.md`), [head, ...prompts].join('\n'));
  }
  const core = createRequire(import.meta.url)(await bundle('bench/board/core.ts', join(folder, 'core.cjs')));
  const store = await core.Store.open(join(workspace, '.llp', 'playground.db'));
  const loaded = await core.loadSuites(join(workspace, 'suites'));
  if (loaded.problems.length > 0) throw new Error(loaded.problems[0].message);
  store.prompts.sync(loaded.categories);
  fillBoard(store, core.recomputePrompts, { bots, runs: bots * categories * 2, categories: loaded.categories });
  store.close();
}

/** @param {number} port @param {string} task */
async function askHost(port, task) {
  for (const deadline = Date.now() + 60_000; ;) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/${task}`);
      if (!response.ok) throw new Error(await response.text());
      return await response.json();
    } catch (error) {
      // Not activated yet.
      if (!(error instanceof TypeError) || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** The frame that shows the board. @param {import('playwright-core').Page} page */
async function boardFrame(page) {
  const sign = '.row:not(.header-row)';
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await page.waitForTimeout(20)) {
    for (const frame of page.frames()) {
      if (await frame.evaluate((selector) => document.querySelector(selector) !== null, sign).catch(() => false))
        return frame;
    }
  }
  throw new Error('The board did not come up within 60 s.');
}

/** From the command in the extension host to the frame that shows rows; a page of one line is opened in turns with it. */
async function measureOpening(page, ask, openings) {
  await page.addInitScript(noteFirstPaint);
  const host = await ask('host');
  await page.reload({ waitUntil: 'domcontentloaded' });
  // The extension host of before lives on for a moment, without a window.
  while ((await ask('host')) === host) await page.waitForTimeout(200);
  await ask('ready');
  const times = { open: [], openBare: [] };
  for (let round = 0; round < openings + 2; round++) {
    for (const task of /** @type {const} */ (['openBare', 'open'])) {
      const painted = page.waitForEvent('console', (message) => message.text().startsWith('llp-painted '));
      const at = await ask(task);
      const [, ms] = (await painted).text().split(' ');
      // The first two openings also load code.
      if (round >= 2) times[task].push(Number(ms) - at);
      await page.waitForTimeout(300);
      await ask('close');
      await page.waitForTimeout(300);
    }
  }
  console.log(`  command to painted board: ${summary(times.open)}`);
  console.log(`  command to painted bare page: ${summary(times.openBare)}`);
  const more = times.open.map((ms, index) => ms - times.openBare[index]);
  console.log(`  more than the bare page, median of pairs: ${percentile(more, 0.5).toFixed(1)} ms`);
}

/** Scrolls a screenful in eight steps, each its own frame: the board, a plain list of the same size, an empty box. */
async function measureScrolling(frame, cdp, frames) {
  await frame.evaluate(installProbes);
  const seconds = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value;
  };
  for (const [direction, x, y] of /** @type {const} */ ([
    ['down', 0, 110],
    ['to the right', 150, 0],
  ])) {
    const cpu = { board: [], list: [], empty: [] };
    const wall = { board: [], list: [], empty: [] };
    for (let step = 0; step < frames; step++) {
      for (const who of /** @type {(keyof typeof cpu)[]} */ (Object.keys(cpu))) {
        const before = await seconds();
        wall[who].push(await frame.evaluate((args) => window.llpScroll(...args), /** @type {const} */ ([who, x, y])));
        cpu[who].push(((await seconds()) - before) * 1000);
      }
    }
    console.log(`  scrolling ${direction}, ${frames} frames in turns`);
    for (const who of Object.keys(cpu)) {
      console.log(`    ${who}: processor ${summary(cpu[who])}; wall clock ${summary(wall[who])}`);
    }
  }
}

async function measureSorting(frame) {
  const times = { updated: [], painted: [] };
  for (let round = 0; round < 24; round++) {
    const { updated, painted } = await frame.evaluate((column) => window.llpSort(column), 3 + (round % 6));
    times.updated.push(updated);
    times.painted.push(painted);
  }
  console.log(
    `  click on a heading to rows sorted anew: ${summary(times.updated)}; painted: ${summary(times.painted)}`,
  );
}

async function measureUpdate(frame, ask) {
  // By name, so that no row changes its place; only ranks may change along with a score.
  await frame.evaluate(() => window.llpSort(1));
  const times = [];
  let rows = 0;
  let cells = 0;
  const rounds = 12;
  for (let round = 0; round < rounds; round++) {
    const bot = await frame.evaluate(() => window.llpWatch());
    const at = await ask(`score?bot=${bot}&points=${(round * 3) % 10}`);
    const change = await frame.waitForFunction(() => window.llpChange).then((handle) => handle.jsonValue());
    times.push(change.painted - at);
    rows = Math.max(rows, change.rows);
    cells = Math.max(cells, change.cells);
  }
  console.log(`  a score to its cell painted: ${summary(times)}; at most ${cells} cells in ${rows} rows touched`);
}
