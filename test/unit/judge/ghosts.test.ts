import { describe, expect, it } from 'vitest';
import { juryOf } from '../../../src/model/jury';
import { Scoring } from '../../../src/playground/scoring';
import { isTaken, takingOf, withGhosts } from '../../../src/features/scoring/ghosts';
import { startDraft } from '../../../src/features/scoring/scoreForm';
import { aCategory, aModel, aPrompt, recordRun, temporaryStore } from '../builders';

const rubric = [
  { id: 'fit', points: 10, title: 'Fits' },
  { id: 'style', points: 5, title: 'Style' },
];

async function judged() {
  const store = await temporaryStore();
  const prompt = aPrompt('p', 15, { rubric });
  store.prompts.sync([aCategory([prompt])]);
  const [bot] = store.bots.preload([aModel('m')], false);
  const run = recordRun(store, bot!.id, prompt);
  const scoring = new Scoring(store, () => undefined);
  const propose = (by: string, fit: number, style?: number) =>
    scoring.propose(run.id, {
      by,
      items: {
        fit: { points: fit, evidence: { reason: `${by} says so`, quotation: 'An answer.' } },
        ...(style === undefined ? {} : { style: { points: style } }),
      },
    });
  /** What the form is shown. */
  const content = () => ({
    ghosts: juryOf(store.scores.proposals(run.id)),
    items: store.scores.counting(run.id)?.items ?? {},
    score: store.scores.current(run.id),
    prompt: { ...prompt, current: true },
  });
  return { store, run, scoring, propose, content };
}

describe('ghost points', () => {
  it('are the median of the judges, with what each says', async () => {
    const { propose, content } = await judged();
    propose('one', 4, 5);
    propose('two', 9);
    propose('three', 6);
    const { fit, style } = content().ghosts;
    expect(fit).toMatchObject({ points: 6, least: 4, most: 9 });
    expect(fit!.voices[1]).toEqual({ judge: 'two', points: 9, reason: 'two says so', quotation: 'An answer.' });
    expect(style).toMatchObject({ points: 5, voices: [{ judge: 'one', reason: '', quotation: '' }] });
  });

  it('count nowhere until they are accepted, item by item or all, and can be taken back', async () => {
    const { store, run, scoring, propose, content } = await judged();
    propose('one', 4, 5);
    propose('two', 8);
    const total = () => store.board.read(false).rows[0]!.total;
    expect([content().score, total()]).toEqual([null, 0]);
    scoring.acceptJury(run.id, ['fit']);
    expect([total(), isTaken(content(), 'fit'), isTaken(content(), 'style')]).toEqual([6, true, false]);
    expect(takingOf(content(), null)).toEqual({ accept: ['style'], fill: [] });
    const all = scoring.acceptJury(run.id);
    expect(all).toMatchObject({ points: 11, by: 'one, two', source: 'accepted' });
    expect(store.board.read(false).rows[0]).toMatchObject({ accepted: 11, given: 0, proven: 0, open: 0 });
    scoring.undo(all.id);
    expect(total()).toBe(6);
    expect(() => scoring.acceptJury(run.id, ['nothing'])).toThrow('nothing can be accepted');
  });

  it('only fill the field where a person or a program has given points', async () => {
    const { run, scoring, propose, content } = await judged();
    propose('one', 4, 5);
    scoring.recordAutomatic(run.id, { by: 'checks 1', items: { style: { points: 1 } } });
    expect(takingOf(content(), null)).toEqual({ accept: ['fit'], fill: ['style'] });
    scoring.give({ runId: run.id, points: 9 });
    expect(takingOf(content(), ['fit'])).toEqual({ accept: [], fill: ['fit'] });
    const { ghosts, score } = content();
    const draft = withGhosts(startDraft(rubric, score), ghosts, ['fit']);
    expect(draft).toMatchObject({ mode: 'rubric', items: { fit: '4' } });
  });

  it('of a prompt without a rubric are about the whole', async () => {
    const { store } = await judged();
    const prompt = aPrompt('q', 20);
    store.prompts.sync([aCategory([prompt])]);
    const run = recordRun(store, store.bots.list()[0]!.id, prompt);
    const scoring = new Scoring(store, () => undefined);
    for (const [by, points] of [
      ['one', 10],
      ['two', 15],
    ] as const)
      scoring.propose(run.id, { by, items: { '': { points, evidence: { reason: 'r', quotation: '' } } } });
    expect(scoring.acceptJury(run.id)).toMatchObject({ points: 12.5, whole: true });
    const score = store.scores.current(run.id);
    const content = {
      ghosts: juryOf(store.scores.proposals(run.id)),
      items: {},
      score,
      prompt: { ...prompt, current: true },
    };
    expect([isTaken(content, ''), takingOf(content, null)]).toEqual([true, { accept: [], fill: [] }]);
  });
});
