import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorAt } from '../../../src/model/anchors';
import type { Run } from '../../../src/model/run';
import { Store } from '../../../src/store';
import { aCategory, aPrompt, recordRun, temporaryStore } from '../builders';

const rubric = [
  { id: 'correctness', points: 30, title: 'Right.' },
  { id: 'form', points: 10, title: 'In form.' },
];
const anchor = anchorAt('answer', ['first', 'second', 'third'], 1);

async function setUp(changes: Partial<Run> = {}) {
  const store = await temporaryStore();
  const prompt = aPrompt('first', 40, { rubric });
  store.prompts.sync([aCategory([prompt])]);
  const bot = store.bots.add({ name: 'gemma', server: 'http://127.0.0.1:1234', modelId: 'g', practice: false });
  const run = recordRun(store, bot.id, prompt, changes);
  const begin = (body: string) => store.remarks.begin(run.id, anchor, body);
  const points = (): number | null => store.scores.current(run.id)?.points ?? null;
  const undo = (): void => {
    const score = store.scores.current(run.id);
    if (!score) throw new Error('There is no score to undo.');
    store.scores.void(score.id);
    store.remarks.undo(score.id);
  };
  return { store, run, begin, points, undo, cell: () => store.board.read(false).rows[0]?.categories['booting'] };
}

describe('remarks', () => {
  it('add up into the score at once, item by item', async () => {
    const { store, run, begin, points, cell } = await setUp();
    begin('+5 correctness: a good start');
    const thread = begin('-2 correctness\nThis is not so.');
    store.remarks.reply(thread.id, '+4 form: and yet');
    expect(points()).toBe(7);
    expect(store.scores.current(run.id)?.rubric).toEqual({ correctness: 3, form: 4 });
    expect(cell()).toMatchObject({ points: 7, scored: 1 });
  });

  it('are kept with their place, and read again from the file', async () => {
    const { store, run, begin } = await setUp();
    const thread = begin('See <script>alert(1)</script> **here**');
    store.remarks.resolve(thread.id, true);
    const again = await Store.open(store.database.file);
    const [read] = again.remarks.threads(run.id);
    again.close();
    expect(read).toMatchObject({ anchor, resolved: true, runId: run.id });
    expect(read?.remarks.map((remark) => remark.body)).toEqual(['See <script>alert(1)</script> **here**']);
  });

  it('without points leave the answer unscored', async () => {
    const { begin, points, cell } = await setUp();
    begin('Nice.');
    expect(points()).toBeNull();
    expect(cell()).toMatchObject({ scored: 0 });
  });

  it('that are deleted take their points with them; with the last one the answer is unscored again', async () => {
    const { store, begin, points, cell } = await setUp();
    const first = begin('+5 correctness').remarks[0]?.id ?? 0;
    const second = begin('+3 form').remarks[0]?.id ?? 0;
    store.remarks.delete([first]);
    expect(points()).toBe(3);
    store.remarks.delete([second]);
    expect(points()).toBeNull();
    expect(cell()).toMatchObject({ scored: 0, points: 0 });
    store.remarks.restore([first, second]);
    expect(points()).toBe(8);
  });

  it('go on from a score given in the form, and do not count twice what it has judged', async () => {
    const { store, run, begin, points } = await setUp();
    begin('+5 correctness');
    store.scores.add({ runId: run.id, points: 30, rubric: { correctness: 25, form: 5 }, note: 'by the form' });
    const later = begin('-3 correctness: saw it only now');
    expect(points()).toBe(27);
    expect(store.scores.current(run.id)).toMatchObject({ rubric: { correctness: 22, form: 5 }, note: 'by the form' });
    store.remarks.edit(later.remarks[0]?.id ?? 0, '-1 correctness');
    expect(points()).toBe(29);
    store.remarks.delete([later.remarks[0]?.id ?? 0]);
    expect(points()).toBe(30);
  });

  it('come back to the form’s score even where points were cut at the maximum', async () => {
    const { store, run, begin, points } = await setUp();
    store.scores.add({ runId: run.id, points: 38, rubric: { correctness: 28, form: 10 } });
    const over = begin('+5 correctness').remarks[0]?.id ?? 0;
    expect(points()).toBe(40);
    store.remarks.delete([over]);
    expect(points()).toBe(38);
  });

  it('are undone together with the score they made', async () => {
    const { store, run, begin, points, undo } = await setUp();
    const thread = begin('+5 correctness');
    store.remarks.edit(thread.remarks[0]?.id ?? 0, '+9 correctness');
    expect(points()).toBe(9);
    undo();
    expect(points()).toBe(5);
    expect(store.remarks.threads(run.id)[0]?.remarks[0]?.body).toBe('+5 correctness');
    undo();
    expect(points()).toBeNull();
    expect(store.remarks.threads(run.id)).toEqual([]);
  });

  it('are refused with a reason, and then nothing is stored', async () => {
    const { store, run, begin, points } = await setUp();
    expect(() => begin('+5 spelling: no such item')).toThrow(/no item “spelling”/);
    expect(() => begin('  ')).toThrow(/Write points/);
    expect(store.remarks.threads(run.id)).toEqual([]);
    const thread = begin('+5 correctness');
    expect(() => store.remarks.edit(thread.remarks[0]?.id ?? 0, '+50 correctness')).toThrow(/at most ±30/);
    expect(points()).toBe(5);
    expect(() => store.remarks.reply(999, 'hello')).toThrow(/not in the database/);
  });

  it('on a cut answer are words only', async () => {
    const { store, run, begin } = await setUp({ status: 'truncated' });
    expect(() => begin('+5 correctness')).toThrow(/truncated, so it gets no points/);
    begin('It stops in the middle.');
    expect(store.remarks.threads(run.id)).toHaveLength(1);
  });

  it('always add up to what counts, whatever is done in whatever order', async () => {
    const { store, run, begin, points, undo } = await setUp();
    const body = fc.constantFrom(
      '+5 correctness',
      '-7 correctness',
      '+10 form',
      '-3',
      '+25 correctness',
      'words',
      '+4',
    );
    const act = fc.oneof(
      fc.record({ kind: fc.constant('begin' as const), body }),
      fc.record({ kind: fc.constant('edit' as const), which: fc.nat(), body }),
      fc.record({ kind: fc.constantFrom('delete' as const, 'undo' as const), which: fc.nat() }),
    );
    const remarks = () => store.remarks.threads(run.id).flatMap((thread) => thread.remarks);
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        store.remarks.delete(remarks().map((remark) => remark.id));
        expect(points()).toBeNull();
        for (const one of acts) {
          const known = remarks();
          const chosen = 'which' in one && known.length > 0 ? known[one.which % known.length] : undefined;
          if (one.kind === 'begin') begin(one.body);
          else if (one.kind === 'edit' && chosen) store.remarks.edit(chosen.id, one.body);
          else if (one.kind === 'delete' && chosen) store.remarks.delete([chosen.id]);
          else if (one.kind === 'undo' && points() !== null) undo();
          const marks = remarks().flatMap((remark) => store.remarks.marksOf(run.id, remark.body));
          const sum = (item: string | null): number =>
            marks.filter((mark) => mark.item === item).reduce((total, mark) => total + mark.points, 0);
          const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));
          const expected = clamp(clamp(sum('correctness'), 30) + clamp(sum('form'), 10) + sum(null), 40);
          expect(points()).toBe(marks.length === 0 ? null : expected);
          expect(store.remarks.sheet(run.id)?.points).toBe(expected);
        }
      }),
      { numRuns: 40 },
    );
  });
});
