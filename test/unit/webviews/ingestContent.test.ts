import { describe, expect, it } from 'vitest';
import type { Playground } from '../../../src/playground';
import {
  answeredPlaces,
  contentOf,
  placeOf,
  placesAtPrompt,
  stepFrom,
  waitingElsewhere,
} from '../../../src/features/scoring/content';
import { Drafts, PasteDrafts } from '../../../src/features/scoring/drafts';
import { PlaceTokens } from '../../../src/features/scoring/placeTokens';
import { emptyPaste } from '../../../src/features/scoring/pasteForm';
import { recordRun, someStats } from '../builders';
import { aPlayground } from './builders';

const server = 'http://127.0.0.1:1234';
const options = { token: 'abc', blind: false, walk: 'bot' as const, drafts: {}, paste: null };

function aBot(playground: Playground, name: string, practice = false) {
  return playground.store.bots.add({ name, server, modelId: name, practice });
}

function answer(playground: Playground, botId: number, promptId: string) {
  const prompt = playground.suites.prompt(`booting/${promptId}`);
  if (!prompt) throw new Error(`no prompt ${promptId}`);
  return recordRun(playground.store, botId, prompt);
}

describe('what the ingest form opens with', () => {
  it('is the first answer that waits for a score', async () => {
    const playground = await aPlayground();
    const bot = aBot(playground, 'gemma');
    const first = answer(playground, bot.id, 'first');
    const third = answer(playground, bot.id, 'third');
    playground.scoring.give({ runId: first.id, points: 5 });
    expect(placeOf(playground, { botId: bot.id })).toMatchObject({ promptId: 'third', runId: third.id });
    expect(placeOf(playground, { botId: bot.id, promptId: 'second' })).toMatchObject({
      promptId: 'second',
      runId: null,
    });
    expect(placeOf(playground, { runId: first.id })).toMatchObject({ promptId: 'first', runId: first.id });
  });

  it('goes on, once all that was gone through is scored, to what else waits', async () => {
    const playground = await aPlayground();
    const [one, two] = [aBot(playground, 'gemma'), aBot(playground, 'phi')];
    const first = answer(playground, one.id, 'first');
    const from = placeOf(playground, { runId: first.id });
    playground.scoring.give({ runId: first.id, points: 5 });
    expect(waitingElsewhere(playground, from, 'bot')).toBeNull();
    expect(waitingElsewhere(playground, from, 'prompt')).toBeNull();
    const third = answer(playground, two.id, 'third');
    expect(waitingElsewhere(playground, from, 'bot')).toMatchObject({ botId: two.id, runId: third.id });
    expect(waitingElsewhere(playground, from, 'prompt')).toMatchObject({ promptId: 'third', runId: third.id });
    const practice = aBot(playground, 'practice', true);
    answer(playground, practice.id, 'second');
    expect(waitingElsewhere(playground, from, 'prompt')).toMatchObject({ promptId: 'third' });
  });

  it('says which prompts wait, are scored, or have no answer', async () => {
    const playground = await aPlayground();
    const bot = aBot(playground, 'gemma');
    playground.scoring.give({ runId: answer(playground, bot.id, 'first').id, points: 5 });
    answer(playground, bot.id, 'second');
    const content = contentOf(playground, placeOf(playground, { botId: bot.id }), options);
    expect(content.categories[0]?.prompts.map((prompt) => [prompt.progress, prompt.given])).toEqual([
      ['scored', 5],
      ['unscored', null],
      ['unanswered', null],
    ]);
    expect(content.prompt).toMatchObject({ title: 'Second', points: 20, current: true });
  });

  it('asks for a score anew after the prompt was answered again', async () => {
    const playground = await aPlayground();
    const bot = aBot(playground, 'gemma');
    playground.scoring.give({ runId: answer(playground, bot.id, 'first').id, points: 5 });
    const again = answer(playground, bot.id, 'first');
    expect(placeOf(playground, { botId: bot.id })).toMatchObject({ promptId: 'first', runId: again.id });
  });
});

