import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { buildCli, runCli, startCli, type CliResult } from '../../unit/cli/bundle';
import type { Run } from '../../../src/model/run';

const suite = `---
id: real
category: Real
version: 1
order: 1
temperature: 0
---

# Short ones

## Capital {#capital points=5}

Name the capital of France, and say one sentence about it.

## Colours {#colours points=5}

List seven colours.

## Long text {#long points=5}

Summarise this: ${'The quick brown fox jumps over the lazy dog near the old river bank. '.repeat(300)}
`;

export type Line = Pick<Run, 'id' | 'status' | 'error' | 'errorCode' | 'text' | 'stats' | 'flags' | 'output'>;

/** A folder that is gone after the tests of the file. */
export async function folderOfFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'llp-real-'));
  folders.push(folder);
  return folder;
}
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 }))));

/** A folder with a small suite, and the command line in it. */
export async function workspace(...servers: string[]) {
  const folder = await folderOfFile();
  await mkdir(join(folder, 'suites'));
  await mkdir(join(folder, '.vscode'));
  await writeFile(join(folder, 'suites', 'real.md'), suite);
  await writeFile(join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'llp.servers': servers }));
  const bundle = await (built ??= buildCli());
  return {
    folder,
    llp: (...args: string[]): Promise<CliResult> => runCli(bundle, args, folder),
    start: (...args: string[]) => startCli(bundle, args, folder),
    run: async (model: string, prompt: string, ...args: string[]): Promise<Line> => {
      const { stdout, stderr } = await runCli(
        bundle,
        ['run', '--model', model, '--prompt', prompt, '--json', ...args],
        folder,
      );
      if (stdout.trim() === '') throw new Error(stderr);
      return JSON.parse(stdout) as Line;
    },
  };
}

let built: Promise<string> | undefined;

/** Both within the given factor of each other; for figures of one event that two clocks or places took. */
export function ratio(a: number | null, b: number | null): number {
  return a === null || b === null || a <= 0 || b <= 0 ? Infinity : Math.max(a / b, b / a);
}
