import { describe, expect, it } from 'vitest';
import { pairedDifference } from '../../../src/rank/intervals';
import { randomNormal, seededRandom } from '../../../src/rank/random';
import { type CategoryPoints, type ScoredAnswer, Totals } from '../../../src/rank/totals';

const totalInterval = (own: ScoredAnswer[], all: CategoryPoints[]) => new Totals([own], all).total(0);
const totalDifference = (a: ScoredAnswer[], b: ScoredAnswer[], all: CategoryPoints[]) =>
  new Totals([a, b], all).difference(0, 1);
const totalRanks = (bots: ScoredAnswer[][], all: CategoryPoints[]) => new Totals(bots, all).ranks();

const one = [{ id: 'a', points: 100 }];
const answers = (shares: number[], category = 'a', points = 10): ScoredAnswer[] =>
  shares.map((share, i) => ({ category, prompt: String(i), points: share * points, settled: points }));

/** Boards like the bundled suites': six categories, one of them of a single heavy prompt. */
const categories = [
  { id: 'booting', points: 385, prompts: 6 },
  { id: 'programming', points: 1200, prompts: 36 },
  { id: 'general', points: 1145, prompts: 32 },
  { id: 'agi', points: 630, prompts: 12 },
  { id: 'writing', points: 1140, prompts: 8 },
  { id: 'swe', points: 500, prompts: 1 },
];

/** Answers of bots whose expected share of a prompt is their ability plus the prompt's ease, both unknown to the estimator. */
function board(random: () => number, abilities: number[], repeats = 1): ScoredAnswer[][] {
  const bots = abilities.map((): ScoredAnswer[] => []);
  for (const { id, points, prompts } of categories) {
    for (let prompt = 0; prompt < prompts; prompt++) {
      const ease = 0.12 * randomNormal(random);
      const weight = points / prompts;
      abilities.forEach((ability, bot) => {
        const taste = 0.1 * randomNormal(random);
        for (let repeat = 0; repeat < repeats; repeat++) {
          const share = ability + ease + taste + 0.08 * randomNormal(random);
          bots[bot]?.push({ category: id, prompt: String(prompt), points: share * weight, settled: weight });
        }
      });
    }
  }
  return bots;
}

const share = (hits: number, all: number) => (100 * hits) / all;

describe('totals', () => {
  it('of one category are Student’s interval of its mean', () => {
    const made = totalInterval(answers([0.2, 0.4, 0.9, 0.5]), one);
    expect(made.estimate).toBeCloseTo(50, 10);
    // t.interval(0.95, 3, loc=50, scale=sem) of SciPy.
    expect(made.low).toBeCloseTo(50 - 3.182446305 * 14.7196014, 4);
    const paired = totalDifference(answers([0.2, 0.4, 0.9, 0.5]), answers([0.1, 0.5, 0.6, 0.4]), one);
    const known = pairedDifference([20, 40, 90, 50], [10, 50, 60, 40]);
    expect([paired.estimate, paired.low, paired.high, paired.p].map((value) => value?.toFixed(8))).toEqual(
      [known.estimate, known.low, known.high, known.p].map((value) => value?.toFixed(8)),
    );
  });

  it('take what is not scored as missing, and are wider for it', () => {
    const two = [...one, { id: 'b', points: 50 }];
    const made = totalInterval(answers([0.5, 0.5, 0.5]), two);
    expect(made).toEqual({ estimate: 75, low: 50, high: 100, prompts: 3 });
    const half = totalInterval([...answers([0.5, 0.4, 0.6]), ...answers([0.5, 0.5], 'b')], two);
    expect((half.high ?? 0) - (half.low ?? 0)).toBeLessThan(60);
  });

  it('say nothing where nothing can be said, and never NaN', () => {
    expect(totalInterval([], one)).toEqual({ estimate: null, low: null, high: null, prompts: 0 });
    expect(totalInterval(answers([0.3]), one)).toEqual({ estimate: 30, low: null, high: null, prompts: 1 });
    expect(totalDifference(answers([1]), [], one)).toEqual({
      estimate: null,
      low: null,
      high: null,
      p: null,
      prompts: 0,
    });
    expect(totalDifference(answers([1, 1]), answers([1, 1]), one)).toMatchObject({ estimate: 0, p: 1 });
    expect(totalRanks([answers([0.5])], one)).toEqual([[1, 1]]);
    expect(totalRanks([[], []], one)).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('count repeats of a prompt as one observation', () => {
    const once = answers([0.2, 0.4, 0.9, 0.5]);
    const [plain, repeated] = [totalInterval(once, one), totalInterval([...once, ...once, ...once], one)];
    expect(repeated.prompts).toBe(4);
    expect(repeated.low).toBeCloseTo(plain.low ?? NaN, 8);
    expect(repeated.high).toBeCloseTo(plain.high ?? NaN, 8);
  });
});

describe('in 1,000 boards of known truth', () => {
  const max = 5000;
  it('intervals of totals and of paired differences cover 93 to 97 %', () => {
    const random = seededRandom(7);
    let [totals, differences] = [0, 0];
    for (let i = 0; i < 1000; i++) {
      const [a, b] = board(random, [0.6, 0.55], i % 2 === 0 ? 1 : 3) as [ScoredAnswer[], ScoredAnswer[]];
      const made = totalInterval(a, categories);
      if ((made.low ?? 0) <= 0.6 * max && 0.6 * max <= (made.high ?? 0)) totals++;
      const paired = totalDifference(a, b, categories);
      if ((paired.low ?? 0) <= 0.05 * max && 0.05 * max <= (paired.high ?? 0)) differences++;
    }
    expect(share(totals, 1000)).toBeGreaterThanOrEqual(93);
    expect(share(totals, 1000)).toBeLessThanOrEqual(97);
    expect(share(differences, 1000)).toBeGreaterThanOrEqual(93);
    expect(share(differences, 1000)).toBeLessThanOrEqual(97);
  });

  it('rank intervals hold the true rank of every bot in 95 % of the boards or more', () => {
    const random = seededRandom(11);
    const abilities = [0.7, 0.66, 0.62, 0.6, 0.5, 0.45];
    let [held, all, width] = [0, 0, 0];
    for (let i = 0; i < 1000; i++) {
      totalRanks(board(random, abilities), categories).forEach(([from, to], bot) => {
        all++;
        width += to - from;
        if (from <= bot + 1 && bot + 1 <= to) held++;
      });
    }
    expect(share(held, all)).toBeGreaterThanOrEqual(95);
    // They also say something: six bots, and fewer than two neighbours that cannot be told apart.
    expect(width / all).toBeLessThan(2);
  });
});
