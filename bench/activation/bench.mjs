// Activation in a real VS Code: reading the bundle and `activate()`, each time in a fresh extension host of a window
// that opens a folder with a database. Option: --runs N.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync, cpSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureHost, openPage, startVsCode, workbenchUp } from '../../scripts/lib/host.mjs';
import { scratchFolder, stageExtension } from '../lib/stage.mjs';
import { summary } from '../lib/stats.mjs';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '15' } } });
const runs = Number(values.runs);
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = scratchFolder('activation');
const workspace = join(folder, 'workspace');
cpSync(join(root, 'sample'), workspace, { recursive: true });
// What has VS Code activate the extension as the window opens.
mkdirSync(join(workspace, '.llp'), { recursive: true });
writeFileSync(join(workspace, '.llp', 'playground.db'), '');

const extension = stageExtension(join(folder, 'extension'));
const manifest = JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8'));
writeFileSync(join(extension, 'package.json'), JSON.stringify({ ...manifest, main: './measured.cjs' }));
cpSync(fileURLToPath(new URL('./measured.cjs', import.meta.url)), join(extension, 'measured.cjs'));

await ensureHost();
const result = join(folder, 'times.jsonl');
const vscode = await startVsCode({ workspace, extensionDevelopmentPath: extension, env: { LLP_BENCH_RESULT: result } });
const opened = await openPage(vscode.url);
try {
  for (let run = 1; run <= runs; run++) {
    if (run > 1) {
      await opened.page.reload({ waitUntil: 'domcontentloaded' });
      await workbenchUp(opened.page);
    }
    await until(() => times().length >= run);
  }
} finally {
  await opened.close();
  await vscode.stop();
}

/** @returns {{loadMs: number, activateMs: number, cpuMs: number}[]} */
function times() {
  return existsSync(result)
    ? readFileSync(result, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
}

/** @param {() => boolean} reached */
async function until(reached) {
  for (const deadline = Date.now() + 90_000; !reached();) {
    if (Date.now() > deadline) throw new Error('The extension was not activated within 90 s.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const all = times();
const both = all.map(({ loadMs, activateMs }) => loadMs + activateMs);
console.log(`${all.length} windows, load ${loadavg()[0]?.toFixed(1)}`);
console.log(`  dist/extension.js: ${statSync(join(extension, 'dist', 'extension.js')).size} bytes`);
console.log(`  activation, wall clock: ${summary(both)}, min ${Math.min(...both).toFixed(2)} ms`);
console.log(`    of it reading the bundle: ${summary(all.map(({ loadMs }) => loadMs))}`);
console.log(`    of it activate(): ${summary(all.map(({ activateMs }) => activateMs))}`);
console.log(`  activation, processor time of the host: ${summary(all.map(({ cpuMs }) => cpuMs))}`);
