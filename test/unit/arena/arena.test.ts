import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Outcome } from '../../../src/model/arena';
import { styleOf } from '../../../src/model/answerStyle';
import { Arena } from '../../../src/playground/arena';
import { readVotes } from '../../../src/exchange/votes/readVotes';
import { votesToCsv } from '../../../src/exchange/votes/writeVotes';
import { deal, type Showable, type Shown } from '../../../src/rank/arena/deal';
import { bootstrapByPrompt } from '../../../src/rank/ratings/bootstrap';
import { rateVotes } from '../../../src/rank/ratings/rate';
import { seededRandom } from '../../../src/rank/random';
import { rateWithStyle, type StyledVote } from '../../../src/rank/ratings/style';
import type { Vote, Winner } from '../../../src/rank/ratings/votes';
import { aCategory, aModel, aPrompt, recordRun, temporaryStore } from '../builders';

async function anArena(bots: number, prompts: number) {
  const store = await temporaryStore();
  const list = Array.from({ length: prompts }, (_, i) => aPrompt(`p${i}`, 10));
  store.prompts.sync([aCategory(list)]);
  store.bots.preload(
    Array.from({ length: bots }, (_, i) => aModel(`model-${i}`)),
    false,
  );
  for (const bot of store.bots.list())
    for (const prompt of list) recordRun(store, bot.id, prompt, { text: `${bot.name} **says** ${prompt.id}` });
  return { store, arena: new Arena(store, () => undefined, seededRandom(1)) };
}

const cast = async (arena: Arena, outcome: Outcome | null = 'left') => {
  const pair = await arena.next();
  if (!pair) throw new Error('no pair');
  return arena.vote({ ...pair, outcome, reason: outcome === null ? 'same' : null, voter: 'me', milliseconds: 1200 });
};

