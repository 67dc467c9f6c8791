import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Store } from '../../../src/store';
import { migrations } from '../../../src/store/migrations';
import { searchSchema } from '../../../src/store/search/schema';
import { aCategory, aModel, aPrompt, temporaryFolder } from '../builders';
import { aSample, marked, names } from './sample';

describe('the index follows what it mirrors', () => {
  it('finds prompts by title, text, system prompt and rubric', async () => {
    const { store } = await aSample();
    for (const query of ['poem', 'twelve lines', 'seasoned', 'iambic', 'doggerel'])
      expect(names(store.search.query(query, { in: 'prompts' })), query).toEqual(['prompt writing/poem']);
    expect(store.search.query('doggerel')[0]).toMatchObject({ field: 'rubric', title: 'A poem on the harbour' });
  });

  it('finds bots by name, model, notes and facts, and forgets deleted ones', async () => {
    const { store, qwen } = await aSample();
    store.bots.rename(qwen.id, 'Little helper');
    store.bots.setNotes(qwen.id, 'good at haiku');
    for (const query of ['little', 'qwen2.5-7b', 'haiku', 'iq4_xs', 'llama gguf little'])
      expect(names(store.search.query(query, { in: 'bots' })), query).toEqual(['bot Little helper']);
    store.bots.delete(qwen.id);
    expect(store.search.query('haiku')).toEqual([]);
    store.bots.restore(qwen.id);
    expect(names(store.search.query('haiku'))).toEqual(['bot Little helper']);
  });

  it('finds answers by text, reasoning, bot and prompt, also together', async () => {
    const { store, answer } = await aSample();
    const { id } = answer('Lanterns over the quay', { reasoning: 'Perhaps a ballad' });
    for (const query of ['lanterns', 'ballad', 'gemma-2 harbour', 'gemma lanterns ballad poem'])
      expect(names(store.search.query(query, { in: 'outputs' })), query).toEqual([`output ${id}`]);
    const [hit] = store.search.query('ballad', { in: 'outputs' });
    expect(hit).toMatchObject({
      title: 'gemma-2-27b-it · A poem on the harbour',
      field: 'reasoning',
      offset: 10,
      runId: id,
    });
    expect(marked(hit)).toEqual(['ballad']);
  });

  it('has neither runs in progress nor runs without an answer', async () => {
    const { store, answer } = await aSample();
    answer('', { status: 'failed', error: 'refused' });
    expect(store.search.query('harbour', { in: 'outputs' })).toEqual([]);
  });

  it('keeps the answers of deleted bots, and renames with the bot', async () => {
    const { store, gemma, answer } = await aSample();
    const { id } = answer('Lanterns');
    store.bots.rename(gemma.id, 'Jewel');
    expect(names(store.search.query('jewel lanterns'))).toEqual([`output ${id}`]);
    expect(names(store.search.query('gemma lanterns'))).toEqual([]);
    store.bots.delete(gemma.id);
    expect(names(store.search.query('jewel lanterns'))).toEqual([`output ${id}`]);
  });

  it('has the notes of scores as long as they count', async () => {
    const { store, answer } = await aSample();
    const { id } = answer('Lanterns');
    const score = store.scores.add({ runId: id, points: 10, note: 'limping metre' });
    expect(store.scores.current(id)?.id).toBe(score.id);
    const [hit] = store.search.query('limping', { in: 'outputs' });
    expect(hit).toMatchObject({ runId: id, field: 'note' });
    expect(names(store.search.query('lanterns limping'))).toEqual([`output ${id}`]);
    store.scores.void(score.id);
    expect(store.search.query('limping')).toEqual([]);
    expect(names(store.search.query('lanterns'))).toEqual([`output ${id}`]);
  });

  it('shows prompts as they are now, and older versions on request', async () => {
    const { store, poem, answer } = await aSample();
    const { id } = answer('Lanterns');
    const newer = aPrompt('poem', 40, {
      categoryId: 'writing',
      title: 'A sonnet',
      text: 'Write a sonnet on a lighthouse.',
    });
    store.prompts.sync([aCategory([newer], { id: 'writing' })]);
    expect(names(store.search.query('twelve', { in: 'prompts' }))).toEqual([]);
    expect(store.search.query('twelve', { in: 'prompts', oldVersions: true })).toMatchObject([
      { promptHash: poem.hash },
    ]);
    expect(names(store.search.query('lighthouse'))).toEqual(['prompt writing/poem']);
    expect(names(store.search.query('sorting', { in: 'prompts' }))).toEqual([]);
    expect(names(store.search.query('harbour', { in: 'outputs' }))).toEqual([`output ${id}`]);
  });

  it('gives answers the new title when a prompt is only retitled', async () => {
    const { store, poem, answer } = await aSample();
    const { id } = answer('Lanterns');
    store.prompts.sync([aCategory([{ ...poem, title: 'Nocturne' }], { id: 'writing' })]);
    expect(names(store.search.query('nocturne')).sort()).toEqual([`output ${id}`, 'prompt writing/poem']);
    expect(store.search.query('nocturne lanterns')).toMatchObject([{ title: 'gemma-2-27b-it · Nocturne' }]);
  });

  it('takes back what a failed transaction had put in', async () => {
    const { store, answer } = await aSample();
    expect(() =>
      store.database.transaction(() => {
        answer('Lanterns');
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(store.search.query('lanterns')).toEqual([]);
  });

  it('has what was there before there was an index', async () => {
    const file = join(await temporaryFolder(), 'playground.db');
    const old = new DatabaseSync(file);
    const before = migrations.indexOf(searchSchema);
    for (const step of migrations.slice(0, before)) old.exec(step);
    old.exec(`PRAGMA user_version = ${before};
      INSERT INTO bot (id, name, server, model_id, parameters, file_name, practice, created_at, model)
        VALUES (7, 'Old one', 's', 'm', '{}', 'f', 0, '', '${JSON.stringify(aModel('m'))}');
      INSERT INTO prompt VALUES ('writing', 'ode', 'h', 'An ode', 0, 5, 'Praise the kettle', NULL, '[]', 1, '');
      INSERT INTO run (id, bot_id, category_id, prompt_id, prompt_hash, status, practice, flags, stats, request, started_at)
        VALUES (3, 7, 'writing', 'ode', 'h', 'complete', 0, '[]', '{}', '{}', '2026-01-01');
      INSERT INTO answer VALUES (3, 'O whistling kettle', '');`);
    old.close();
    const store = await Store.open(file);
    try {
      expect(names(store.search.query('kettle')).sort()).toEqual(['output 3', 'prompt writing/ode']);
      expect(names(store.search.query('old llama'))).toEqual(['bot Old one']);
    } finally {
      store.close();
    }
  });
});

describe('an index that lost something', () => {
  it('is whole again after it was made anew', async () => {
    const { store, gemma, answer } = await aSample();
    const { id } = answer('Lanterns over the quay');
    store.bots.setNotes(gemma.id, 'fond of lanterns');
    const before = store.search.query('lanterns harbour OR lanterns');
    store.database.handle.exec('DELETE FROM search_answer; DELETE FROM search_entry; DELETE FROM search_prompt');
    expect(store.search.query('lanterns')).toEqual([]);
    store.search.rebuild();
    store.search.rebuild();
    expect(names(store.search.query('lanterns harbour'))).toEqual([`output ${id}`]);
    expect(store.search.query('lanterns harbour OR lanterns')).toEqual(before);
    expect(names(store.search.query('poem', { in: 'prompts' }))).toEqual(['prompt writing/poem']);
  });
});

describe('filters', () => {
  it('restricts answers by bot, category, time, points and practice', async () => {
    const { store, gemma, qwen, sorting, answer } = await aSample();
    const [practised] = store.bots.preload([aModel('parrot', { server: 'http://127.0.0.1:9' })], true);
    const poem = answer('word one');
    const sort = answer('word two', {}, qwen, sorting);
    const early = store.database.run("UPDATE run SET started_at = '2025-01-01T00:00:00.000Z' WHERE id = ?", sort.id);
    expect(early.changes).toBe(1);
    store.scores.add({ runId: poem.id, points: 5 });
    store.scores.add({ runId: poem.id, points: 30 });
    const find = (options: Parameters<typeof store.search.query>[1]): string[] =>
      names(store.search.query('word', { in: 'outputs', ...options })).sort();
    const [first, second] = [`output ${poem.id}`, `output ${sort.id}`];
    expect(find({})).toEqual([first, second]);
    expect(find({ botId: gemma.id })).toEqual([first]);
    expect(find({ categoryId: 'programming' })).toEqual([second]);
    expect(find({ botId: gemma.id, categoryId: 'programming' })).toEqual([]);
    expect(find({ from: '2025-06-01' })).toEqual([first]);
    expect(find({ to: '2025-06-01' })).toEqual([second]);
    expect(find({ minPoints: 30 })).toEqual([first]);
    expect(find({ maxPoints: 29 })).toEqual([]);
    expect(find({ practice: false })).toEqual([first, second]);
    expect(find({ practice: true })).toEqual([]);
    expect(names(store.search.query('parrot', { practice: true }))).toEqual([`bot ${practised?.name}`]);
    expect(names(store.search.query('parrot', { practice: false }))).toEqual([]);
  });

  it('leaves out the kinds that a filter cannot apply to', async () => {
    const { store, gemma, answer } = await aSample();
    const { id } = answer('poem by gemma');
    expect(names(store.search.query('gemma', { botId: gemma.id })).sort()).toEqual([
      'bot gemma-2-27b-it',
      `output ${id}`,
    ]);
    expect(names(store.search.query('poem', { categoryId: 'writing' })).sort()).toEqual([
      `output ${id}`,
      'prompt writing/poem',
    ]);
    expect(names(store.search.query('gemma', { from: '2020' }))).toEqual([`output ${id}`]);
  });
});

describe('ranking', () => {
  it('puts titles before texts, and exact words before longer ones', async () => {
    const { store, answer } = await aSample();
    for (let count = 0; count < 6; count++) answer(`Nothing of interest, number ${count}`);
    const mentioned = answer('The lantern was lit by the keeper, who had walked a long way down to the quay.');
    const longer = answer('The lanterns were lit by the keeper, who had walked a long way down to the quay.');
    expect(names(store.search.query('lantern'))).toEqual([`output ${mentioned.id}`, `output ${longer.id}`]);
    store.bots.preload([aModel('lantern-7b')], false);
    const scores = store.search.query('lantern').map((hit) => hit.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    const other = store.bots.findByName('lantern-7b');
    if (!other) throw new Error('The bot is missing.');
    const titled = answer('Words upon words that say nothing at all of what its title is about.', {}, other);
    expect(names(store.search.query('lantern', { in: 'outputs' }))[0]).toBe(`output ${titled.id}`);
  });

  it('gives at most as many as asked for', async () => {
    const { store, answer } = await aSample();
    for (let count = 0; count < 30; count++) answer(`harbour ${count}`);
    expect(store.search.query('harbour')).toHaveLength(20);
    expect(store.search.query('harbour', { limit: 3 })).toHaveLength(3);
    expect(names(store.search.query('harbour', { limit: 500 }))).toContain('prompt writing/poem');
  });
});

describe('snippets', () => {
  it('come from the original text, on one line, around the densest hits', async () => {
    const { store, answer } = await aSample();
    const filler = 'Lorem ipsum dolor sit amet, consectetur.\n'.repeat(40);
    const text = `${filler}A KETTLE alone.\n${filler}Here the\n\tkettle whistles — 日本.\n${filler}`;
    answer(text);
    const [hit] = store.search.query('kettle whistles', { in: 'outputs' });
    expect(hit?.snippet).toMatch(/^….*Here the {2}kettle whistles — 日本\. .*…$/);
    expect(hit?.snippet.length).toBeLessThan(240);
    expect(marked(hit)).toEqual(['kettle', 'whistles']);
    expect(text.slice(hit?.offset).startsWith('kettle whistles')).toBe(true);
  });

  it('begins with the text where only the title has the words', async () => {
    const { store, answer } = await aSample();
    answer('Lanterns over the quay');
    expect(store.search.query('gemma', { in: 'outputs' })).toMatchObject([
      { snippet: 'Lanterns over the quay', marks: [], offset: 0 },
    ]);
  });

  it('stays quick on hostile answers', async () => {
    const { store, answer } = await aSample();
    for (const unit of ['a', 'aB', '日', 'đ', 'a\u0301', '_', '\0', '\ud800', 'a ']) answer(unit.repeat(300_000));
    const start = performance.now();
    for (const query of ['a', 'aB', '日', 'd', 'a b', '"a a"']) store.search.query(query);
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});
