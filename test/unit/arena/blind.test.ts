import { mkdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { maskNames, mask } from '../../../src/model/maskNames';
import { ArenaDesk } from '../../../src/features/arena/desk';
import type { AfterVote, ArenaContent, BlindPair, Verdict } from '../../../src/features/arena/protocol';
import { commandOf } from '../../../src/features/arena/ui/keys';
import { Voting } from '../../../src/features/arena/ui/voting';
import { Playground } from '../../../src/playground';
import { aCategory, aModel, aPrompt, recordRun, temporaryFolder } from '../builders';

async function aTable(bots = ['qwen2.5-7b-instruct', 'gemma-2-9b-it', 'llama-3.2-3b']) {
  const folder = await temporaryFolder();
  await mkdir(`${folder}/none`);
  const playground = await Playground.open({
    workspace: folder,
    databaseFile: `${folder}/.llp/playground.db`,
    bundledSuites: `${folder}/none`,
    servers: [],
    automaticChecks: false,
  });
  const { store } = playground;
  const prompts = ['a', 'b', 'c', 'd'].map((id) => aPrompt(id, 10));
  store.prompts.sync([aCategory(prompts)]);
  store.bots.preload(
    bots.map((id) => aModel(id)),
    false,
  );
  for (const bot of store.bots.list())
    for (const prompt of prompts)
      recordRun(store, bot.id, prompt, { text: `I am ${bot.name}, one of ${bot.name.split('-')[0]}; ${prompt.id}.` });
  return { playground, desk: new ArenaDesk(() => playground, null, 'me') };
}

describe('the blind table', () => {
  it('gives the page nothing by which a bot could be told before the vote, and names both after it', async () => {
    const { playground, desk } = await aTable();
    const before = await desk.content();
    const text = JSON.stringify(before).toLowerCase();
    for (const word of ['qwen', 'gemma', 'llama', 'runid', 'botid', 'tokenspersecond', '127.0.0.1'])
      expect(text).not.toContain(word);
    expect(before.pairs).toHaveLength(3);
    const [pair] = before.pairs;
    const after = await desk.vote({ token: pair!.token, outcome: 'left', reason: null, milliseconds: 900 });
    const [vote] = playground.arena.list();
    const nameOf = (run: number) => playground.read.bots.get(playground.read.runs.require(run).botId)?.name;
    expect(after.last?.left.bot).toBe(nameOf(vote!.leftRun));
    expect(after.last?.right.bot).toBe(nameOf(vote!.rightRun));
    expect(vote).toMatchObject({ outcome: 'left', voter: 'me', milliseconds: 900 });
    playground.close();
  });

  it('takes one vote a pair, and takes it back onto the table', async () => {
    const { playground, desk } = await aTable();
    const { pairs } = await desk.content();
    const verdict = { token: pairs[0]!.token, outcome: 'tie', reason: null, milliseconds: 1 } as const;
    await desk.vote(verdict);
    await expect(desk.vote(verdict)).rejects.toThrow('no longer on the table');
    await expect(desk.vote({ ...verdict, token: 'made up' })).rejects.toThrow('no longer on the table');
    expect(playground.arena.progress().votes).toBe(1);
    const again = await desk.undo();
    expect(again.pairs[0]).toMatchObject({ left: pairs[0]!.left, right: pairs[0]!.right });
    expect(again.votes).toBe(0);
    await expect(desk.undo()).rejects.toThrow('no vote');
    playground.close();
  });

  it('deals the same pairs again to a page that was thrown away, and two votes at once two different ones', async () => {
    const { playground, desk } = await aTable();
    const { pairs } = await desk.content();
    expect((await desk.content()).pairs).toEqual(pairs);
    const votes = await Promise.all(
      pairs.slice(0, 2).map(({ token }) => desk.vote({ token, outcome: 'right', reason: null, milliseconds: 1 })),
    );
    const tokens = votes.flatMap((after) => after.pairs.map(({ token }) => token));
    expect(new Set([...tokens, pairs[2]!.token]).size).toBe(3);
    playground.close();
  });
});

describe('names in an answer', () => {
  it('are blacked out with the versions and makers that go with them, and nothing else is', () => {
    const names = ['qwen2.5-7b-instruct@q4'];
    expect(maskNames('I am Qwen2.5, made by Alibaba Cloud. Gemma is another.', names, 'Who are you?')).toBe(
      `I am ${mask}, made by ${mask}. Gemma is another.`,
    );
    expect(maskNames('Phil has a philosophy.', ['phi-4'], '')).toBe('Phil has a philosophy.');
    expect(maskNames('Qwen is a model family.', names, 'What is Qwen?')).toBe('Qwen is a model family.');
    expect(maskNames('a+b (c) [d]', ['a+b (c)', '['], '')).toBe(`${mask} [d]`);
  });
});

/** A panel that answers when it is told to. */
function aSlowTable(pairs: number) {
  let made = 0;
  const pair = (): BlindPair => {
    const token = String(made++);
    return { token, left: 'l', right: 'r', category: 'c', title: 't', prompt: 'p', system: null, rubric: [] };
  };
  const got: Verdict[] = [];
  const open: (() => void)[] = [];
  const state = () => ({ votes: got.length, open: 0, last: null, undoable: got.length > 0 });
  const table = {
    vote: (verdict: Verdict) =>
      new Promise<AfterVote>((resolve) => {
        got.push(verdict);
        open.push(() => resolve({ pairs: made < pairs ? [pair()] : [], ...state() }));
      }),
    undo: () =>
      new Promise<ArenaContent>((resolve) => {
        open.push(() => {
          got.pop();
          resolve({ pairs: [pair(), pair()], practice: false, ...state() });
        });
      }),
  };
  const first = { pairs: [pair(), pair(), pair()], votes: 0, open: 9, last: null, undoable: false };
  const answer = async () => {
    while (open.length > 0) {
      open.shift()?.();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  };
  return { table, first, got, answer };
}

describe('voting by keys', () => {
  it('loses none, however slow the panel is, and gives each to a pair of its own in order', async () => {
    const { table, first, got, answer } = aSlowTable(100);
    const voting = new Voting(
      table,
      () => undefined,
      () => 0,
    );
    voting.show(first);
    const outcomes = Array.from({ length: 30 }, (_, i) => (['left', 'right', 'tie', 'both_bad'] as const)[i % 4]!);
    for (const outcome of outcomes) voting.press({ kind: 'vote', outcome });
    expect(got).toHaveLength(3);
    await answer();
    expect(got.map(({ outcome }) => outcome)).toEqual(outcomes);
    expect(new Set(got.map(({ token }) => token)).size).toBe(30);
  });

  it('takes back what was pressed before it, and goes on with what was pressed after', async () => {
    const { table, first, got, answer } = aSlowTable(100);
    const voting = new Voting(
      table,
      () => undefined,
      () => 0,
    );
    voting.show(first);
    voting.press({ kind: 'vote', outcome: 'left' });
    voting.press({ kind: 'undo' });
    voting.press({ kind: 'vote', outcome: 'right' });
    await answer();
    expect(got.map(({ outcome }) => outcome)).toEqual(['right']);
  });

  it('gives keys to nothing once all pairs are compared', async () => {
    const { table, first, got, answer } = aSlowTable(3);
    const voting = new Voting(
      table,
      () => undefined,
      () => 0,
    );
    voting.show(first);
    for (let i = 0; i < 5; i++) voting.press({ kind: 'vote', outcome: 'tie' });
    await answer();
    expect(got).toHaveLength(3);
    expect(voting.current).toBeNull();
  });

  it('says why a vote was not stored, and does not give the keys after it to other pairs', async () => {
    const voting = new Voting(
      {
        vote: () => Promise.reject(new Error('The disk is full.')),
        undo: () => Promise.reject(new Error('Nothing.')),
      },
      () => undefined,
      () => 0,
    );
    voting.show({ ...aSlowTable(3).first, pairs: aSlowTable(3).first.pairs.slice(0, 1) });
    voting.press({ kind: 'vote', outcome: 'tie' });
    voting.press({ kind: 'vote', outcome: 'tie' });
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(voting.problem).toBe('The disk is full.');
  });
});

describe('the keys', () => {
  const press = (key: string, more = {}) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    repeat: false,
    ...more,
  });

  it('mean one thing each, nothing while held down, and leave VS Code its own', () => {
    expect(commandOf(press('ArrowLeft'), false)).toEqual({ kind: 'vote', outcome: 'left' });
    expect(commandOf(press('T'), false)).toEqual({ kind: 'vote', outcome: 'tie' });
    expect(commandOf(press('ArrowLeft', { repeat: true }), false)).toBeNull();
    expect(commandOf(press('b', { ctrlKey: true }), false)).toBeNull();
    expect(commandOf(press('2'), true)).toEqual({ kind: 'skip', reason: 'broken' });
    expect(commandOf(press('ArrowLeft'), true)).toBeNull();
    for (const key of ['toString', '__proto__', 'Enter', 'ArrowUp']) expect(commandOf(press(key), false)).toBeNull();
  });
});
