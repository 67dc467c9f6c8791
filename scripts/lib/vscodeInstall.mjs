// Installs the browser VS Code for the tests (test/host), once for each lock file.
import { delimiter, join } from 'node:path';
import { existsSync } from 'node:fs';
import { hostNode, node24Home } from './node24.mjs';
import { hostDir } from './paths.mjs';
import { npm } from './process.mjs';
import { installedAsLocked, recordInstall } from './stamp.mjs';
import { ensureSystem } from './system.mjs';

/** VS Code's own server, as code-server ships it. */
export const serverMain = join(hostDir, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js');

/**
 * Sees that VS Code's server is installed, and with `browser` also a Chromium to open it with.
 * @param {{browser?: boolean}} [options] `browser` is true unless told otherwise
 */
export async function ensureHost({ browser = true } = {}) {
  if (browser) await ensureSystem(['chromium']);
  if (installedAsLocked(hostDir) && existsSync(serverMain)) return;
  if (process.platform === 'win32') {
    throw new Error(
      'The browser VS Code does not build on Windows: install desktop VS Code and set LLP_TEST_DESKTOP=1.',
    );
  }
  await ensureSystem(['build']);
  const home = await node24Home();
  console.log('Installing VS Code for the browser from npm into test/host (about 700 MB, one to two minutes) …');
  const env = { PATH: `${join(home, 'bin')}${delimiter}${process.env.PATH ?? ''}`, npm_config_nodedir: home };
  const node = await hostNode();
  const code = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: hostDir, env, node });
  if (code !== 0 || !existsSync(serverMain)) {
    throw new Error('VS Code for the browser could not be installed; the lines above say why.');
  }
  recordInstall(hostDir);
}
