// As-you-type search in the real view: from the key to the painted results. Options: --answers N, --queries N.
// Build the extension as it ships first: node esbuild.mjs --production
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureHost, openPage, startVsCode } from '../../scripts/lib/host.mjs';
import { bundle } from '../lib/bundle.mjs';
import { summary } from '../lib/stats.mjs';
import { fill } from '../search/fill.mjs';
import { someTyping } from '../search/queries.mjs';
import { wordsPerAnswer } from '../search/texts.mjs';
import { measureRows } from './rows.mjs';
import { openSearch, typeAndMeasure } from './view.mjs';

const { values } = parseArgs({
  options: { answers: { type: 'string', default: '20000' }, queries: { type: 'string', default: '24' } },
});
const answers = Number(values.answers);
const queries = Number(values.queries);
if (!Number.isInteger(answers) || answers < 100) throw new Error('--answers must be a whole number from 100.');
if (!Number.isInteger(queries) || queries < 1) throw new Error('--queries must be a whole number from 1.');

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'llp-bench-searchview-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const core = createRequire(import.meta.url)(await bundle('bench/searchView/core.mjs', join(folder, 'core.cjs')));
const workspace = join(folder, 'workspace');
mkdirSync(join(workspace, '.llp'), { recursive: true });
cpSync(join(root, 'suites'), join(workspace, 'suites'), { recursive: true });
const file = join(workspace, '.llp', 'playground.db');
const store = await core.Store.open(file);
fill(store, answers);
console.log(`${answers} answers of ${wordsPerAnswer} words`);
store.database.handle.exec('PRAGMA wal_checkpoint(TRUNCATE)');
store.close();

await measureRows(core, workspace, file, someTyping(queries, answers));

await ensureHost();
const vscode = await startVsCode({
  workspace,
  extensionDevelopmentPath: root,
  workspaceTrust: false,
  userSettings: { 'llp.servers': [] },
});
const opened = await openPage(vscode.url, { size: { width: 1280, height: 900 }, scale: 1 });
try {
  const search = await openSearch(opened.page);
  const typed = someTyping(queries, answers);
  // The first letters also load code and fill the caches of the database; they are not what is measured.
  await typeAndMeasure(opened.page, search, typed.slice(0, 2));
  // The same way there and back, but for the search: what VS Code, the browser and the machine take of the time.
  const floor = await typeAndMeasure(
    opened.page,
    search,
    Array.from({ length: 10 }, () => '-'.repeat(12)),
  );
  console.log(`keys that are no word, so that nothing is searched (${floor.keys.length}): ${summary(floor.keys)}`);
  const { keys, ends } = await typeAndMeasure(opened.page, search, typed);
  console.log(`each key waited for (${keys.length}): ${summary(keys)}`);
  console.log(`the last letter of a query (${ends.length}): ${summary(ends)}`);
  const fast = await typeAndMeasure(opened.page, search, typed, 1000 / 12);
  console.log(`12 letters a second, last letter to its results (${fast.ends.length}): ${summary(fast.ends)}`);
} finally {
  await opened.close();
  await vscode.stop();
}
