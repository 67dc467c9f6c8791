// Desktop VS Code, where it is installed and can open the extension under development.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { isWindows, onPath, run } from './process.mjs';

/**
 * The `code` command if it can be used here, else a sentence's beginning that says why not.
 * @returns {{command?: string, why: string}}
 */
export function desktopCode(env = process.env) {
  if (!onPath('code')) return { why: 'There is no `code` command on the PATH' };
  if (env.VSCODE_IPC_HOOK_CLI || env.WSL_DISTRO_NAME) return { why: '`code` belongs to a remote window here' };
  const noScreen = process.platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY;
  if (noScreen) return { why: 'There is no screen here' };
  if (process.getuid?.() === 0) return { why: 'Desktop VS Code does not run as root' };
  const { stdout } = spawnSync('code', ['--version'], { encoding: 'utf8', shell: isWindows, timeout: 15_000 });
  const [version = '', commit = ''] = (stdout ?? '').split(/\r?\n/);
  if (!/^\d+\.\d+\.\d+/.test(version) || !/^[0-9a-f]{40}$/.test(commit))
    return { why: '`code` is not a desktop VS Code' };
  const needed = neededVersion();
  if (isOlder(version, needed)) return { why: `VS Code ${version} is older than ${needed}, which LLP needs` };
  return { command: 'code', why: '' };
}

/** @returns {string} e.g. "1.103.0" */
function neededVersion() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return engines.vscode.replace(/^[^\d]*/, '');
}

/** @param {string} version @param {string} needed */
export function isOlder(version, needed) {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  const [needMajor = 0, needMinor = 0] = needed.split('.').map((part) => Number.parseInt(part, 10));
  return major < needMajor || (major === needMajor && minor < needMinor);
}

/**
 * Opens a window with the extension; with `wait` it resolves when the window is closed.
 * @param {string} command @param {string} workspace @param {{wait: boolean}} options
 */
export async function openDesktop(command, workspace, { wait }) {
  const args = [`--extensionDevelopmentPath=${root}`, '--new-window', ...(wait ? ['--wait'] : []), workspace];
  // code is a .cmd file on Windows, which only a shell can start; there each argument is quoted by hand.
  const code = isWindows
    ? await run(
        command,
        args.map((arg) => `"${arg}"`),
        { shell: true },
      )
    : await run(command, args);
  if (code !== 0) throw new Error(`VS Code could not be opened (exit code ${code}); try  npm start -- --browser`);
}