describe('going from answer to answer', () => {
  it('goes round, and finds the next that waits', async () => {
    const playground = await aPlayground();
    const bot = aBot(playground, 'gemma');
    for (const prompt of ['first', 'second', 'third']) answer(playground, bot.id, prompt);
    playground.scoring.give({ runId: answer(playground, bot.id, 'second').id, points: 1 });
    const places = answeredPlaces(playground, bot.id);
    const from = placeOf(playground, { botId: bot.id, promptId: 'first' });
    expect(stepFrom(places, from, 1, () => true)?.promptId).toBe('second');
    expect(stepFrom(places, from, 1, (place) => place.unscored)?.promptId).toBe('third');
    expect(stepFrom(places, from, -1, () => true)?.promptId).toBe('third');
    expect(stepFrom(places.slice(0, 1), from, 1, () => true)).toBeNull();
  });

  it('shows no name in blind mode until the score is stored, and an order that does not follow names', async () => {
    const playground = await aPlayground();
    const bots = Array.from({ length: 12 }, (_, index) => aBot(playground, `bot-${String(index).padStart(2, '0')}`));
    for (const bot of bots) answer(playground, bot.id, 'first');
    const from = placeOf(playground, { botId: bots[0]?.id ?? 0, promptId: 'first' });
    const order = placesAtPrompt(playground, from).map((place) => place.botId);
    expect([...order].sort((a, b) => a - b)).toEqual(bots.map((bot) => bot.id));
    expect(order).not.toEqual(bots.map((bot) => bot.id));
    const blind = { ...options, blind: true };
    expect(contentOf(playground, from, blind).bot).toBeNull();
    playground.scoring.give({ runId: from.runId ?? 0, points: 3 });
    expect(contentOf(playground, from, blind).bot).toBe('bot-00');
  });

  it('stays blind, and the answer waits, where only a program has given points', async () => {
    const playground = await aPlayground();
    const bot = aBot(playground, 'gemma');
    const { id } = answer(playground, bot.id, 'first');
    playground.scoring.recordAutomatic(id, { by: 'checks', items: { clear: { points: 6, evidence: 'why' } } });
    const place = placeOf(playground, { botId: bot.id });
    expect(place).toMatchObject({ promptId: 'first', runId: id });
    const hidden = contentOf(playground, place, { ...options, blind: true });
    expect(hidden).toMatchObject({ bot: null, score: null, items: { clear: { points: 6, source: 'automatic' } } });
    expect(JSON.stringify(hidden)).not.toContain('gemma');
    playground.scoring.recordAutomatic(id, { by: 'checks', items: { clear: { points: 6 }, short: { points: 1 } } });
    expect(contentOf(playground, place, options).categories[0]?.prompts[0]).toMatchObject({
      progress: 'scored',
      given: 7,
    });
    playground.scoring.giveItems(id, { short: 4 });
    expect(contentOf(playground, place, { ...options, blind: true })).toMatchObject({ bot: 'gemma' });
  });

  it('does not tell in blind mode why an answer failed, as that may name the model', async () => {
    const playground = await aPlayground();
    const bot = aBot(playground, 'gemma');
    const prompt = playground.suites.prompt('booting/first');
    if (!prompt) throw new Error('no prompt');
    const error = 'The server does not have gemma any more.';
    const { id } = recordRun(playground.store, bot.id, prompt, { status: 'failed', errorCode: 'unknown-model', error });
    const place = placeOf(playground, { runId: id });
    expect(contentOf(playground, place, options).answer?.error).toBe(error);
    expect(JSON.stringify(contentOf(playground, place, { ...options, blind: true }))).not.toContain('gemma');
  });

  it('gives the page nothing in blind mode by which it could tell two bots apart, until the score is stored', async () => {
    const playground = await aPlayground();
    const prompt = playground.suites.prompt('booting/first');
    if (!prompt) throw new Error('no prompt');
    const fast = playground.store.bots.add({
      ...{ name: 'fast', server, modelId: 'fast', practice: false },
      parameters: { systemPrompt: 'You are fast.' },
    });
    const slow = aBot(playground, 'slow');
    playground.scoring.give({ runId: answer(playground, slow.id, 'second').id, points: 17 });
    const runs = [
      recordRun(playground.store, fast.id, prompt, {
        ...{ text: 'One.', startedAt: '2025-01-01T00:00:00.000Z' },
        stats: someStats({ tokensPerSecond: 123, completionTokens: 7, sources: { tokensPerSecond: 'server' } }),
      }),
      recordRun(playground.store, slow.id, prompt, { text: 'One.', flags: ['truncated'], error: 'slow broke off' }),
    ];
    for (const walk of ['bot', 'prompt'] as const) {
      const blind = { ...options, walk, blind: true };
      const [a, b] = runs.map((run) => contentOf(playground, placeOf(playground, { runId: run.id }), blind));
      expect(a).toEqual(b);
      expect(JSON.stringify(a)).not.toMatch(/fast|slow|123|17|runId|botId|2025-/);
    }
    const [run] = runs;
    playground.scoring.give({ runId: run?.id ?? 0, points: 3 });
    const told = contentOf(playground, placeOf(playground, { runId: run?.id ?? 0 }), { ...options, blind: true });
    expect(told).toMatchObject({ bot: 'fast', answer: { measured: { stats: { tokensPerSecond: 123 } } } });
  });

  it('never leads from real answers to practice ones', async () => {
    const playground = await aPlayground();
    const real = aBot(playground, 'real');
    const practice = aBot(playground, 'practice', true);
    answer(playground, real.id, 'first');
    answer(playground, practice.id, 'first');
    const from = placeOf(playground, { botId: real.id, promptId: 'first' });
    expect(placesAtPrompt(playground, from).map((place) => place.botId)).toEqual([real.id]);
  });
});

