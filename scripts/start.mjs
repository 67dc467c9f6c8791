// npm start: builds the extension and opens it on a sample workspace, with the practice server when LM Studio is away.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { desktopCode, openDesktop } from './lib/desktop.mjs';
import { root } from './lib/paths.mjs';
import { freePort, npm, portIsFree } from './lib/process.mjs';
import { serverForSample } from './lib/sampleServer.mjs';
import { ensureHost } from './lib/vscodeInstall.mjs';
import { startVsCode } from './lib/vscodeServer.mjs';

const USAGE = `npm start [-- OPTIONS]

  --browser       open the browser VS Code even where desktop VS Code is installed
  --no-practice   never start the practice server
  --prepare       build and copy the sample workspace, and open nothing
  --port N        port of the browser VS Code (8321, or a free one when that is taken)
`;
const BROWSER_PORT = 8321;

const { values } = parseArgs({
  options: {
    browser: { type: 'boolean', default: false },
    'no-practice': { type: 'boolean', default: false },
    prepare: { type: 'boolean', default: false },
    port: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

/** What must end with us, the last one first. @type {{stop: () => Promise<void>}[]} */
const running = [];
let stopping = false;
async function stopAll(code) {
  if (stopping) return;
  stopping = true;
  for (const each of running.reverse()) await each.stop();
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    console.log('\nStopping …');
    void stopAll(0);
  });
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stopAll(1);
}

async function main() {
  process.chdir(root);
  if (!existsSync(join(root, 'node_modules'))) await npm(['ci', '--no-audit', '--no-fund'], { cwd: root });
  build();
  const workspace = sampleWorkspace();
  if (values.prepare) return;
  const server = await serverForSample(workspace, { practice: !values['no-practice'] });
  console.log(server.says);
  if (server.practice) running.push(server.practice);

  const code = values.browser ? { why: '' } : desktopCode();
  if (code.command) {
    console.log('Opening VS Code …');
    const window = openDesktop(code.command, workspace, { wait: server.practice !== undefined });
    if (server.practice) console.log('The practice server runs until that window is closed, or Ctrl+C here.');
    await window;
    return stopAll(0);
  }
  if (code.why) console.log(`${code.why}: opening VS Code in the browser instead.`);
  await ensureHost({ browser: false });
  const vscode = await startVsCode({
    port: await browserPort(),
    workspace,
    extensionDevelopmentPath: root,
    dataDir: join(root, '.vscode-test', 'browser'),
  });
  running.push(vscode);
  console.log(`\nOpen this address in your browser:\n\n  ${vscode.url}\n\nCtrl+C stops it.`);
  await vscode.ended;
  if (!stopping) throw new Error(`VS Code ended by itself:\n${vscode.output()}`);
}

function build() {
  console.log('Building the extension …');
  const { status, stderr, stdout } = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The build failed:\n${stdout}${stderr}`);
}

/** The user's own copy of the sample, made once, so that trying things out does not touch the checkout's files. */
function sampleWorkspace() {
  const workspace = join(root, '.sample-workspace');
  if (existsSync(workspace)) return workspace;
  if (existsSync(join(root, 'sample'))) cpSync(join(root, 'sample'), workspace, { recursive: true });
  else mkdirSync(workspace);
  return workspace;
}

/** The port asked for, else the usual one (a browser keeps its layout by address), else any. */
async function browserPort() {
  if (values.port) {
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new Error(`--port takes 1 to 65535, not ${values.port}.`);
    if (!(await portIsFree(port))) throw new Error(`Port ${port} is taken: choose another with --port.`);
    return port;
  }
  return (await portIsFree(BROWSER_PORT)) ? BROWSER_PORT : freePort();
}
