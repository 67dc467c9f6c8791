import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * A folder of its own that is deleted when the process ends.
 * @param {string} name
 */
export function scratchFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `llp-bench-${name}-`));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/**
 * The extension as it ships, in a folder of its own: what others do in the checkout meanwhile does not matter.
 * @param {string} folder that does not exist yet
 */
export function stageExtension(folder) {
  for (const name of ['package.json', 'package.nls.json', 'suites', 'media', 'schemas', 'snippets', 'l10n']) {
    if (existsSync(join(root, name))) cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  const args = ['esbuild.mjs', '--production', '--outdir', join(folder, 'dist')];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The build failed:\n${stderr}`);
  return folder;
}
