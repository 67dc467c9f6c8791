// Starts VS Code's own server on a loopback port, with a profile of its own.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hostNode } from './node24.mjs';
import { freePort, serve, stopTree } from './process.mjs';
import { serverMain } from './vscodeInstall.mjs';

/** Settings of a calm profile: no chat panel, no welcome, no updates, nothing that asks the network. */
export const calmSettings = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.startupPrompt': 'never',
  'git.openRepositoryInParentFolders': 'never',
  'remote.autoForwardPorts': false,
};

/** @typedef {{url: string, port: number, pid: number | undefined, dataDir: string, output: () => string, ended: Promise<unknown>, stop: () => Promise<void>}} VsCode */

/**
 * @param {object} options
 * @param {string} [options.workspace] folder to open; none opens an empty window
 * @param {string} options.extensionDevelopmentPath the extension under development (the checkout)
 * @param {string} [options.testsPath] runner module with a `run()`: runs in-host tests in a development host
 * @param {number} [options.port] 0 (the default) takes a free one
 * @param {boolean} [options.workspaceTrust] true: folders open in Restricted Mode until trusted; default false
 * @param {Record<string, unknown>} [options.userSettings] on top of the calm ones
 * @param {string} [options.dataDir] profile folder, kept; default is a fresh one, removed on stop
 * @param {NodeJS.ProcessEnv} [options.env] added to the environment of VS Code and its extension host
 * @returns {Promise<VsCode>} rejects with the server's output when it does not come up in 60 s
 */
export async function startVsCode(options) {
  const port = options.port || (await freePort());
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'llp-vscode-'));
  // Whoever opens this page has a terminal: not for every page and user on this machine.
  const token = randomBytes(16).toString('hex');
  const userDir = join(dataDir, 'data', 'User');
  mkdirSync(userDir, { recursive: true });
  const settingsFile = join(userDir, 'settings.json');
  // In a profile that is kept, the settings are the user's own from the second start on.
  if (!existsSync(settingsFile) || options.userSettings) {
    writeFileSync(settingsFile, JSON.stringify({ ...calmSettings, ...options.userSettings }, null, 2));
  }
  // Settings of a machine are those of the machine that the server runs on: of the user's they are not taken from elsewhere.
  const machineDir = join(dataDir, 'data', 'Machine');
  if (options.userSettings) {
    const own = Object.entries(options.userSettings).filter(([name]) => name.startsWith('llp.'));
    mkdirSync(machineDir, { recursive: true });
    writeFileSync(join(machineDir, 'settings.json'), JSON.stringify(Object.fromEntries(own), null, 2));
  }

  const args = [serverMain, '--host', '127.0.0.1', '--port', String(port), '--connection-token', token];
  args.push('--accept-server-license-terms', '--server-data-dir', dataDir, '--telemetry-level', 'off');
  // Only with the test driver does a built workbench run a development extension and its tests; but the driver also
  // swallows notifications, so a session that a person (or a test that clicks) uses gets the extension installed.
  if (options.testsPath) args.push('--enable-smoke-test-driver');
  else linkExtension(options.extensionDevelopmentPath, join(dataDir, 'extensions'));
  if (!options.workspaceTrust) args.push('--disable-workspace-trust');
  const { child, output } = serve(await hostNode(), args, { ...withoutEditor(process.env), ...options.env });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    await stopTree(child);
    if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  await waitUntilUp(port, child, output).catch(async (error) => {
    await stop();
    throw error;
  });
  return { url: pageUrl(port, token, options), port, pid: child.pid, dataDir, output, ended, stop };
}

/** Installs the extension as a link to its folder, so that a rebuild shows after a reload of the window. */
function linkExtension(folder, extensionsDir) {
  const { publisher, name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  rmSync(extensionsDir, { recursive: true, force: true });
  mkdirSync(extensionsDir, { recursive: true });
  symlinkSync(folder, join(extensionsDir, `${publisher}.${name}-${version}`), 'junction');
}

/** The environment without the marks of a VS Code that this may run in, which would confuse the new one. */
function withoutEditor(env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|VITEST)/.test(name)),
  );
}

/** @param {number} port @param {string} token @param {Parameters<typeof startVsCode>[0]} options */
function pageUrl(port, token, { workspace, extensionDevelopmentPath, testsPath }) {
  const folder = workspace ? `folder=${encodeURIComponent(pathOf(workspace)).replaceAll('%2F', '/')}` : 'ew=true';
  const url = `http://127.0.0.1:${port}/?tkn=${token}&${folder}`;
  if (!testsPath) return url;
  const remote = (/** @type {string} */ path) => `vscode-remote://127.0.0.1:${port}${pathOf(path)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extensionDevelopmentPath)],
    ['extensionTestsPath', remote(testsPath)],
  ];
  // Waits for a debugger on that port before it loads any extension.
  if (process.env.LLP_INSPECT) payload.push(['inspect-brk-extensions', process.env.LLP_INSPECT]);
  return `${url}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** A file's path as a URI has it: with forward slashes, and one in front of a Windows drive. @param {string} path */
const pathOf = (path) => decodeURI(pathToFileURL(path).pathname);

/** @param {number} port @param {import('node:child_process').ChildProcess} child @param {() => string} output */
async function waitUntilUp(port, child, output) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`VS Code's server ended at once:\n${output()}`);
    try {
      if ((await fetch(`http://127.0.0.1:${port}/version`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`VS Code's server did not come up within 60 s:\n${output()}`);
}
