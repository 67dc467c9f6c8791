import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Playground } from '../../../src/playground';
import { outdatedPairs, planOutdated } from '../../../src/playground/outdated';
import { recordRun, temporaryFolder } from '../builders';
import { suite } from './suiteText';

describe('prompts that changed since they were scored', () => {
  it('are queued for exactly the bots that were scored, and not once they have a new answer', async () => {
    const workspace = await temporaryFolder();
    const file = join(workspace, 'suites', 'demo.md');
    await mkdir(join(workspace, 'suites'));
    await writeFile(file, suite('## A {#a points=10}\n\nA\n\n## B {#b points=5}\n\nB\n'));
    const playground = await Playground.open({
      workspace,
      databaseFile: join(workspace, '.llp', 'playground.db'),
      bundledSuites: join(workspace, 'suites'),
      servers: [],
    });
    onTestFinished(() => playground.close());
    const { store, suites } = playground;
    const bot = (name: string, practice = false) =>
      store.bots.add({ name, server: 'http://127.0.0.1:1234', modelId: name, practice });
    const [x, y, practice] = [bot('x'), bot('y'), bot('p', true)];
    const score = (botId: number, key: string, points: number, isPractice = false): void => {
      const prompt = suites.prompt(key);
      if (!prompt) throw new Error(key);
      store.scores.add({ runId: recordRun(store, botId, prompt, { provenance: { origin: isPractice ? 'practice' : 'measured' } }).id, points });
    };
    score(x.id, 'demo/a', 7);
    score(x.id, 'demo/b', 5);
    score(y.id, 'demo/b', 4);
    score(practice.id, 'demo/a', 1, true);
    expect(outdatedPairs(playground)).toEqual([]);

    await writeFile(file, (await readFile(file, 'utf8')).replace('\n\nA\n', '\n\nA!\n').replace('\n\nB\n', '\n\nB!\n'));
    await playground.reloadSuites();
    const pairs = outdatedPairs(playground);
    const told = pairs.map((pair) => `${pair.bot.name} ${pair.prompt.id} ${pair.points}/${pair.max}`);
    expect(told).toEqual(['x a 7/10', 'x b 5/5', 'y b 4/5']);
    const plan = planOutdated(playground, pairs, 'Again');
    expect(plan.jobs.map((job) => `${job.botId} ${job.promptId}`).sort()).toEqual(
      [`${x.id} a`, `${x.id} b`, `${y.id} b`].sort(),
    );

    const changed = suites.prompt('demo/a');
    if (!changed) throw new Error('a');
    recordRun(store, x.id, changed);
    expect(outdatedPairs(playground).map((pair) => `${pair.bot.name} ${pair.prompt.id}`)).toEqual(['x b', 'y b']);
  });
});
