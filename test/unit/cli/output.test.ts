import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Store } from '../../../src/store';
import { aCategory, aPrompt, recordRun, temporaryFolder } from '../builders';
import { buildCli, runCli } from './bundle';

let cli: string;
beforeAll(async () => {
  cli = await buildCli();
}, 60_000);

async function aWorkspace(): Promise<string> {
  const folder = await temporaryFolder();
  const store = await Store.open(join(folder, '.llp', 'playground.db'));
  const prompt = aPrompt('one', 10, { categoryId: 'c1' });
  store.prompts.sync([aCategory([prompt], { id: 'c1' })]);
  const bot = store.bots.add({ name: 'a', server: 'http://127.0.0.1:1', modelId: 'a', practice: false });
  recordRun(store, bot.id, prompt);
  store.close();
  return folder;
}

const commands = [
  ['export', '--format', 'json', '-o'],
  ['export', '--format', 'junit', '-o'],
  ['export', '--format', 'api', '-o'],
  ['arena', 'votes', '-o'],
  ['arena', 'dpo', '-o'],
];

describe('a file that a command writes', () => {
  it.each(commands)('is never the database: llp %s %s %s', async (...command) => {
    const folder = await aWorkspace();
    const file = join(folder, '.llp', 'playground.db');
    const done = await runCli(cli, [...command, file], folder);
    expect(done.stderr).toContain('That is LLP’s own database; choose another file to export to.');
    expect(done.code).toBe(1);
    const store = await Store.open(file);
    onTestFinished(() => store.close());
    expect(store.runs.require(1).status).toBe('complete');
  });

  it('is refused in a sentence where its folder is none', async () => {
    const folder = await aWorkspace();
    await writeFile(join(folder, 'plain'), '');
    for (const command of commands) {
      const done = await runCli(cli, [...command, join(folder, 'plain', 'x.json')], folder);
      expect([done.code, done.stderr.trim()]).toEqual([
        1,
        expect.stringMatching(/^The file \S+x\.json cannot be written: .+\.$/),
      ]);
    }
    const gone = await runCli(cli, ['arena', 'votes', '-o', join(folder, 'no', 'x.csv')], folder);
    expect(gone.stderr.trim()).toMatch(/: its folder does not exist\.$/);
  });
});
