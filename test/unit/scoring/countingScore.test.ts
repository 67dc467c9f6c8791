import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareScoredRuns,
  countingScore,
  scoreSources,
  type CountingScore,
  type Score,
} from '../../../src/model/score';
import type { Store } from '../../../src/store';
import { aCategory, aPrompt, recordRun, temporaryStore } from '../builders';

const rubric = [
  { id: 'tests', points: 20, title: 'Tests' },
  { id: 'form', points: 10, title: 'Form' },
  { id: 'toString', points: 3, title: 'A name that objects have' },
];

async function setUp() {
  const store = await temporaryStore();
  const prompt = aPrompt('first', 33, { rubric });
  const plain = aPrompt('plain', 10);
  store.prompts.sync([aCategory([prompt, plain])]);
  const bot = store.bots.add({ name: 'gemma', server: 'http://127.0.0.1:1234', modelId: 'g', practice: false });
  const cell = () => store.board.read(false).rows[0]!.categories['booting']!;
  return { store, prompt, plain, bot, cell };
}

const entry = fc.record({
  run: fc.nat(3),
  source: fc.constantFrom(...scoreSources),
  items: fc.subarray(rubric.map(({ id }) => id)),
  share: fc.integer({ min: 0, max: 8 }),
  whole: fc.boolean(),
  extra: fc.integer({ min: -5, max: 5 }),
  voided: fc.boolean(),
  /** Share of an item that the entry settles, in eighths; what it gives lies within. */
  part: fc.integer({ min: 1, max: 8 }),
});

type Plan = typeof entry extends fc.Arbitrary<infer T> ? T : never;

function partsOf(items: string[], share: number): Record<string, number> {
  if (share === 8) return {};
  return Object.fromEntries(items.map((id) => [id, (rubric.find((item) => item.id === id)!.points * share) / 8]));
}

/** Puts entries in as they come. */
function fill(store: Store, runs: number[], plan: Plan[]): void {
  for (const { run, source, items, share, whole, extra, voided, part } of plan) {
    const given = Object.fromEntries(
      items.map((id) => [id, (rubric.find((item) => item.id === id)!.points * share) / 8]),
    );
    const isPlain = run === 3;
    const points = isPlain ? share : Object.values(given).reduce((sum, one) => sum + one, 0);
    const added = store.scores.add({
      runId: runs[run]!,
      points,
      ...(isPlain ? {} : { rubric: given, parts: partsOf(items, Math.max(part, share)) }),
      whole,
      extra: whole || source !== 'hand' ? 0 : extra,
      source,
    });
    if (voided) store.scores.void(added.id);
  }
}

