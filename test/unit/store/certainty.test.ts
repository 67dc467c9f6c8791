import { describe, expect, it } from 'vitest';
import { Certainty } from '../../../src/playground/certainty';
import { aCategory, aPrompt, recordRun, temporaryStore } from '../builders';

describe('how sure the board is', () => {
  it('follows the scores of the current versions, and changes with the ledger', async () => {
    const store = await temporaryStore();
    const prompts = ['a', 'b', 'c', 'd'].map((id) => aPrompt(id, 25));
    store.prompts.sync([aCategory(prompts)]);
    const certainty = new Certainty(store);
    const points = { good: [20, 22, 21, 23], bad: [5, 7, 6, 4], few: [10] };
    const bots = Object.entries(points).map(([name, given]) => {
      const bot = store.bots.add({ name, server: 'http://127.0.0.1:1234', modelId: name, practice: false });
      given.forEach((value, i) => {
        const run = recordRun(store, bot.id, prompts[i] as (typeof prompts)[number]);
        store.scores.add({ runId: run.id, points: value });
      });
      return bot.id;
    }) as [number, number, number];
    const made = await certainty.of(store.board.read(false));
    const [good, bad, few] = bots.map((id) => made.get(id));
    expect(good).toMatchObject({ expected: 86, rank: [1, 2], scoredPrompts: 4 });
    expect(good?.interval?.[0]).toBeGreaterThan(70);
    expect(bad?.rank).toEqual([2, 3]);
    expect(few).toMatchObject({ expected: 40, interval: null, rank: [1, 3], scoredPrompts: 1 });
    expect(await certainty.of(store.board.read(false))).toBe(made);
    store.scores.add({ runId: recordRun(store, bots[2], prompts[1] as (typeof prompts)[number]).id, points: 12 });
    expect((await certainty.of(store.board.read(false))).get(bots[2])?.interval).not.toBeNull();
  });
});