describe('the arena', () => {
  it('rates anew after each vote and each undone one, and not before', async () => {
    const { store, arena } = await anArena(2, 3);
    await cast(arena);
    const one = await arena.ratings();
    expect(await arena.ratings()).toEqual(one);
    await cast(arena, 'right');
    const two = await arena.ratings();
    expect(two).not.toEqual(one);
    const afresh = new Arena(store, () => undefined);
    for (const options of [{}, { interval: 'sandwich' }, { category: 'other' }] as const)
      expect(await arena.ratings(options)).toEqual(await afresh.ratings(options));
    arena.undo('me');
    expect(await arena.ratings()).toEqual(one);
  });

  it('keeps votes for ever: undone ones stay, voided, and the database refuses to change or delete them', async () => {
    const { store, arena } = await anArena(3, 2);
    const [first, second] = [await cast(arena), await cast(arena, 'tie')];
    expect(arena.undo('somebody else')).toBeNull();
    expect(arena.undo('me')?.id).toBe(second.id);
    expect(arena.list().map(({ id, voidedAt }) => [id, voidedAt === null])).toEqual([
      [first.id, true],
      [second.id, false],
    ]);
    expect(arena.progress().votes).toBe(1);
    expect(() => store.database.run('DELETE FROM arena_vote')).toThrow();
    expect(() => store.database.run(`UPDATE arena_vote SET outcome = 'right' WHERE id = ?`, first.id)).toThrow();
    expect(() => store.database.run('UPDATE arena_vote SET voided_at = NULL WHERE id = ?', second.id)).toThrow();
    expect(arena.undo('me')?.id).toBe(first.id);
    expect(arena.undo('me')).toBeNull();
  });

  it('refuses what is no comparison, and stores nothing', async () => {
    const { store, arena } = await anArena(2, 2);
    const [a, b] = store.arena.answers(false);
    const vote = { outcome: 'left' as const, reason: null, voter: 'me', milliseconds: 1 };
    expect(() => arena.vote({ ...vote, leftRun: a!.runId, rightRun: a!.runId })).toThrow('same bot');
    const other = store.arena
      .answers(false)
      .find(({ botId, promptId }) => botId !== a!.botId && promptId !== a!.promptId);
    expect(() => arena.vote({ ...vote, leftRun: a!.runId, rightRun: other!.runId })).toThrow('different prompts');
    expect(() => arena.vote({ ...vote, leftRun: a!.runId, rightRun: 999 })).toThrow();
    expect(b).toBeDefined();
    expect(arena.list()).toEqual([]);
  });

  it('takes the vote that a person has cast on two answers back when they vote on them again, not another person’s', async () => {
    const { arena } = await anArena(2, 1);
    const first = await cast(arena);
    expect(first.replaced).toEqual([]);
    const { leftRun, rightRun } = first;
    const again = { outcome: 'tie' as const, reason: null, milliseconds: 1 };
    const other = arena.vote({ ...again, leftRun, rightRun, voter: 'you' });
    expect(other.replaced).toEqual([]);
    const turned = arena.vote({ ...again, leftRun: rightRun, rightRun: leftRun, voter: 'me' });
    expect(turned.replaced).toEqual([first.id]);
    expect(arena.list().map(({ voidedAt }) => voidedAt === null)).toEqual([false, true, true]);
    expect(arena.exported()).toHaveLength(2);
  });

  it('shows each pair of answers once, skipped ones too, and ends', async () => {
    const { arena } = await anArena(3, 4);
    const seen = new Set<string>();
    for (let pair = await arena.next(); pair; pair = await arena.next()) {
      seen.add([pair.leftRun, pair.rightRun].sort((x, y) => x - y).join('/'));
      const outcome = seen.size % 3 === 0 ? null : 'tie';
      arena.vote({ ...pair, outcome, reason: outcome === null ? 'broken' : null, voter: 'me', milliseconds: 1 });
    }
    expect(seen.size).toBe(12);
    expect(arena.progress()).toEqual({ votes: 8, open: 0, bots: 3 });
  });

  it('makes the pair after the one on screen ready, which is another', async () => {
    const { arena } = await anArena(4, 3);
    const first = (await arena.next())!;
    const second = (await arena.next([first]))!;
    expect([second.leftRun, second.rightRun].sort()).not.toEqual([first.leftRun, first.rightRun].sort());
  });

  it('gives votes that read back as they were, and preferences of those that prefer', async () => {
    const { arena } = await anArena(3, 3);
    for (const outcome of ['left', 'right', 'tie', 'both_bad', null] as const) await cast(arena, outcome);
    const votes = arena.exported();
    expect(readVotes(votesToCsv(votes))).toEqual({ votes, left: [] });
    expect(votes.map(({ winner }) => winner)).toEqual(['model_a', 'model_b', 'tie', 'both_bad']);
    const preferences = arena.preferences();
    expect(preferences).toHaveLength(2);
    const [one, two] = arena.list();
    const text = (run: number) => arena['store'].runs.require(run).text;
    expect(preferences[0]).toMatchObject({ chosen: text(one!.leftRun), rejected: text(one!.rightRun) });
    expect(preferences[1]).toMatchObject({ chosen: text(two!.rightRun), rejected: text(two!.leftRun) });
  });

  it('rates by category, and says who is not to be compared', async () => {
    const { arena } = await anArena(4, 5);
    for (let i = 0; i < 20; i++) await cast(arena, i % 4 === 0 ? 'right' : 'left');
    const ratings = await arena.ratings();
    expect(ratings).toHaveLength(4);
    expect(ratings.reduce((sum, { rating }) => sum + rating, 0) / 4).toBeCloseTo(1000, 6);
    expect(await arena.ratings({ category: 'booting' })).toEqual(ratings);
    expect(await arena.ratings({ category: 'other' })).toEqual([]);
    expect((await arena.styledRatings()).ratings).toHaveLength(4);
  });
});

