import { describe, expect, it } from 'vitest';
import { aCategory, aPrompt, temporaryStore } from '../builders';
import { unknownStats } from '../../../src/model/run';
import type { Store } from '../../../src/store';

function answer(store: Store, botId: number, prompt: ReturnType<typeof aPrompt>, points: number | null): number {
  const run = {
    botId,
    categoryId: 'booting',
    promptId: prompt.id,
    promptHash: prompt.hash,
    request: { server: 'http://127.0.0.1:1234', modelId: 'm', messages: [], parameters: {} },
    model: null,
    provenance: { origin: 'measured' as const },
    rawLog: null,
    stats: unknownStats,
    startedAt: new Date().toISOString(),
  };
  const id = store.runs.begin(run);
  store.runs.finish(id, {
    status: 'complete',
    errorCode: null,
    error: null,
    text: 'An answer.',
    reasoning: '',
    stats: unknownStats,
    flags: [],
    model: null,
    runtime: null,
    rig: null,
    finishedAt: new Date().toISOString(),
  });
  if (points !== null) store.scores.add({ runId: id, points });
  return id;
}

describe('what bots have at a prompt', () => {
  it('is listed with the highest points first, and says which version a score was given for', async () => {
    const store = await temporaryStore();
    const old = aPrompt('a', 10);
    const other = aPrompt('b', 5);
    store.prompts.sync([aCategory([old, other])]);
    const [x, y, z] = ['x', 'y', 'z'].map((name) =>
      store.bots.add({ name, server: 'http://127.0.0.1:1234', modelId: name, practice: false }),
    );
    if (!x || !y || !z) throw new Error('bots');
    const scored = answer(store, x.id, old, 3);
    answer(store, y.id, old, 8);
    answer(store, z.id, old, null);
    answer(store, x.id, other, 5);
    expect(store.standings.ofPrompt('booting', 'a').map(({ bot, points, max }) => [bot, points, max])).toEqual([
      ['y', 8, 10],
      ['x', 3, 10],
      ['z', null, null],
    ]);
    expect(store.standings.outdated()).toEqual([]);

    const changed = aPrompt('a', 12, { text: 'Another text' });
    store.prompts.sync([aCategory([changed, other])]);
    expect(store.standings.outdated().map(({ bot, promptId, scoredHash, max }) => [bot, promptId, scoredHash, max])).toEqual([
      ['x', 'a', old.hash, 10],
      ['y', 'a', old.hash, 10],
    ]);
    answer(store, x.id, changed, 11);
    expect(store.standings.outdated().map(({ bot }) => bot)).toEqual(['y']);
    expect(store.standings.ofBot(x.id).map(({ promptId, points }) => [promptId, points])).toEqual([
      ['a', 11],
      ['b', 5],
    ]);
    expect(store.standings.ofPrompt('booting', 'a')[0]?.scoredRun).not.toBe(scored);

    store.bots.delete(y.id);
    expect(store.standings.outdated()).toEqual([]);
    // Answers of deleted bots still hang on the prompt.
    expect(store.standings.countOf(['booting/a'])).toEqual({ answers: 4, scores: 3 });
    expect(store.standings.countOf(['booting/none'])).toEqual({ answers: 0, scores: 0 });
  });
});
