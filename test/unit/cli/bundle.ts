import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Builds the command line as it ships, beside the suites, and returns the bundle's path. */
export async function buildCli(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'llp-cli-'));
  const outfile = join(folder, 'dist', 'cli.js');
  await build({
    entryPoints: [resolve('src/cli/main.ts')],
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    mainFields: ['module', 'main'],
    outfile,
    logLevel: 'error',
  });
  await symlink(resolve('suites'), join(folder, 'suites'), 'junction');
  return outfile;
}

/** Runs the command line in its own process. */
export function runCli(
  bundle: string,
  args: string[],
  cwd: string,
  variables: Record<string, string> = {},
): Promise<CliResult> {
  return new Promise((done) => {
    const env = { ...process.env, ...ownConfig(bundle), ...variables };
    execFile(process.execPath, [bundle, ...args], { cwd, env, maxBuffer: 64e6 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
      done({ code, stdout, stderr });
    });
  });
}

export function startCli(bundle: string, args: string[], cwd: string): ChildProcess {
  const env = { ...process.env, ...ownConfig(bundle) };
  return spawn(process.execPath, [bundle, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** What a person's machine would remember is kept beside the bundle. */
function ownConfig(bundle: string): Record<string, string> {
  return { LLP_CONFIG_DIR: join(bundle, '..', 'config') };
}
