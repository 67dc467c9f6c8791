import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadSuites } from '../../../src/suites/load';

const root = join(import.meta.dirname, '..', '..', '..');
const samples = join(root, 'test', 'fixtures', 'checks', 'programs');
const box = mkdtempSync(join(tmpdir(), 'llp-programs-'));
afterAll(() => rmSync(box, { recursive: true, force: true }));

/** How a check file runs, by its ending; docs/checks.md has the same table. */
const commands: Record<string, { tool: string; run: string[][] }> = {
  '.py': { tool: 'python3', run: [['python3', 'FILE']] },
  '.mjs': { tool: process.execPath, run: [[process.execPath, '--disable-warning=ExperimentalWarning', 'FILE']] },
  '.c': { tool: 'cc', run: [['cc', '-std=c11', '-o', 'check', 'FILE'], ['./check']] },
  '.go': { tool: 'go', run: [['go', 'test', './...']] },
  '.rs': { tool: 'rustc', run: [['rustc', '--edition', '2021', '-o', 'check', 'FILE'], ['./check']] },
  '.sh': { tool: 'bash', run: [['bash', 'FILE']] },
};
const endings: Record<string, string> = {
  python: 'py',
  typescript: 'ts',
  javascript: 'js',
  c: 'c',
  go: 'go',
  rust: 'rs',
  bash: 'sh',
};

function atHand(tool: string): boolean {
  return tool === process.execPath || spawnSync(tool, [tool === 'go' ? 'version' : '--version']).status === 0;
}

function outcome(file: string, language: string | null, sample: string): { passes: boolean; output: string } {
  const folder = mkdtempSync(join(box, 'run-'));
  copyFileSync(join(root, 'suites', file), join(folder, basename(file)));
  copyFileSync(sample, join(folder, `answer.${endings[language ?? ''] ?? 'txt'}`));
  if (file.endsWith('.go')) writeFileSync(join(folder, 'go.mod'), 'module fan\n\ngo 1.22\n');
  let output = '';
  for (const step of commands[extname(file)]?.run ?? []) {
    const [command = '', ...rest] = step.map((word) => (word === 'FILE' ? basename(file) : word));
    const done = spawnSync(command, rest, { cwd: folder, encoding: 'utf8' });
    output += `${done.stdout}${done.stderr}`;
    if (done.status !== 0) return { passes: false, output };
  }
  return { passes: true, output };
}

const { categories } = await loadSuites(join(root, 'suites'));
const runs = categories.flatMap(({ prompts }) =>
  prompts.flatMap(({ rubric }) =>
    rubric.flatMap(({ checks = [] }) =>
      checks
        .filter(({ kind }) => kind === 'run')
        .map(({ arguments: file, scope }) => ({
          file,
          language: /\bcode\s+([^\s\d]\S*)/.exec(scope ?? '')?.[1] ?? null,
        })),
    ),
  ),
);

describe('the programs that check answers', () => {
  it('are all used, and each has an answer that passes and two that narrowly fail', () => {
    expect(readdirSync(join(root, 'suites', 'checks')).sort()).toEqual(runs.map(({ file }) => basename(file)).sort());
    for (const { file } of runs) {
      const folder = join(samples, basename(file));
      expect([file, existsSync(folder) ? readdirSync(folder).sort() : []]).toEqual([
        file,
        ['fail-1.txt', 'fail-2.txt', 'pass.txt'],
      ]);
      expect(readFileSync(join(folder, 'fail-1.txt'), 'utf8')).not.toBe(
        readFileSync(join(folder, 'fail-2.txt'), 'utf8'),
      );
    }
  });

  for (const { file, language } of runs)
    it.skipIf(!atHand(commands[extname(file)]?.tool ?? ''))(file, { timeout: 300_000 }, () => {
      const folder = join(samples, basename(file));
      const right = outcome(file, language, join(folder, 'pass.txt'));
      expect(right).toEqual({ passes: true, output: right.output });
      for (const name of ['fail-1.txt', 'fail-2.txt']) {
        const wrong = outcome(file, language, join(folder, name));
        expect([name, wrong.passes, wrong.output]).toEqual([name, false, wrong.output]);
        // It fails for what it computes, not for what it cannot read.
        expect(wrong.output).not.toMatch(/SyntaxError|ModuleNotFoundError|ERR_/);
      }
    });
});
