import { build } from 'esbuild';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles a source of the project as it ships, but for its format, and returns the file.
 * @param {string} source relative to the project
 * @param {string} outfile `.cjs`, or `.mjs` to import it here
 */
export async function bundle(source, outfile) {
  await build({
    entryPoints: [join(root, source)],
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: outfile.endsWith('.mjs') ? 'esm' : 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    outfile,
    logLevel: 'error',
  });
  return outfile;
}
