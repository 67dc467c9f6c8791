import { describe, expect, it } from 'vitest';
import { fitBradleyTerry, middleRating, pointsPerLogit } from '../../../src/rank/ratings/bradleyTerry';
import { errorOf, promptClustered, sandwich } from '../../../src/rank/ratings/errors';
import { connectedGroups, stronglyConnectedGroups } from '../../../src/rank/ratings/groups';
import { rateVotes } from '../../../src/rank/ratings/rate';
import { tally, type Vote, type Winner } from '../../../src/rank/ratings/votes';
import { referenceFiles, referenceJson, referenceLines } from './shared';

interface Line {
  model_a: string;
  model_b: string;
  winner: Winner;
  prompt: string;
}
interface Exact {
  rating: number;
  lower: number;
  upper: number;
  sandwich_se: number;
  prompt_clustered_se: number;
}
type Expected = Record<string, Record<string, Exact>> & {
  connected_groups: unknown[][];
  strongly_connected_groups: unknown[][];
  mle_is_finite: boolean;
};

const votesOf = (name: string): Vote[] =>
  referenceLines<Line>('ratings', 'votes', `${name}.jsonl`).map(({ model_a, model_b, winner, prompt }) => ({
    a: model_a,
    b: model_b,
    winner,
    prompt,
  }));
const vote = (a: string, b: string, winner: Winner, times = 1): Vote[] =>
  Array.from({ length: times }, () => ({ a, b, winner }));

describe('ratings of other people’s programs', () => {
  for (const file of referenceFiles('ratings', 'expected')) {
    const name = file.replace('.json', '');
    it(name, () => {
      const expected = referenceJson<Expected>('ratings', 'expected', file);
      const votes = votesOf(name);
      const field = tally(votes);
      expect(new Set(connectedGroups(field)).size).toBe(expected.connected_groups.length);
      expect(new Set(stronglyConnectedGroups(field)).size).toBe(expected.strongly_connected_groups.length);
      const n = field.players.length;
      const place = (model: string) => field.players.indexOf(model);
      if (expected.mle_is_finite && expected.connected_groups.length === 1) {
        const fit = fitBradleyTerry(field, 0);
        const [plain, clustered] = [sandwich(field, fit), promptClustered(field, fit, votes)];
        const rated = new Map(rateVotes(votes).map((rating) => [rating.model, rating]));
        for (const [model, exact] of Object.entries(expected['exact'] ?? {})) {
          expect(errorOf(plain, n, place(model)) * pointsPerLogit).toBeCloseTo(exact.sandwich_se, 3);
          expect(errorOf(clustered, n, place(model)) * pointsPerLogit).toBeCloseTo(exact.prompt_clustered_se, 3);
          expect(rated.get(model)?.rating).toBeCloseTo(exact.rating, 3);
          expect(rated.get(model)?.low).toBeCloseTo(exact.lower, 3);
          expect(rated.get(model)?.high).toBeCloseTo(exact.upper, 3);
        }
      } else {
        expect(rateVotes(votes).every((rating) => rating.note !== null)).toBe(true);
      }
      for (const prior of ['0.01', '0.1', '1.0']) {
        const known = expected[`exact_gaussian_prior_${prior}`];
        if (!known) continue;
        // With a prior the whole field is one problem, also where groups never met.
        const fit = fitBradleyTerry(field, Number(prior));
        const errors = sandwich(field, fit);
        for (const [model, exact] of Object.entries(known)) {
          const rating = middleRating + (fit.strengths[place(model)] as number) * pointsPerLogit;
          expect(rating).toBeCloseTo(exact.rating, 3);
          expect(errorOf(errors, n, place(model)) * pointsPerLogit).toBeCloseTo(exact.sandwich_se, 3);
        }
      }
    });
  }
});

describe('ratings', () => {
  it('of two models are the odds of their wins', () => {
    const [first, second] = rateVotes([...vote('x', 'y', 'model_a', 7), ...vote('x', 'y', 'model_b', 3)]);
    // 7 of 10 wins: 400·log10(7/3) points apart.
    expect((first?.rating ?? 0) - (second?.rating ?? 0)).toBeCloseTo(400 * Math.log10(7 / 3), 6);
  });

  it('say so where nothing bounds them, and give no tight interval', () => {
    const ratings = rateVotes([
      ...vote('best', 'a', 'model_a', 30),
      ...vote('a', 'b', 'model_a', 9),
      ...vote('a', 'b', 'model_b', 5),
    ]);
    expect(ratings.map(({ model, low, high, finite }) => ({ model, low, high, finite }))).toEqual(
      ['best', 'a', 'b'].map((model) => ({ model, low: null, high: null, finite: false })),
    );
    expect(ratings[0]?.note).toMatch(/no bound/);
    // It has won all 30 against a; whether it would against b, nobody knows.
    expect(ratings[0]?.rank).toEqual([1, 2]);
  });

  it('of groups that never met stand apart', () => {
    const ratings = rateVotes([
      ...vote('a', 'b', 'model_a', 5),
      ...vote('a', 'b', 'model_b', 4),
      ...vote('c', 'd', 'model_a', 3),
      ...vote('c', 'd', 'model_b', 2),
    ]);
    expect(ratings.map(({ model, group }) => `${model} ${group}`)).toEqual(['a 0', 'b 0', 'c 1', 'd 1']);
    expect(ratings.every(({ note }) => note?.includes('never met'))).toBe(true);
  });

  it('do not depend on the order of the votes or on who stood left', () => {
    const votes = [...vote('a', 'b', 'model_a', 5), ...vote('b', 'c', 'tie', 4), ...vote('c', 'a', 'model_a', 2)];
    const turned = votes.reverse().map(({ a, b, winner }): Vote => ({
      a: b,
      b: a,
      winner: winner === 'model_a' ? 'model_b' : winner === 'model_b' ? 'model_a' : winner,
    }));
    expect(rateVotes(turned)).toEqual(rateVotes(votes));
  });

  it('of nobody are none, and a vote of a model against itself counts for nothing', () => {
    expect(rateVotes([])).toEqual([]);
    expect(rateVotes(vote('a', 'a', 'model_a'))).toEqual([]);
  });
});

it('nothing but ties leaves no error to see, which is said beside so narrow an interval', () => {
  const votes = Array.from({ length: 20 }, (): Vote => ({ a: 'x', b: 'y', winner: 'tie' }));
  for (const { low, high, note } of rateVotes(votes)) {
    expect([low, high]).toEqual([1000, 1000]);
    expect(note).toContain('that is no certainty');
  }
  expect(rateVotes(votes, { fewVotes: true }).every(({ low, note }) => (low ?? 0) < 1000 && note === null)).toBe(true);
  expect(rateVotes([...votes, { a: 'x', b: 'y', winner: 'model_a' }])[0]?.note).toBeNull();
});
