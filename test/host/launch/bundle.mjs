// Bundles the in-host tests into dist-test/host; started by itself it bundles all of them.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { hostDir, root } from '../../../scripts/lib/paths.mjs';

const suiteDir = join(hostDir, 'suite');
const outDir = join(root, 'dist-test', 'host');

/**
 * @param {string[]} filters texts of which a test file's name must contain one; none takes all
 * @returns {Promise<string[]>} the bundles, `….test.js`
 */
export async function bundleTests(filters) {
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
  return sources.map((file) => join(outDir, file.replace(/\.ts$/, '.js')));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleTests([]);
