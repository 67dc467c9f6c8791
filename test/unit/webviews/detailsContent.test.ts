import { describe, expect, it } from 'vitest';
import type { Rig } from '../../../src/model/rig';
import type { RunSummary } from '../../../src/model/run';
import { detailsOf } from '../../../src/features/details/content';
import { byPrompt, marked } from '../../../src/features/details/runList';
import { aModel, recordRun } from '../builders';
import { aPlayground } from './builders';

const rig: Rig = {
  cpu: 'Ryzen 9',
  threads: 32,
  memoryBytes: 2 ** 36,
  gpus: [{ name: 'RTX 4090', memoryBytes: 2 ** 34, driver: '560' }],
  system: 'Linux',
};

async function answered() {
  const playground = await aPlayground();
  const bot = playground.store.bots.add({
    name: 'gemma',
    server: 'http://127.0.0.1:1234',
    modelId: 'g',
    practice: false,
  });
  const prompt = playground.suites.prompt('booting/first');
  if (!prompt) throw new Error('no prompt');
  return { playground, bot, prompt };
}

describe('the details of a bot', () => {
  it('list its runs newest first with the score that counts, sources and flags', async () => {
    const { playground, bot, prompt } = await answered();
    playground.store.bots.preload([aModel('g', { quantization: 'Q8_0' })], false);
    const first = recordRun(playground.store, bot.id, prompt, {
      flags: ['cold-load'],
      runtime: { name: 'llama.cpp', version: '1' },
      rig,
    });
    const second = recordRun(playground.store, bot.id, prompt, { status: 'truncated', error: 'It broke off.' });
    playground.scoring.give({ runId: first.id, points: 2, note: 'first try' });
    const wrong = playground.scoring.give({ runId: first.id, points: 10 });
    playground.scoring.undo(wrong.id);
    const { runs, model, runtime, rig: ranOn } = detailsOf(playground, bot.id, true);
    expect(runs.map((run) => run.runId)).toEqual([second.id, first.id]);
    expect(runs[0]).toMatchObject({ status: 'truncated', error: 'It broke off.', score: null });
    expect(runs[1]).toMatchObject({
      prompt: 'First',
      current: true,
      flags: ['cold-load'],
      score: { points: 2, note: 'first try' },
    });
    expect(model?.quantization).toBe('Q8_0');
    expect(runtime).toEqual({ name: 'llama.cpp', version: '1' });
    expect(ranOn).toEqual(rig);
    expect(runs.map((run) => run.rig)).toEqual([null, rig]);
  });

  it('say that the bot is gone instead of showing nothing', async () => {
    const { playground } = await answered();
    expect(() => detailsOf(playground, 999, true)).toThrow('no longer exists');
  });
});

describe('the list of runs', () => {
  const run = (runId: number, categoryId: string, promptId: string) =>
    ({ runId, categoryId, promptId, prompt: promptId }) as RunSummary;
  const runs = [run(4, 'b', 'y'), run(3, 'a', 'x'), run(2, 'b', 'y'), run(1, 'a', 'x')];

  const categories = [
    { id: 'a', prompts: ['x'] },
    { id: 'b', prompts: ['z', 'y'] },
  ];

  it('stands by category and prompt, all runs or the latest', () => {
    const all = byPrompt(runs, categories, { categoryId: '', latestOnly: false });
    expect(all.map((prompt) => prompt.runs.map((other) => other.runId))).toEqual([
      [3, 1],
      [4, 2],
    ]);
    expect(byPrompt(runs, categories, { categoryId: 'b', latestOnly: true })).toMatchObject([{ runs: [{ runId: 4 }] }]);
  });

  it('keeps two marks: the older gives way', () => {
    expect(marked([], 1)).toEqual([1]);
    expect(marked([1, 2], 3)).toEqual([2, 3]);
    expect(marked([1, 2], 1)).toEqual([2]);
  });
});

describe('totals over time', () => {
  it('grow with each score and leave out what was taken back', async () => {
    const { playground, bot, prompt } = await answered();
    const second = playground.suites.prompt('booting/second');
    if (!second) throw new Error('no prompt');
    playground.scoring.give({ runId: recordRun(playground.store, bot.id, prompt).id, points: 4 });
    const wrong = playground.scoring.give({ runId: recordRun(playground.store, bot.id, second).id, points: 20 });
    playground.scoring.undo(wrong.id);
    playground.scoring.give({ runId: wrong.runId, points: 15 });
    playground.scoring.give({ runId: recordRun(playground.store, bot.id, prompt).id, points: 6 });
    const [history] = playground.store.board.history([bot.id]);
    expect(history?.steps.map((step) => step.total)).toEqual([4, 19, 21]);
    expect(playground.board(false).rows[0]?.total).toBe(21);
  });
});
