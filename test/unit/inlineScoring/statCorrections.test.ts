import { expect, it } from 'vitest';
import { aCategory, aPrompt, recordRun, someStats, temporaryStore } from '../builders';

it('keeps what a person corrects, says so, and brings the exact figure back', async () => {
  const store = await temporaryStore();
  const prompt = aPrompt('first', 40);
  store.prompts.sync([aCategory([prompt])]);
  const bot = store.bots.add({ name: 'gemma', server: 'http://127.0.0.1:1234', modelId: 'g', practice: false });
  const stats = someStats({ tokensPerSecond: 20.123, completionTokens: 100, sources: { tokensPerSecond: 'server' } });
  const run = recordRun(store, bot.id, prompt, { stats });
  const corrected = store.corrections.correct(run.id, { tokensPerSecond: 5.5, completionTokens: 200 });
  expect(corrected.stats).toMatchObject({ tokensPerSecond: 5.5, completionTokens: 200, stopReason: 'stop' });
  expect(corrected.stats.sources).toEqual({ tokensPerSecond: 'hand', completionTokens: 'hand' });
  expect(store.board.read(false).rows[0]?.tokensPerSecond).toBeCloseTo(5.5);
  const back = store.corrections.correct(run.id, { tokensPerSecond: 20.12 });
  expect(back.stats).toMatchObject({ tokensPerSecond: 20.123, sources: { tokensPerSecond: 'server' } });
  expect(store.board.read(false).rows[0]?.tokensPerSecond).toBeCloseTo(20.123);
});
