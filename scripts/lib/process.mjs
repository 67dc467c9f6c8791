// Small helpers around child processes that behave the same on Linux, macOS and Windows.
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';

export const isWindows = process.platform === 'win32';

/**
 * Runs a program to its end, its output going to this terminal, or to `told` as it comes.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean, told?: (text: string) => void}} [options]
 * @returns {Promise<number>} its exit code; 1 when a signal ended it, 127 when it could not be started
 */
export function run(command, args, { told, ...options } = {}) {
  return new Promise((resolve) => {
    const output = told ? 'pipe' : 'inherit';
    const child = spawn(command, args, { stdio: ['ignore', output, output], ...options });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => told?.(String(data)));
    child.on('error', (error) => {
      console.error(`Could not start ${command}: ${error.message}`);
      resolve(127);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/**
 * The npm that belongs to this run: the one that called us, else the one on the PATH.
 * npm's own variables are left out of the child's environment: they describe the outer run (its Node version too).
 * @param {string[]} args
 * @param {{cwd: string, node?: string, env?: NodeJS.ProcessEnv, told?: (text: string) => void}} options `node`: the Node to run npm itself with
 */
export function npm(args, { cwd, node = process.execPath, env = {}, told }) {
  const outer = /^npm_(package|lifecycle|command|config_(user_agent|local_prefix|npm_version|global_prefix))/i;
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
  const cli = process.env.npm_execpath;
  const options = { cwd, env: { ...clean, ...env }, ...(told ? { told } : {}) };
  if (cli && /npm-cli\.[cm]?js$/.test(cli)) return run(node, [cli, ...args], options);
  return isWindows ? run('npm.cmd', args, { ...options, shell: true }) : run('npm', args, options);
}

/** Whether a program of that name is on the PATH. @param {string} name */
export function onPath(name) {
  return spawnSync(isWindows ? 'where' : 'which', [name], { stdio: 'ignore' }).status === 0;
}

/** A loopback TCP port that is free now. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Whether nothing listens on that loopback port. @param {number} port @returns {Promise<boolean>} */
export function portIsFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/**
 * Starts a program that serves until stopTree() ends it, and that does not outlive this process.
 * @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} [env]
 * @returns {{child: import('node:child_process').ChildProcess, output: () => string}} `output`: the last it printed
 */
export function serve(command, args, env = process.env) {
  const child = spawn(command, args, { detached: !isWindows, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = () => child.pid && signalTree(child.pid, 'SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  child.on('error', (error) => (output += error.message));
  // A group of its own does not hear Ctrl+C; and without a listener this process would end without its 'exit'.
  for (const signal of ['SIGINT', 'SIGTERM']) {
    if (process.listenerCount(signal) === 0) process.once(signal, () => process.exit(130));
  }
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data) => (output = (output + data).slice(-20_000)));
  }
  return { child, output: () => output };
}

/**
 * Ends a child of serve() and everything that it started.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} [graceMs] how long it may take to end by itself
 */
export async function stopTree(child, graceMs = 3000) {
  if (!child.pid || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  signalTree(child.pid, 'SIGTERM');
  const timer = setTimeout(() => signalTree(child.pid ?? 0, 'SIGKILL'), graceMs);
  await ended;
  clearTimeout(timer);
}

/** @param {number} pid @param {NodeJS.Signals} signal */
function signalTree(pid, signal) {
  if (isWindows) {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // Already gone.
  }
}