describe('the next pair', () => {
  const field = (players: number, prompts: number): Showable[] =>
    Array.from({ length: players * prompts }, (_, i) => ({
      run: i,
      player: i % players,
      prompt: `p${Math.floor(i / players)}`,
    }));

  it('connects all bots before anything else, never repeats two bots in a row, and balances left and right', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 12 }),
        fc.integer({ min: 3, max: 8 }),
        fc.integer(),
        (players, prompts, seed) => {
          const random = seededRandom(seed);
          const answers = field(players, prompts);
          const shown: Shown[] = [];
          const roots = new Map(Array.from({ length: players }, (_, i) => [i, i]));
          const root = (i: number): number => (roots.get(i) === i ? i : root(roots.get(i)!));
          for (let turn = 0; turn < players * 2; turn++) {
            const dealt = deal(answers, shown, random);
            if (!dealt) break;
            const { left, right } = dealt;
            expect(left.prompt).toBe(right.prompt);
            expect(left.player).not.toBe(right.player);
            if (turn < players - 1) expect(root(left.player)).not.toBe(root(right.player));
            roots.set(root(left.player), root(right.player));
            const last = shown.at(-1);
            if (last)
              expect([left.player, right.player].sort()).not.toEqual([last.left.player, last.right.player].sort());
            shown.push({ ...dealt, points: [0, 0.5, 1][Math.floor(random() * 3)]! });
          }
          for (let player = 0; player < players; player++) {
            const surplus = shown.reduce(
              (sum, { left, right }) => sum + Number(left.player === player) - Number(right.player === player),
              0,
            );
            expect(Math.abs(surplus)).toBeLessThanOrEqual(3);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('asks less where the order is decided than where it is open', () => {
    const answers = field(3, 400);
    const shown: Shown[] = [];
    const meet = (a: number, b: number, points: number) => {
      const prompt = shown.length;
      const at = (player: number) => answers[prompt * 3 + player] as Showable;
      shown.push({ left: at(a), right: at(b), points });
    };
    for (let i = 0; i < 40; i++) {
      meet(0, 1, i % 2);
      meet(0, 2, i === 0 ? 0 : 1);
      meet(1, 2, i === 0 ? 0 : 1);
    }
    const counts = new Map<string, number>();
    const random = seededRandom(3);
    for (let i = 0; i < 30; i++) {
      const { left, right } = deal(answers, shown, random)!;
      const key = [left.player, right.player].sort().join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
      shown.push({ left, right, points: key === '01' ? i % 2 : left.player === 2 ? 0 : 1 });
    }
    expect(counts.get('01')).toBeGreaterThan(Math.max(counts.get('02') ?? 0, counts.get('12') ?? 0));
  });

  it('deals two bots again and again while there are only two', () => {
    const random = seededRandom(1);
    const shown: Shown[] = [];
    for (let dealt = deal(field(2, 3), shown, random); dealt; dealt = deal(field(2, 3), shown, random))
      shown.push({ ...dealt, points: 1 });
    expect(shown).toHaveLength(3);
  });
});

describe('style', () => {
  it('is counted outside code', () => {
    expect(styleOf('# A\n\n- one **bold** word\n2. two\n```\n# no heading\n- no item **x**\n```\n')).toEqual({
      length: 17,
      headings: 1,
      lists: 2,
      bold: 1,
    });
  });

  it('is taken out of the ratings: who only writes longer is no better', () => {
    const random = seededRandom(5);
    const votes: StyledVote[] = [];
    const look = (length: number) => ({ length, headings: 0, lists: 0, bold: 0 });
    for (let i = 0; i < 3000; i++) {
      const [a, b] = [['w', 'x', 'y'][i % 3]!, ['x', 'y', 'w'][i % 3]!];
      // w writes long most of the time; readers like length, and nothing else is between the three.
      const lengthOf = (bot: string) => 50 + 100 * random() + (bot === 'w' ? 80 : 0);
      const [one, two] = [lengthOf(a), lengthOf(b)];
      const chance = 1 / (1 + Math.exp(-3 * ((one - two) / (one + two))));
      const winner: Winner = random() < chance ? 'model_a' : 'model_b';
      votes.push({ a, b, winner, prompt: `p${i % 50}`, styleA: look(one), styleB: look(two) });
    }
    const plain = rateVotes(votes).find(({ model }) => model === 'w')!;
    const { ratings, effects } = rateWithStyle(votes);
    const styled = ratings.find(({ model }) => model === 'w')!;
    expect(plain.low).toBeGreaterThan(1000);
    expect(styled.low).toBeLessThan(1000);
    expect(styled.high).toBeGreaterThan(1000);
    expect(effects.map(({ style }) => style)).toEqual(['length']);
    expect(effects[0]!.low).toBeGreaterThan(0);
  });

  it('changes nothing where all answers look alike', () => {
    const look = { length: 10, headings: 0, lists: 0, bold: 0 };
    const votes = ['model_a', 'model_b', 'tie', 'model_a', 'tie', 'model_a', 'model_b', 'tie', 'model_a', 'tie'].map(
      (winner): StyledVote => ({
        a: 'x',
        b: 'y',
        winner: winner as Winner,
        styleA: look,
        styleB: look,
      }),
    );
    const { ratings, effects } = rateWithStyle(votes);
    expect(effects).toEqual([]);
    const plain = rateVotes(votes);
    ratings.forEach(({ rating, low }, i) => {
      expect(rating).toBeCloseTo(plain[i]!.rating, 2);
      expect(low).toBeCloseTo(plain[i]!.low!, 1);
    });
  });
});

describe('style control with few votes', () => {
  it('says that they are too few, and claims nothing', () => {
    const looks = (length: number) => ({ length, headings: 0, lists: 0, bold: 0 });
    const votes = Array.from({ length: 8 }, (_, i): StyledVote => ({
      a: 'x',
      b: 'y',
      winner: i % 3 ? 'model_a' : 'model_b',
      styleA: looks(10 + i),
      styleB: looks(20),
    }));
    const { ratings, effects, note } = rateWithStyle(votes);
    expect(effects).toEqual([]);
    expect(note).toContain('8');
    expect(ratings).toEqual(rateVotes(votes));
  });
});

describe('the bootstrap by prompt', () => {
  it('is the same each time, holds the rating, and is wider where votes on a prompt agree', () => {
    const random = seededRandom(2);
    const votes = (agree: boolean): Vote[] =>
      Array.from({ length: 20 }, (_, prompt) => {
        const first = random() < 0.6;
        return Array.from({ length: 10 }, (): Vote => ({
          a: 'x',
          b: 'y',
          winner: (agree ? first : random() < 0.6) ? 'model_a' : 'model_b',
          prompt: `p${prompt}`,
        }));
      }).flat();
    const width = (list: Vote[]) => {
      const rated = bootstrapByPrompt(list, rateVotes(list));
      expect(bootstrapByPrompt(list, rateVotes(list))).toEqual(rated);
      const [best] = rated;
      expect(best!.low!).toBeLessThan(best!.rating);
      expect(best!.high!).toBeGreaterThan(best!.rating);
      return best!.high! - best!.low!;
    };
    expect(width(votes(true))).toBeGreaterThan(1.5 * width(votes(false)));
  });

  it('leaves out a bound where the votes set none', () => {
    const votes: Vote[] = [
      { a: 'x', b: 'y', winner: 'model_a', prompt: 'p' },
      { a: 'x', b: 'y', winner: 'model_a', prompt: 'q' },
    ];
    const rated = rateVotes(votes);
    bootstrapByPrompt(votes, rated).forEach(({ low, high }, i) =>
      expect([low === null, high === null]).toEqual([rated[i]!.low === null, rated[i]!.high === null]),
    );
  });
});
