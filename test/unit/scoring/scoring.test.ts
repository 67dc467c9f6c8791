import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Answers } from '../../../src/playground/answers';
import { Changes } from '../../../src/playground/changes';
import { Remarks } from '../../../src/playground/remarks';
import { Scoring, wholeAnswer, type Verdicts } from '../../../src/playground/scoring';
import { anchorAt } from '../../../src/model/anchors';
import { Store } from '../../../src/store';
import { migrations } from '../../../src/store/migrations';
import { registerSearchFunctions } from '../../../src/store/search/functions';
import { aCategory, aPrompt, recordRun, temporaryFolder, temporaryStore } from '../builders';

const rubric = [
  { id: 'tests', points: 20, title: 'Tests' },
  { id: 'form', points: 13, title: 'Form' },
];

async function setUp() {
  const store = await temporaryStore();
  const prompt = aPrompt('first', 33, { rubric });
  const plain = aPrompt('plain', 10);
  store.prompts.sync([aCategory([prompt, plain])]);
  const bot = store.bots.add({ name: 'gemma', server: 'http://127.0.0.1:1234', modelId: 'g', practice: false });
  const told: string[] = [];
  const scoring = new Scoring(store, (change) => told.push(change));
  const run = recordRun(store, bot.id, prompt);
  return { store, scoring, told, run, plain, bot, cell: () => store.board.read(false).rows[0]!.categories['booting']! };
}

