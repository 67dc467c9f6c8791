import { expect, it } from 'vitest';
import { votedIn, withBeside } from '../../../src/features/board/beside';
import { Arena } from '../../../src/playground/arena';
import { Scoring } from '../../../src/playground/scoring';
import { seededRandom } from '../../../src/rank/random';
import { aCategory, aModel, aPrompt, recordRun, temporaryStore } from '../builders';

it('ratings and proposals stand beside the rows of the board, and never in their totals', async () => {
  const store = await temporaryStore();
  const rubric = [
    { id: 'fit', points: 10, title: 'Fits' },
    { id: 'style', points: 5, title: 'Style' },
  ];
  const prompt = aPrompt('p', 15, { rubric });
  store.prompts.sync([aCategory([prompt])]);
  store.bots.preload([aModel('one'), aModel('two'), aModel('three')], false);
  const runs = store.bots.list().map((bot) => recordRun(store, bot.id, prompt));
  const arena = new Arena(store, () => undefined, seededRandom(1));
  const scoring = new Scoring(store, () => undefined);
  const [run, other] = runs;
  const board = () => store.board.read(false);
  const of = async (botId: number) => (await arena.beside(board())).get(botId)!;
  expect(await of(run!.botId)).toEqual({ arena: null, proposed: 0, categories: {} });

  scoring.propose(run!.id, { by: 'judge', items: { fit: { points: 7 }, style: { points: 2 } } });
  scoring.recordAutomatic(run!.id, { by: 'checks 1', items: { style: { points: 5 } } });
  arena.vote({ leftRun: run!.id, rightRun: other!.id, outcome: 'tie', reason: null, voter: 'me', milliseconds: 1 });
  const made = await of(run!.botId);
  // What a program has settled is not proposed any more.
  expect([made.proposed, made.categories['booting']!.proposed]).toEqual([7, 7]);
  expect(made.arena).toMatchObject({ rating: 1000, votes: 1 });
  expect(made.arena!.low).toBeLessThan(900);
  expect(made.categories['booting']!.arena).toEqual(made.arena);
  expect(board().rows.find(({ botId }) => botId === run!.botId)).toMatchObject({ total: 5, proven: 5, accepted: 0 });

  const rows = [...(await arena.beside(board()))].filter(([, { arena }]) => arena !== null);
  const beside = { practice: false, rows, judges: [] };
  expect(votedIn(beside)).toEqual({ any: true, categories: [] });
  const shown = withBeside(board(), beside);
  expect(shown.rows.map((row) => row.beside !== undefined).sort()).toEqual([false, true, true]);

  const [proposal] = store.scores.proposals(run!.id);
  scoring.accept(proposal!.id);
  expect((await of(run!.botId)).proposed).toBe(0);
  expect(board().rows[0]).toMatchObject({ total: 12, accepted: 7 });
});
