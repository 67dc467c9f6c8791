// Bundles the in-host tests and runs them, one VS Code for each kind of window:
//   suite/x.test.ts             a trusted copy of sample/
//   suite/x.restricted.test.ts  the same folder, not trusted
//   suite/x.empty.test.ts       no folder open
// Arguments: the file for the counts, then texts of which a test file's name must contain one.
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { hostDir, root } from '../../../scripts/lib/paths.mjs';
import { runInHost } from './runInHost.mjs';

const [resultFile, ...filters] = process.argv.slice(2);
const suiteDir = join(hostDir, 'suite');
const outDir = join(root, 'dist-test', 'host');
const sources = (existsSync(suiteDir) ? readdirSync(suiteDir) : [])
  .filter((file) => file.endsWith('.test.ts'))
  .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)));

rmSync(outDir, { recursive: true, force: true });
await build({
  entryPoints: sources.map((file) => join(suiteDir, file)),
  outdir: outDir,
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  mainFields: ['module', 'main'],
  external: ['vscode', 'mocha'],
  sourcemap: 'inline',
  logLevel: 'warning',
});

const kinds = [
  { name: 'In VS Code, a folder open', ending: '', workspace: join(root, 'sample') },
  { name: 'In VS Code, Restricted Mode', ending: '.restricted', workspace: join(root, 'sample'), trust: false },
  { name: 'In VS Code, no folder open', ending: '.empty' },
];
const total = { passed: 0, failed: 0, skipped: 0 };
for (const { ending, ...kind } of kinds) {
  const tests = sources
    .filter((file) => (/(\.restricted|\.empty)\.test\.ts$/.exec(file)?.[1] ?? '') === ending)
    .map((file) => join(outDir, `${basename(file, '.ts')}.js`));
  if (tests.length === 0) continue;
  const counts = await runInHost({ ...kind, tests });
  for (const key of Object.keys(total)) total[key] += counts[key];
}
if (resultFile) writeFileSync(resultFile, JSON.stringify(total));
process.exit(total.failed > 0 ? 1 : 0);