describe('points', () => {
  it('by a program take the place of what it said before, with the evidence, and leave open what it could not settle', async () => {
    const { scoring, run, cell, told, store } = await setUp();
    const first = scoring.recordAutomatic(run.id, {
      by: 'checks 1',
      items: { tests: { points: 12, evidence: [{ check: 'contains', verdict: 'pass' }] } },
    });
    expect(first).toMatchObject({ source: 'automatic', by: 'checks 1', points: 12, whole: false });
    expect(first?.evidence).toEqual({ tests: [{ check: 'contains', verdict: 'pass' }] });
    expect(cell()).toMatchObject({ points: 12, proven: 12, scored: 0, scoredMax: 20 });
    const before = store.board.revision();
    scoring.recordAutomatic(run.id, {
      by: 'checks 1',
      items: { tests: { points: 12, evidence: [{ check: 'contains', verdict: 'pass' }] } },
    });
    expect(scoring.history(run.id)).toHaveLength(1);
    expect(store.board.revision()).toBe(before);
    scoring.recordAutomatic(run.id, { by: 'checks 2', items: { tests: { points: 3 }, form: { points: 13 } } });
    expect(cell()).toMatchObject({ points: 16, scored: 1 });
    expect(scoring.history(run.id).filter((entry) => entry.voidedAt === null)).toHaveLength(1);
    expect(store.board.revision()).toBeGreaterThan(before);
    expect(scoring.recordAutomatic(run.id, { by: 'checks 2', items: {} })).toBeNull();
    expect(cell()).toMatchObject({ points: 0, scored: 0 });
    expect(told.every((change) => change === 'scores')).toBe(true);
  });

  it('out of range or for an unknown item change nothing', async () => {
    const { scoring, run, cell } = await setUp();
    scoring.recordAutomatic(run.id, { by: 'checks', items: { tests: { points: 5 } } });
    const wrong: Verdicts['items'][] = [
      { tests: { points: 21 } },
      { spelling: { points: 1 } },
      { tests: { points: NaN } },
    ];
    for (const items of wrong)
      expect(() => scoring.recordAutomatic(run.id, { by: 'checks', items })).toThrow(/must be a number|no item/);
    expect(cell().points).toBe(5);
    expect(scoring.history(run.id)).toHaveLength(1);
  });

  it('of a prompt without a rubric are the whole answer’s', async () => {
    const { store, scoring, bot, plain, cell } = await setUp();
    const run = recordRun(store, bot.id, plain);
    scoring.recordAutomatic(run.id, { by: 'checks', items: { [wholeAnswer]: { points: 4, evidence: 'why' } } });
    expect(cell()).toMatchObject({ points: 4, proven: 4, scored: 1 });
    expect(scoring.current(run.id)?.evidence).toEqual({ [wholeAnswer]: 'why' });
  });

  it('proposed count once a person accepts them, item by item, and never over a person or a program', async () => {
    const { scoring, run, cell } = await setUp();
    const proposal = scoring.propose(run.id, {
      by: 'judge',
      items: { tests: { points: 9, evidence: 'because' }, form: { points: 7 } },
    });
    expect(cell()).toMatchObject({ points: 0, scored: 0, scoredMax: 0 });
    expect(scoring.proposals(run.id)).toHaveLength(1);
    scoring.accept(proposal!.id, ['tests']);
    expect(cell()).toMatchObject({ points: 9, accepted: 9, scored: 0 });
    const both = scoring.accept(proposal!.id, ['form']);
    expect(both).toMatchObject({ by: 'judge', evidence: { tests: 'because' } });
    expect(cell()).toMatchObject({ points: 16, accepted: 16, scored: 1 });
    scoring.recordAutomatic(run.id, { by: 'checks', items: { form: { points: 1 } } });
    scoring.giveItems(run.id, { tests: 2 });
    expect(cell()).toMatchObject({ points: 3, given: 2, proven: 1, accepted: 0, scored: 1 });
    scoring.propose(run.id, { by: 'judge', items: { tests: { points: 20 } } });
    expect(scoring.proposals(run.id)).toHaveLength(1);
    expect(() => scoring.accept(proposal!.id)).toThrow(/not there any more/);
    expect(cell().points).toBe(3);
  });

  it('by remarks go on from a program’s item, and leave the others to it', async () => {
    const { store, scoring, run, cell } = await setUp();
    scoring.recordAutomatic(run.id, { by: 'checks', items: { tests: { points: 20 } } });
    const anchor = anchorAt('answer', ['a', 'b'], 1);
    store.remarks.begin(run.id, anchor, '+5 form');
    expect(cell()).toMatchObject({ points: 25, given: 5, proven: 20, scored: 1 });
    store.remarks.begin(run.id, anchor, '-3 tests: one is flaky');
    expect(cell()).toMatchObject({ points: 22, given: 22, proven: 0 });
    expect(store.remarks.sheet(run.id)).toMatchObject({ points: 22 });
    const [, flaky] = store.remarks.threads(run.id);
    store.remarks.delete([flaky!.remarks[0]!.id]);
    scoring.recordAutomatic(run.id, { by: 'checks', items: { tests: { points: 10 } } });
    expect(cell()).toMatchObject({ points: 15, given: 5, proven: 10 });
    store.remarks.begin(run.id, anchor, '-2');
    expect(cell()).toMatchObject({ points: 13, given: 3, proven: 10 });
    expect(store.remarks.sheet(run.id)?.items.map(({ points, source }) => [points, source])).toEqual([
      [10, 'automatic'],
      [5, 'hand'],
    ]);
  });

  it('are undone in one transaction with their remark', async () => {
    const { store, scoring, run } = await setUp();
    store.remarks.begin(run.id, anchorAt('answer', ['a'], 0), '+5 form');
    const entry = scoring.current(run.id)!;
    // The second half fails: the first must not stay.
    store.database.handle.exec(
      `CREATE TEMP TRIGGER failing BEFORE UPDATE ON remark BEGIN SELECT RAISE(ABORT, 'power cut'); END`,
    );
    expect(() => scoring.undo(entry.id)).toThrow('nothing was stored');
    expect(scoring.current(run.id)?.points).toBe(5);
    store.database.handle.exec('DROP TRIGGER failing');
    scoring.undo(entry.id);
    expect(scoring.current(run.id)).toBeNull();
    expect(store.remarks.threads(run.id)).toEqual([]);
  });

  it('are stored although one of those who watch fails, and the others are told', async () => {
    const problems: unknown[] = [];
    const told: string[] = [];
    const changes = new Changes((problem) => problems.push(problem));
    changes.subscribe(() => {
      throw new Error('a view is gone');
    });
    changes.subscribe((change) => told.push(change));
    const { store, run } = await setUp();
    expect(new Scoring(store, changes.notify).give({ runId: run.id, points: 3 }).points).toBe(3);
    expect(told).toEqual(['scores']);
    expect(problems).toHaveLength(1);
  });
});

