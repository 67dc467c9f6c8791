import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../builders';
import { buildCli, runCli } from '../cli/bundle';

describe('llp import suite', () => {
  let cli: string;
  beforeAll(async () => {
    cli = await buildCli();
  }, 60_000);

  it('adds a suite that llp suites then lists, beside those that come with LLP', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'quiz.csv'), 'prompt,answer\n"# What is 2 + 2?",4\n,\n');
    const done = await runCli(cli, ['import', 'suite', 'csv', 'quiz.csv', '--points', '3', '--json'], folder);
    expect([done.code, JSON.parse(done.stdout)]).toEqual([
      0,
      { id: 'quiz', title: 'Quiz', file: 'suites/quiz.md', prompts: 1, leftOut: { 'rows without a prompt': 1 } },
    ]);
    expect(done.stderr).toContain('Left out: 1 rows without a prompt.');
    const listed = await runCli(cli, ['suites', '--json'], folder);
    const suites = JSON.parse(listed.stdout) as { id: string; points: number }[];
    expect(suites.map((suite) => suite.id)).toContain('booting');
    expect(suites.at(-1)).toMatchObject({ id: 'quiz', points: 3 });
    const again = await runCli(cli, ['import', 'suite', 'csv', 'quiz.csv', '--name', 'Quiz'], folder);
    expect([again.code, again.stdout]).toEqual([0, 'suites/quiz-2.md: 1 prompt from CSV\n']);
  });

  it('goes to the folder that --workspace names', async () => {
    const [here, there] = [await temporaryFolder(), await temporaryFolder()];
    await writeFile(join(here, 'quiz.csv'), 'prompt,answer\nWhat is 2 + 2?,4\n');
    const done = await runCli(cli, ['import', 'suite', 'csv', 'quiz.csv', '--workspace', there], here);
    expect(done.code).toBe(0);
    await expect(readFile(join(there, 'suites', 'quiz.md'), 'utf8')).resolves.toContain('What is 2 + 2?');
  });

  it('refuses a broken file with its line, and writes nothing', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'question.jsonl'), '{"turns":["a"]}\n{"turns":\n');
    const done = await runCli(cli, ['import', 'suite', 'livebench', 'question.jsonl'], folder);
    expect([done.code, done.stdout, done.stderr.trim()]).toEqual([
      1,
      '',
      'question.jsonl, line 2: this is not a JSON object.',
    ]);
    expect(await readdir(folder)).toEqual(['question.jsonl']);
    expect((await runCli(cli, ['import', 'suite', 'xml', 'question.jsonl'], folder)).code).toBe(2);
    expect(await readFile(join(folder, 'question.jsonl'), 'utf8')).toContain('"a"');
  });
});
