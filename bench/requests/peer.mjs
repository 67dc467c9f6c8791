import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promptText } from './bare.mjs';

const version = '0.123.1';

/** Installs promptfoo into a cache folder outside of the project, once. Returns its entry file. */
export async function installPeer() {
  const folder = join(process.env.LLP_BENCH_CACHE ?? join(tmpdir(), 'llp-bench-cache'), `promptfoo-${version}`);
  const home = join(folder, 'node_modules', 'promptfoo');
  if (!existsSync(join(home, 'package.json'))) {
    mkdirSync(folder, { recursive: true });
    console.log(`installing promptfoo ${version} into ${folder}`);
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const args = ['install', '--no-audit', '--no-fund', `promptfoo@${version}`];
    execFileSync(npm, args, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
  }
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  return join(home, typeof bin === 'string' ? bin : bin.promptfoo);
}

/**
 * The same requests as an evaluation of promptfoo: seconds as it states them itself, without its start-up.
 * @param {string} entry
 * @param {string} folder
 * @param {string} url
 * @param {number} count
 * @param {number} concurrency
 */
export async function peerSeconds(entry, folder, url, count, concurrency) {
  mkdirSync(folder, { recursive: true });
  const config = {
    prompts: ['{{question}}'],
    providers: [{ id: 'openai:chat:mock', config: { apiBaseUrl: `${url}/v1`, apiKey: 'none' } }],
    tests: Array.from({ length: count }, (_, number) => ({ vars: { question: promptText(number) } })),
  };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  const env = {
    ...process.env,
    PROMPTFOO_DISABLE_TELEMETRY: '1',
    PROMPTFOO_DISABLE_UPDATE: '1',
    PROMPTFOO_DISABLE_REMOTE_GENERATION: '1',
    PROMPTFOO_CONFIG_DIR: join(folder, 'home'),
    HOME: folder,
  };
  const args = [
    entry,
    'eval',
    '-c',
    'config.json',
    '--no-cache',
    '--no-table',
    '--no-progress-bar',
    '-j',
    String(concurrency),
  ];
  const output = await new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, env, maxBuffer: 1e8 }, (error, stdout, stderr) =>
      error && !/passed/i.test(stdout) ? reject(new Error(`${error.message}\n${stderr}`)) : resolve(stdout + stderr),
    );
  });
  return statedSeconds(output);
}

/** @param {string} output */
function statedSeconds(output) {
  const match = /Duration:?\s*(?:(\d+)m\s*)?([\d.]+)s/i.exec(output);
  if (!match) throw new Error(`promptfoo did not say how long it took:\n${output.slice(-2000)}`);
  return Number(match[1] ?? 0) * 60 + Number(match[2]);
}
