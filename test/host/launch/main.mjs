// Runs the in-host tests, one VS Code for each kind of window:
//   suite/x.test.ts             a trusted copy of sample/
//   suite/x.restricted.test.ts  the same folder, not trusted
//   suite/x.empty.test.ts       no folder open
// Arguments: the file for the counts, then texts of which a test file's name must contain one.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/lib/paths.mjs';
import { bundleTests } from './bundle.mjs';
import { runInHost } from './runInHost.mjs';

const KINDS = [
  { name: 'In VS Code, a folder open', ending: undefined, workspace: join(root, 'sample') },
  { name: 'In VS Code, Restricted Mode', ending: 'restricted', workspace: join(root, 'sample'), trust: false },
  { name: 'In VS Code, no folder open', ending: 'empty' },
];

const [resultFile, ...filters] = process.argv.slice(2);
const bundles = await bundleTests(filters);
const total = { passed: 0, failed: 0, skipped: 0 };
for (const { ending, ...kind } of KINDS) {
  const tests = bundles.filter((file) => /\.(restricted|empty)\.test\.js$/.exec(file)?.[1] === ending);
  if (tests.length === 0) continue;
  const counts = await runInHost({ ...kind, tests });
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}
if (resultFile) writeFileSync(resultFile, JSON.stringify(total));
process.exit(total.failed > 0 ? 1 : 0);