describe('the score that counts', () => {
  it('is the same by the view in SQL as by the rule, entry by entry and for the board', async () => {
    const { store, prompt, plain } = await setUp();
    let bots = 0;
    const days = fc.array(fc.nat(3), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), days, (plan, made) => {
        const name = `bot ${bots++}`;
        const [bot, runs] = store.database.relaxed(() => {
          const { id } = store.bots.add({ name, server: 'http://127.0.0.1:1234', modelId: 'g' });
          const of = made.map((day) =>
            recordRun(store, id, prompt, { startedAt: `2026-01-0${day + 1}T00:00:00.000Z` }),
          );
          of.push(recordRun(store, id, plain));
          fill(
            store,
            of.map((run) => run.id),
            plan,
          );
          return [id, of] as const;
        });
        const cell = store.board.read(false).rows.find((row) => row.bot === name)!.categories['booting']!;
        const counted = runs.map((run, index) => {
          const expected = countingScore(store.scores.history(run.id), index === 3 ? [] : rubric);
          expect(store.scores.counting(run.id)).toEqual(expected);
          return { run, expected };
        });
        const scored = counted
          .slice(0, 3)
          .flatMap(({ run, expected }) =>
            expected
              ? [{ runId: run.id, startedAt: run.startedAt, current: true, source: expected.source, expected }]
              : [],
          );
        const shown = [scored.sort(compareScoredRuns)[0]?.expected, counted[3]!.expected].filter(
          (one): one is CountingScore => one !== undefined && one !== null,
        );
        const sum = (figure: 'points' | 'settled' | 'given' | 'proven' | 'accepted') =>
          shown.reduce((total, one) => total + one[figure], 0);
        expect(cell.points).toBeCloseTo(sum('points'), 6);
        expect(cell.scoredMax).toBeCloseTo(sum('settled'), 6);
        for (const figure of ['given', 'proven', 'accepted'] as const) expect(cell[figure]).toBeCloseTo(sum(figure), 6);
        expect(cell.open).toBeCloseTo(43 - sum('settled'), 6);
        expect(cell.scored).toBe(shown.filter((one) => one.settled >= one.max).length);
        const [history] = store.board.history([bot]);
        expect(history?.steps.at(-1)?.total ?? 0).toBeCloseTo(cell.points, 6);
      }),
      { numRuns: 100 },
    );
  });

  it('always adds up to who gave it, and never to more than there is', () => {
    const ledger = fc.array(
      entry.map(({ items, share, part, ...rest }): Omit<Score, 'id' | 'createdAt'> => ({
        runId: 1,
        max: 33,
        rubric: Object.fromEntries(items.map((id) => [id, share / 8])),
        parts: partsOf(items, Math.max(part, share)),
        points: share,
        whole: rest.whole,
        extra: rest.extra,
        note: '',
        source: rest.source,
        by: '',
        evidence: {},
        voidedAt: rest.voided ? '2026-01-01T00:00:00.000Z' : null,
      })),
    );
    fc.assert(
      fc.property(ledger, (entries) => {
        const counted = countingScore(
          entries.map((one, index) => ({ ...one, id: index + 1, createdAt: '' })),
          rubric,
        );
        const standing = entries.filter(({ voidedAt, source }) => voidedAt === null && source !== 'proposed');
        expect(counted === null).toBe(standing.length === 0);
        if (!counted) return;
        expect(counted.given + counted.proven + counted.accepted).toBeCloseTo(counted.points, 6);
        expect(counted.points).toBeGreaterThanOrEqual(0);
        expect(counted.points).toBeLessThanOrEqual(counted.max);
        expect(counted.settled).toBeLessThanOrEqual(counted.max);
      }),
    );
  });

  it('is a person’s before a program’s, that before an accepted proposal; a proposal never', async () => {
    const { store, prompt, bot } = await setUp();
    const run = recordRun(store, bot.id, prompt);
    const add = (source: Score['source'], points: number) => store.scores.add({ runId: run.id, points, source });
    add('proposed', 33);
    expect(store.scores.counting(run.id)).toBeNull();
    add('accepted', 5);
    expect(store.scores.counting(run.id)).toMatchObject({ points: 5, accepted: 5, given: 0 });
    add('automatic', 7);
    add('accepted', 30);
    expect(store.scores.counting(run.id)).toMatchObject({ points: 7, proven: 7 });
    const person = add('hand', 2);
    add('automatic', 33);
    add('proposed', 1);
    expect(store.scores.counting(run.id)).toMatchObject({ points: 2, given: 2, settled: 33 });
    store.scores.void(person.id);
    expect(store.scores.counting(run.id)).toMatchObject({ points: 33 });
  });

  it('adds up item by item, and says who gave each and what is open', async () => {
    const { store, prompt, bot, cell } = await setUp();
    const run = recordRun(store, bot.id, prompt);
    expect(cell()).toMatchObject({ points: 0, scored: 0, open: 33 });
    store.scores.add({ runId: run.id, points: 15, rubric: { tests: 15 }, whole: false, source: 'automatic' });
    expect(cell()).toMatchObject({ points: 15, proven: 15, given: 0, scored: 0, scoredMax: 20, open: 13 });
    store.scores.add({ runId: run.id, points: 8, rubric: { form: 8 }, whole: false });
    expect(cell()).toMatchObject({ points: 23, proven: 15, given: 8, scored: 0, scoredMax: 30, open: 3 });
    store.scores.add({
      runId: run.id,
      points: 20,
      rubric: { tests: 19, toString: 1 },
      whole: false,
      source: 'accepted',
    });
    expect(cell()).toMatchObject({ points: 24, proven: 15, given: 8, accepted: 1, scored: 1, scoredMax: 33, open: 0 });
    expect(store.scores.counting(run.id)?.items).toEqual({
      tests: { points: 15, source: 'automatic' },
      form: { points: 8, source: 'hand' },
      toString: { points: 1, source: 'accepted' },
    });
    // One figure by a person is about the whole prompt.
    store.scores.add({ runId: run.id, points: 12 });
    expect(cell()).toMatchObject({ points: 12, proven: 0, given: 12, scored: 1, open: 0 });
  });

  it('counts the part of an item that a program could settle, and leaves the rest of it to a person', async () => {
    const { store, prompt, bot, cell } = await setUp();
    const run = recordRun(store, bot.id, prompt);
    const program = {
      source: 'automatic',
      whole: false,
      points: 10,
      rubric: { tests: 10 },
      parts: { tests: 14 },
    } as const;
    store.scores.add({ runId: run.id, ...program });
    expect(cell()).toMatchObject({
      points: 10,
      proven: 10,
      given: 0,
      scoredMax: 14,
      open: 19,
      openItems: 3,
      scored: 0,
    });
    expect(store.scores.counting(run.id)?.items).toEqual({ tests: { points: 10, source: 'automatic', settled: 14 } });
    // A person gives the whole item: what was proven stays proven, and the rest is the person's.
    store.scores.add({ runId: run.id, points: 15, rubric: { tests: 15 }, whole: false });
    expect(cell()).toMatchObject({ points: 15, proven: 10, given: 5, scoredMax: 20, open: 13, openItems: 2 });
    // Fewer than the program has proven: it is overruled.
    store.scores.add({ runId: run.id, points: 9, rubric: { tests: 9 }, whole: false });
    expect(cell()).toMatchObject({ points: 9, proven: 0, given: 9, scoredMax: 20 });
    // More than was open beside that: it is overruled, too.
    const last = store.scores.add({ runId: run.id, points: 17, rubric: { tests: 17 }, whole: false });
    expect(cell()).toMatchObject({ points: 17, proven: 0, given: 17 });
    const all = store.scores.add({ runId: run.id, points: 26, rubric: { tests: 16, form: 9, toString: 1 } });
    expect(cell()).toMatchObject({ points: 26, proven: 10, given: 16, scored: 1, open: 0 });
    for (const { id } of [all, last]) store.scores.void(id);
    expect(() => store.scores.add({ runId: run.id, ...program, points: 15, rubric: { tests: 15 } })).toThrow(
      'from 0 to 14',
    );
  });

  it('is not taken by a later answer that only a program has scored', async () => {
    const { store, prompt, bot, cell } = await setUp();
    const byHand = recordRun(store, bot.id, prompt, { startedAt: '2026-01-01T00:00:00.000Z' });
    store.scores.add({ runId: byHand.id, points: 30 });
    const later = recordRun(store, bot.id, prompt, { startedAt: '2026-01-02T00:00:00.000Z' });
    store.scores.add({ runId: later.id, points: 1, rubric: { tests: 1 }, whole: false, source: 'automatic' });
    expect(cell()).toMatchObject({ points: 30, scored: 1 });
    store.scores.add({ runId: later.id, points: 4 });
    expect(cell()).toMatchObject({ points: 4, scored: 1 });
  });

  it('is found in one place only', () => {
    const rule = /voided_at IS NULL/;
    // The rule, and steps of the schema that have shipped.
    const allowed = ['migrations.ts', 'scoreSchema.ts', join('search', 'schema.ts')];
    // Votes and comparisons are taken back the same way, and are no scores.
    const others = ['arena.ts', 'arenaSchema.ts', 'judges.ts', 'judgeSchema.ts'].map((file) => join('store', file));
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
    const found = sources.filter(
      (file) => rule.test(readFileSync(join('src', file), 'utf8')) && !others.includes(file),
    );
    expect(found.sort()).toEqual(allowed.map((file) => join('store', file)).sort());
  });
});

describe('the plot over time', () => {
  it('ends at the board’s total also after older runs were imported', async () => {
    const { store, prompt, bot, cell } = await setUp();
    store.scores.add({
      runId: recordRun(store, bot.id, prompt, { startedAt: '2026-02-01T00:00:00.000Z' }).id,
      points: 30,
    });
    const older = recordRun(store, bot.id, prompt, { startedAt: '2025-01-01T00:00:00.000Z' });
    store.scores.add({ runId: older.id, points: 5 });
    expect(cell().points).toBe(30);
    expect(store.board.history([bot.id])[0]?.steps.map(({ total }) => total)).toEqual([30, 30]);
  });
});
