import { describe, expect, it } from 'vitest';
import { candidates } from '../../../src/rank/arena/nextPair';
import { randomIndex, randomNormal, seededRandom } from '../../../src/rank/random';
import { middleRating, pointsPerLogit, winChance } from '../../../src/rank/ratings/bradleyTerry';
import { rateVotes } from '../../../src/rank/ratings/rate';
import { tally, type Vote } from '../../../src/rank/ratings/votes';

/** Tournaments a row: 1,000 with LLP_LONG_SIMULATION=1, as docs/testing.md has it; few by default. */
const isLong = process.env['LLP_LONG_SIMULATION'] === '1';
const tournaments = isLong ? 1000 : 100;
const bots = 10;

interface Plan {
  votesPerBot: number;
  /** Share of what could be ties that are. */
  ties: number;
  /** Pairs chosen by information, as the arena does; else drawn. */
  chosen: boolean;
}

/** Share of the bots whose true rating lies within the interval, of those that have bounds. */
function coverage({ votesPerBot, ties, chosen }: Plan, seed: number): number {
  const random = seededRandom(seed);
  let [within, all] = [0, 0];
  // Choosing pairs takes far longer than all else.
  for (let made = 0; made < (chosen && !isLong ? 25 : tournaments); made++) {
    const drawn = Array.from({ length: bots }, () => 0.7 * randomNormal(random));
    const middle = drawn.reduce((sum, strength) => sum + strength, 0) / bots;
    const votes: Vote[] = [];
    let last = '';
    while (votes.length < (bots * votesPerBot) / 2) {
      const [i, j] = chosen ? next(votes, last, random) : anyTwo(random);
      last = `${i}/${j}`;
      const winner = outcome(winChance(drawn[i]!, drawn[j]!), ties, random());
      votes.push({ a: nameOf(i), b: nameOf(j), winner });
    }
    for (const { model, low, high } of rateVotes(votes, { fewVotes: true })) {
      if (low === null || high === null) continue;
      const truth = middleRating + (drawn[Number(model)]! - middle) * pointsPerLogit;
      all++;
      if (low <= truth && truth <= high) within++;
    }
  }
  return within / all;
}

/** Points are p on average, with ties or without. */
function outcome(p: number, ties: number, draw: number): Vote['winner'] {
  const tie = 2 * ties * Math.min(p, 1 - p);
  if (draw < tie) return 'tie';
  return draw < p + tie / 2 ? 'model_a' : 'model_b';
}

function nameOf(bot: number): string {
  return String(bot);
}

function anyTwo(random: () => number): [number, number] {
  const i = randomIndex(random, bots);
  return [i, (i + 1 + randomIndex(random, bots - 1)) % bots];
}

function next(votes: Vote[], last: string, random: () => number): [number, number] {
  const field = tally(votes);
  const at = (player: number): number => Number(field.players[player]);
  const pairs = field.pairs.map((pair) => ({ ...pair, first: at(pair.first), second: at(pair.second) }));
  const [best] = candidates({ players: bots, pairs }, (i, j) => `${i}/${j}` !== last, random);
  return [best!.first, best!.second];
}

describe('95 % intervals of ratings', () => {
  it.each<[string, Plan]>([
    ['with 60 votes a bot', { votesPerBot: 60, ties: 0, chosen: false }],
    ['with ties', { votesPerBot: 60, ties: 0.5, chosen: false }],
    ['with 10 votes a bot', { votesPerBot: 10, ties: 0, chosen: false }],
    ['with 10 votes a bot and ties', { votesPerBot: 10, ties: 0.5, chosen: false }],
    ['with pairs chosen by information', { votesPerBot: 20, ties: 0, chosen: true }],
    ['with pairs chosen by information and ties', { votesPerBot: 20, ties: 0.5, chosen: true }],
    ['with 10 votes a bot, pairs chosen by information and ties', { votesPerBot: 10, ties: 0.5, chosen: true }],
  ])(
    'hold in 93 to 97 percent of tournaments %s',
    (_, plan) => {
      const share = coverage(plan, 20261128);
      // Of few tournaments the share itself is uncertain by more than two points.
      const slack = isLong ? 0 : 0.025;
      expect(share).toBeGreaterThan(0.93 - slack);
      expect(share).toBeLessThan(0.97 + slack);
    },
    600_000,
  );

  it('are no certainty where all votes are ties', () => {
    const ties = Array.from({ length: 5 }, (): Vote => ({ a: 'x', b: 'y', winner: 'tie' }));
    const plain = rateVotes(ties)[0]!;
    const [made] = rateVotes(ties, { fewVotes: true });
    expect(plain.high! - plain.low!).toBeCloseTo(0, 6);
    expect(made!.high! - made!.low!).toBeGreaterThan(50);
  });

  it('go over into those of the plain sandwich estimator with many votes', () => {
    const random = seededRandom(3);
    const votes = Array.from({ length: 20_000 }, (): Vote => {
      const [i, j] = anyTwo(random);
      return { a: nameOf(i), b: nameOf(j), winner: outcome(winChance(i / 5, j / 5), 0.3, random()) };
    });
    const plain = rateVotes(votes);
    rateVotes(votes, { fewVotes: true }).forEach(({ low }, i) => expect(low).toBeCloseTo(plain[i]!.low!, 0));
  });
});