describe('an answer pasted from elsewhere', () => {
  it('is recorded with the figures typed by hand, and can be scored', async () => {
    const playground = await aPlayground();
    const bot = aBot(playground, 'gemma');
    const place = placeOf(playground, { botId: bot.id, promptId: 'third' });
    const figures = { completionTokens: 50, tokensPerSecond: 4.5, timeToFirstTokenSeconds: null };
    const run = playground.answers.paste(
      place.botId,
      playground.suites.prompt(`${place.categoryId}/${place.promptId}`),
      { text: 'Three.', ...figures },
    );
    expect(run).toMatchObject({ status: 'complete', flags: ['pasted'], text: 'Three.' });
    expect(run.stats).toMatchObject({ ...figures, sources: { tokensPerSecond: 'hand', completionTokens: 'hand' } });
    expect(run.stats.sources).not.toHaveProperty('timeToFirstTokenSeconds');
    playground.scoring.give({ runId: run.id, points: 30 });
    expect(playground.board(false).rows[0]).toMatchObject({ total: 30, tokensPerSecond: 4.5 });
    expect(() =>
      playground.answers.paste(place.botId, playground.suites.prompt(`${place.categoryId}/${place.promptId}`), {
        text: '  ',
        ...figures,
      }),
    ).toThrow('no answer');
  });
});

describe('figures put right by hand', () => {
  it('are marked as such; those that were left alone keep their value and source', async () => {
    const playground = await aPlayground();
    const bot = aBot(playground, 'gemma');
    const prompt = playground.suites.prompt('booting/first');
    if (!prompt) throw new Error('no prompt');
    const stats = someStats({
      tokensPerSecond: 12.3456,
      timeToFirstTokenSeconds: 1.5,
      sources: { tokensPerSecond: 'measured', timeToFirstTokenSeconds: 'measured' },
    });
    const { id } = recordRun(playground.store, bot.id, prompt, { stats });
    playground.answers.correctFigures(id, {
      completionTokens: 100,
      tokensPerSecond: 12.35,
      timeToFirstTokenSeconds: 4,
    });
    const corrected = playground.store.runs.require(id).stats;
    expect(corrected).toMatchObject({ tokensPerSecond: 12.3456, timeToFirstTokenSeconds: 4 });
    expect(corrected.sources).toMatchObject({ tokensPerSecond: 'measured', timeToFirstTokenSeconds: 'hand' });
    expect(playground.board(false).rows[0]?.timeToFirstTokenSeconds).toBe(4);
  });
});

describe('drafts', () => {
  it('outlive the form and are forgotten once saved', async () => {
    const memory = new Map<string, unknown>();
    const state = {
      get: (key: string) => memory.get(key),
      update: async (key: string, value: unknown) => void memory.set(key, value),
    };
    const draft = { mode: 'free' as const, items: {}, free: '7', note: 'hm' };
    await new Drafts(state).set(12, draft);
    expect(new Drafts(state).all()).toEqual({ 12: draft });
    for (let run = 100; run < 400; run++) await new Drafts(state).set(run, draft);
    expect(Object.keys(new Drafts(state).all())).toHaveLength(200);
    await new Drafts(state).set(399, null);
    expect(new Drafts(state).all()).not.toHaveProperty('399');
  });

  it('and places are known to the page by tokens that tell nothing and outlive the window', () => {
    const memory = new Map<string, unknown>();
    const state = {
      get: (key: string) => memory.get(key),
      update: async (key: string, value: unknown) => void memory.set(key, value),
    };
    const place = { botId: 3, categoryId: 'booting', promptId: 'first', runId: 14 };
    const token = new PlaceTokens(state).of(place);
    expect(token).toMatch(/^[\w-]{12}$/);
    expect(new PlaceTokens(state).of({ ...place })).toBe(token);
    expect(new PlaceTokens(state).place(token)).toEqual(place);
    expect(new PlaceTokens(state).of({ ...place, runId: null })).not.toBe(token);
    for (const other of ['constructor', '14', 14, null]) expect(new PlaceTokens(state).place(other)).toBeNull();
  });

  it('of pasted answers are kept for each bot and prompt, long ones only while the window is there', async () => {
    const memory = new Map<string, unknown>();
    const state = {
      get: (key: string) => memory.get(key),
      update: async (key: string, value: unknown) => void memory.set(key, value),
    };
    const pastes = new PasteDrafts(state);
    const place = { botId: 1, categoryId: 'booting', promptId: 'first' };
    const form = { ...emptyPaste, text: 'An answer.' };
    await pastes.set(place, form);
    expect(new PasteDrafts(state).at(place)).toEqual(form);
    expect(pastes.at({ ...place, botId: 2 })).toBeNull();
    await pastes.set(place, { ...form, text: 'x'.repeat(300_000) });
    expect(pastes.at(place)?.text).toHaveLength(300_000);
    expect(JSON.stringify([...memory.values()]).length).toBeLessThan(1_000);
    await pastes.set(place, { ...emptyPaste, text: ' ' });
    expect(pastes.at(place)).toBeNull();
    for (let botId = 1; botId < 30; botId++) await pastes.set({ ...place, botId }, form);
    expect([pastes.at(place), pastes.at({ ...place, botId: 29 })]).toEqual([null, form]);
  });
});
