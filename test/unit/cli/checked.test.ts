import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { Store } from '../../../src/store';
import { aCategory, aPrompt, recordRun, temporaryFolder } from '../builders';
import { buildCli, runCli } from './bundle';

let cli: string;
beforeAll(async () => {
  cli = await buildCli();
  // In a thread of its own, as it ships: that thread ends with the process.
  await build({
    entryPoints: [resolve('src/playground/checking/worker.ts')],
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    mainFields: ['module', 'main'],
    outfile: join(dirname(cli), 'checksWorker.js'),
    logLevel: 'error',
  });
}, 60_000);

it('a command that changes something ends only when whole answers are checked', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, '.llp', 'playground.db');
  const before = await Store.open(file);
  const check = { points: 4, kind: 'lines', arguments: '1..', scope: null, text: '4 lines 1..' };
  const rubric = [{ id: 'form', title: 'Form', points: 10, checks: [check] }];
  const prompt = aPrompt('one', 10, { categoryId: 'c1', rubric });
  before.prompts.sync([aCategory([prompt], { id: 'c1' })]);
  const bot = before.bots.add({ name: 'a', server: 'http://127.0.0.1:1', modelId: 'a', practice: false });
  const run = recordRun(before, bot.id, prompt);
  before.close();
  const done = await runCli(cli, ['score', String(run.id), '--points', '9'], folder);
  expect([done.code, done.stderr]).toEqual([0, '']);
  const after = await Store.open(file);
  onTestFinished(() => after.close());
  expect(after.scores.latestOf(run.id, 'automatic')).toMatchObject({ rubric: { form: 4 }, parts: { form: 4 } });
});