describe('a database of before there were kinds of scores', () => {
  it('keeps what counted, but for what a judge had proposed', async () => {
    const file = join(await temporaryFolder(), 'playground.db');
    const old = new DatabaseSync(file);
    registerSearchFunctions(old);
    for (const step of migrations.slice(0, 8)) old.exec(step);
    old.exec(`PRAGMA user_version = 8;
      INSERT INTO bot (id, name, server, model_id, parameters, file_name, practice, created_at)
        VALUES (1, 'gemma', 'http://127.0.0.1:1', 'g', '{}', 'gemma', 0, '2026-01-01T00:00:00.000Z');
      INSERT INTO category VALUES ('booting', 'Booting', 1, 0, 33, 1, 1);
      INSERT INTO prompt VALUES ('booting', 'first', 'h', 'First', 0, 33, 'text', NULL,
        '[{"id":"tests","points":20,"title":"T"},{"id":"form","points":13,"title":"F"}]', 1, '2026-01-01T00:00:00.000Z');
      INSERT INTO run (id, bot_id, category_id, prompt_id, prompt_hash, status, practice, flags, stats, request, raw_log, started_at)
        VALUES (1, 1, 'booting', 'first', 'h', 'complete', 0, '[]', '{}', '{}', 'logs/run-000001.log', '2026-01-01T00:00:00.000Z');
      INSERT INTO answer VALUES (1, 'text', '');
      INSERT INTO score (run_id, points, max, rubric, note, source, created_at) VALUES
        (1, 12, 33, '{"tests":12}', '', 'hand', '2026-01-02T00:00:00.000Z'),
        (1, 30, 33, '{}', '', 'judge', '2026-01-03T00:00:00.000Z');
      INSERT INTO standing VALUES (1, 'booting', 'first', 1, 'h', 10, 2, 0.5, 1, 'h', 30);
      INSERT INTO board_cell VALUES (1, 'booting', 30, 1, 1, 0, 33);
      INSERT INTO board_speed VALUES (1, 10, 2, 0.5, 1, 1, '[["booting",30,1,1,0,33]]');`);
    old.close();
    const store = await Store.open(file);
    const [row] = store.board.read(false).rows;
    expect(row).toMatchObject({ total: 12, given: 12, tokensPerSecond: 5 });
    expect(row?.categories['booting']).toMatchObject({ points: 12, scored: 1, scoredMax: 33, open: 0, answered: 1 });
    expect(store.scores.history(1).map(({ source }) => source)).toEqual(['proposed', 'hand']);
    store.close();
  });
});

describe('the facade', () => {
  it('keeps a form’s untouched items with those who gave them', async () => {
    const { scoring, run, cell } = await setUp();
    scoring.recordAutomatic(run.id, { by: 'checks', items: { tests: { points: 12 } } });
    scoring.giveForm({ runId: run.id, points: 20, rubric: { tests: 12, form: 8 }, note: 'neat' });
    expect(cell()).toMatchObject({ points: 20, proven: 12, given: 8, scored: 1 });
    expect(scoring.current(run.id)).toMatchObject({ note: 'neat', rubric: { tests: 12, form: 8 } });
    scoring.giveForm({ runId: run.id, points: 21, rubric: { tests: 13, form: 8 } });
    expect(cell()).toMatchObject({ points: 21, proven: 0, given: 21 });
    scoring.giveForm({ runId: run.id, points: 30 });
    expect(cell()).toMatchObject({ points: 30, given: 30 });
  });

  it('takes a header’s figures and points over together, or neither', async () => {
    const { store, scoring, run, cell } = await setUp();
    const told: string[] = [];
    const answers = new Answers(store, (change) => told.push(change));
    scoring.recordAutomatic(run.id, { by: 'checks', items: { tests: { points: 12 } } });
    const stats = { tokensPerSecond: 7 };
    expect(() => answers.takeHeader(run.id, { stats, checks: { form: 99 } })).toThrow('from 0 to 13');
    expect(store.runs.require(run.id).stats.tokensPerSecond).toBe(20);
    expect(told).toEqual([]);
    answers.takeHeader(run.id, { stats, checks: { form: 4 } });
    expect(store.runs.require(run.id).stats.tokensPerSecond).toBe(7);
    expect(cell()).toMatchObject({ points: 16, proven: 12, given: 4 });
    expect(told).toEqual(['runs', 'scores']);
  });

  it('adds points that are given again on the same line up in one remark', async () => {
    const { store, run, cell } = await setUp();
    const told: string[] = [];
    const remarks = new Remarks(store, (change) => told.push(change));
    const place = { threadId: null, anchor: () => anchorAt('answer', ['a'], 0) };
    const mark = { points: 3, item: 'form', note: '' };
    remarks.give(run.id, mark, place);
    const [thread] = store.remarks.threads(run.id);
    remarks.give(run.id, mark, { ...place, threadId: thread!.id });
    expect(store.remarks.threads(run.id).flatMap((one) => one.remarks.map(({ body }) => body))).toEqual(['+6 form']);
    expect(cell().points).toBe(6);
    remarks.give(run.id, { ...mark, points: -6 }, { ...place, threadId: thread!.id });
    expect(store.remarks.threads(run.id)).toEqual([]);
    expect(told).toEqual(['scores', 'scores', 'scores']);
  });
});
