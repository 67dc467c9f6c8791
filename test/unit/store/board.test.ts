import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store';
import { aCategory, aPrompt, recordRun, someStats, temporaryStore, wholeFacts } from '../builders';

const server = 'http://127.0.0.1:1234';

function setUp(store: Store) {
  const first = aPrompt('first', 40);
  const second = aPrompt('second', 60);
  store.prompts.sync([aCategory([first, second])]);
  const bot = store.bots.add({ name: 'gemma', server, modelId: 'g', practice: false });
  return { first, second, bot, cell: () => store.board.read(false).rows[0]?.categories['booting'] };
}

describe('the leaderboard', () => {
  it('tells unscored answers from scored ones', async () => {
    const store = await temporaryStore();
    const { first, bot, cell } = setUp(store);
    expect(store.board.read(false).rows).toEqual([]);
    const run = recordRun(store, bot.id, first);
    expect(cell()).toMatchObject({ points: 0, max: 100, scored: 0, answered: 1, prompts: 2, outdated: 0 });
    store.scores.add({ runId: run.id, points: 33.5 });
    expect(cell()).toMatchObject({ points: 33.5, scored: 1, answered: 1 });
    expect(store.board.read(false).rows[0]).toMatchObject({ total: 33.5, max: 100, bot: 'gemma' });
  });

  it('shows the latest result, never the best', async () => {
    const store = await temporaryStore();
    const { first, bot, cell } = setUp(store);
    store.scores.add({ runId: recordRun(store, bot.id, first).id, points: 40 });
    const later = recordRun(store, bot.id, first);
    expect(cell()?.points).toBe(40);
    store.scores.add({ runId: later.id, points: 10 });
    expect(cell()?.points).toBe(10);
  });

  it('goes by when a run was made, not by when it was imported', async () => {
    const store = await temporaryStore();
    const { first, bot, cell } = setUp(store);
    store.scores.add({ runId: recordRun(store, bot.id, first).id, points: 40 });
    const older = recordRun(store, bot.id, first, { startedAt: '2025-01-01T00:00:00.000Z' });
    store.scores.add({ runId: older.id, points: 5 });
    expect(cell()?.points).toBe(40);
  });

  it('takes a score back to the one before it', async () => {
    const store = await temporaryStore();
    const { first, bot, cell } = setUp(store);
    const run = recordRun(store, bot.id, first);
    store.scores.add({ runId: run.id, points: 20 });
    const wrong = store.scores.add({ runId: run.id, points: 30 });
    store.scores.void(wrong.id);
    expect(cell()?.points).toBe(20);
    expect(store.scores.history(run.id)).toHaveLength(2);
  });

  it('never compares scores of different versions of a prompt', async () => {
    const store = await temporaryStore();
    const { first, second, bot, cell } = setUp(store);
    store.scores.add({ runId: recordRun(store, bot.id, first).id, points: 40 });
    const changed = aPrompt('first', 40, { text: 'Another task' });
    store.prompts.sync([aCategory([changed, second])]);
    expect(cell()).toMatchObject({ points: 0, scored: 0, answered: 0, outdated: 1 });
    store.prompts.sync([aCategory([first, second])]);
    expect(cell()).toMatchObject({ points: 40, scored: 1, outdated: 0 });
  });

  it('drops a prompt that was removed from its suite, and keeps its score for when it comes back', async () => {
    const store = await temporaryStore();
    const { first, second, bot, cell } = setUp(store);
    store.scores.add({ runId: recordRun(store, bot.id, first).id, points: 40 });
    store.prompts.sync([aCategory([second])]);
    expect(cell()).toMatchObject({ points: 0, max: 60, prompts: 1, outdated: 0 });
    store.prompts.sync([aCategory([first, second])]);
    expect(cell()).toMatchObject({ points: 40 });
  });

  it('does not let an answer that was cut be scored, nor points out of range', async () => {
    const store = await temporaryStore();
    const { first, bot, cell } = setUp(store);
    const cut = recordRun(store, bot.id, first, { status: 'truncated' });
    expect(() => store.scores.add({ runId: cut.id, points: 1 })).toThrow('truncated, not complete');
    const whole = recordRun(store, bot.id, first);
    for (const points of [-1, 40.5, NaN, Infinity]) {
      expect(() => store.scores.add({ runId: whole.id, points })).toThrow('from 0 to 40');
    }
    expect(() => store.scores.add({ runId: 999, points: 1 })).toThrow('no run with the number 999');
    expect(cell()).toMatchObject({ scored: 0, answered: 1 });
  });

  it('weights speed by tokens and takes the median of the first-token times', async () => {
    const store = await temporaryStore();
    const { first, second, bot } = setUp(store);
    recordRun(store, bot.id, first, {
      stats: someStats({ completionTokens: 900, tokensPerSecond: 10, timeToFirstTokenSeconds: 2 }),
    });
    recordRun(store, bot.id, second, {
      stats: someStats({ completionTokens: 100, tokensPerSecond: 100, timeToFirstTokenSeconds: 1 }),
    });
    const [row] = store.board.read(false).rows;
    expect(row?.tokensPerSecond).toBeCloseTo(1000 / 91, 6);
    expect(row?.timeToFirstTokenSeconds).toBe(1.5);
  });

  it('says nothing of the speed where no tokens were counted', async () => {
    const store = await temporaryStore();
    const { first, bot } = setUp(store);
    recordRun(store, bot.id, first, { stats: someStats({ completionTokens: null, tokensPerSecond: null }) });
    expect(store.board.read(false).rows[0]?.tokensPerSecond).toBeNull();
  });

  it('tells how well results are proven', async () => {
    const store = await temporaryStore();
    const { first, second, bot } = setUp(store);
    const tier = () => store.board.read(false).rows[0]?.tier;
    recordRun(store, bot.id, first);
    expect(tier()).toBe('incomplete');
    recordRun(store, bot.id, second, wholeFacts);
    expect(tier()).toBe('incomplete');
    expect(store.board.read(false).rows[0]?.proof).toMatchObject({
      tiers: { operator: 1, incomplete: 1 },
      missing: { log: 1, runner: 1, command: 1, quantization: 1, runtime: 1, hardware: 1, rig: 1 },
    });
    expect(store.board.read(false).rows[0]?.proof).toMatchObject({
      cells: { [first.categoryId]: 'incomplete' },
      hardware: ['rtx-3080-10gb'],
    });
    recordRun(store, bot.id, first, wholeFacts);
    expect(tier()).toBe('operator');
    expect(store.board.read(false).rows[0]?.proof.cells).toEqual({ [first.categoryId]: 'operator' });
  });

  it('keeps practice and real results apart', async () => {
    const store = await temporaryStore();
    const { first, bot } = setUp(store);
    const practice = store.bots.add({ name: 'practice/x', server, modelId: 'p', practice: true });
    recordRun(store, bot.id, first);
    recordRun(store, practice.id, first, { provenance: { origin: 'practice' } });
    expect(store.board.read(false).rows.map((row) => row.bot)).toEqual(['gemma']);
    expect(store.board.read(true).rows.map((row) => row.bot)).toEqual(['practice/x']);
  });

  it('agrees with a plain count over the whole history, whatever happened in which order', async () => {
    const store = await temporaryStore();
    const { first, second, bot } = setUp(store);
    const prompts = [first, second];
    const operation = fc.oneof(
      fc.record({ kind: fc.constant('run' as const), prompt: fc.nat(1), whole: fc.boolean() }),
      fc.record({ kind: fc.constant('score' as const), run: fc.nat(), points: fc.nat(40) }),
      fc.record({ kind: fc.constant('void' as const), run: fc.nat() }),
    );
    const runs: {
      id: number;
      prompt: number;
      whole: boolean;
      points: number | null;
      scores: { id: number; points: number }[];
    }[] = [];
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 25 }), (operations) => {
        for (const step of operations) {
          if (step.kind === 'run') {
            const run = recordRun(store, bot.id, prompts[step.prompt] ?? first, {
              status: step.whole ? 'complete' : 'truncated',
            });
            runs.push({ id: run.id, prompt: step.prompt, whole: step.whole, points: null, scores: [] });
          }
          const whole = runs.filter((run) => run.whole);
          const target = 'run' in step && whole.length > 0 ? whole[step.run % whole.length] : undefined;
          if (step.kind === 'score' && target)
            target.scores.push({
              id: store.scores.add({ runId: target.id, points: step.points }).id,
              points: step.points,
            });
          if (step.kind === 'void' && target) {
            const taken = target.scores.pop();
            if (taken) store.scores.void(taken.id);
          }
        }
        const expected = [0, 1].map(
          (prompt) =>
            runs.findLast((run) => run.whole && run.prompt === prompt && run.scores.length > 0)?.scores.at(-1)?.points,
        );
        const row = store.board.read(false).rows.find(({ botId }) => botId === bot.id);
        expect(row?.total ?? 0).toBe((expected[0] ?? 0) + (expected[1] ?? 0));
        expect(row?.categories['booting']?.scored ?? 0).toBe(expected.filter((points) => points !== undefined).length);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a run whose process was killed', () => {
  it('is closed as failed, once it is old enough to be nobody’s', async () => {
    const store = await temporaryStore();
    const { first, bot } = setUp(store);
    const begin = (startedAt: string): number =>
      store.runs.begin({
        botId: bot.id,
        categoryId: first.categoryId,
        promptId: first.id,
        promptHash: first.hash,
        request: { server, modelId: 'g', messages: [], parameters: {} },
        model: null,
        provenance: { origin: 'measured' },
        rawLog: null,
        stats: someStats(),
        startedAt,
      });
    const old = begin('2026-01-01T00:00:00.000Z');
    const recent = begin('2026-01-02T00:00:00.000Z');
    expect(store.runs.closeAbandoned('2026-01-01T12:00:00.000Z')).toBe(1);
    expect(store.runs.require(old)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('run the prompt again'),
    });
    expect(store.runs.require(recent).status).toBe('running');
  });
});
