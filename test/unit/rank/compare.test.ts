import { describe, expect, it } from 'vitest';
import type { PromptScore } from '../../../src/model/certainty';
import { families, type Member } from '../../../src/model/families';
import { bootstrapDifference } from '../../../src/rank/bootstrap';
import { compareAll } from '../../../src/rank/compare';
import { pairedDifference } from '../../../src/rank/intervals';
import { randomNormal, seededRandom } from '../../../src/rank/random';
import { foldRepeats } from '../../../src/rank/repeats';
import { hasReference, referenceJson } from './shared';

const categories = [{ id: 'c', points: 100 }];
const scores = (points: (number | null)[], category = 'c'): PromptScore[] =>
  points.flatMap((value, at) =>
    value === null ? [] : [{ botId: 1, category, prompt: `p${at}`, points: value, settled: 10 }],
  );

describe('two bots beside each other', () => {
  it('are compared prompt by prompt: a small difference that always shows is found, noise is not', () => {
    const hard = [2, 9, 4, 7, 1, 8, 5, 3];
    const [better] = compareAll(
      [
        { name: 'a', scores: scores(hard.map((value, at) => value + (at % 2 ? 1 : 0.8))) },
        { name: 'b', scores: scores(hard) },
      ],
      categories,
    );
    expect(better).toMatchObject({ equal: false, prompts: 8 });
    expect(better?.sentence).toMatch(/^a is better than b by 9\.0 points/);
    const [noise] = compareAll(
      [
        { name: 'a', scores: scores([1, 9, 3, 7]) },
        { name: 'b', scores: scores([9, 1, 7, 4]) },
      ],
      categories,
    );
    expect(noise).toMatchObject({ equal: true });
    expect(noise?.sentence).toMatch(/within noise/);
  });

  it('have only the prompts in common that both have a score for', () => {
    const [made] = compareAll(
      [
        { name: 'a', scores: scores([5, null, 5, 5]) },
        { name: 'b', scores: scores([null, 5, 5, 6]) },
      ],
      categories,
    );
    expect(made?.prompts).toBe(2);
  });

  it('are corrected for how many pairs there are', () => {
    const of = (shift: number) => scores([2, 9, 4, 7, 1, 8].map((value, at) => value + shift * (0.5 + (at % 3) / 2)));
    const three = compareAll(
      [0, 0.5, 1].map((shift) => ({ name: `x${shift}`, scores: of(shift) })),
      categories,
    );
    for (const { p, adjusted } of three) expect(adjusted).toBeGreaterThan(p as number);
  });

  it.each([
    ['no prompt at all', [], [], /no prompt that both/],
    ['one prompt', [5], [4], /too few prompts/],
    ['nothing in common', [5, null], [null, 5], /no prompt that both/],
    ['all equal', [5, 5, 5], [5, 5, 5], /within noise: 0\.0/],
    ['the same difference everywhere', [6, 6, 6], [5, 5, 5], /cannot be tested/],
  ])('say in a sentence what can be said, without NaN: %s', (_, a, b, sentence) => {
    const [made] = compareAll(
      [
        { name: 'a', scores: scores(a) },
        { name: 'b', scores: scores(b) },
      ],
      categories,
    );
    expect(made?.sentence).toMatch(sentence);
    expect(JSON.stringify(made)).not.toMatch(/NaN|Infinity/);
  });
});

describe('the bootstrap', () => {
  it.runIf(hasReference)('agrees with the paired t intervals of others within its own error', () => {
    const { paired } = referenceJson<{ paired: { a: number[]; b: number[]; difference: number; ci95: number[] }[] }>(
      'statistics',
      'intervals.json',
    );
    for (const { a, b, difference, ci95 } of paired.filter((one) => one.a.length > 20)) {
      const differences = a.map((value, at) => value - (b[at] as number));
      const made = bootstrapDifference([{ points: 1, differences, weights: differences.map(() => 1) }]);
      const width = (ci95[1] as number) - (ci95[0] as number);
      expect(made?.estimate).toBeCloseTo(difference, 6);
      expect(Math.abs((made?.interval[0] as number) - (ci95[0] as number))).toBeLessThan(width * 0.15);
      expect(Math.abs((made?.interval[1] as number) - (ci95[1] as number))).toBeLessThan(width * 0.15);
    }
  });

  it('covers the truth in about 95 % of 1,000 boards of 60 prompts', () => {
    const random = seededRandom(20261128);
    let covered = 0;
    for (let board = 0; board < 1000; board++) {
      const differences = Array.from({ length: 60 }, () => 0.1 + randomNormal(random) * 0.3);
      const weights = differences.map(() => 1);
      const made = bootstrapDifference([{ points: 1, differences, weights }], { draws: 400, seed: board });
      const [low, high] = made?.interval ?? [NaN, NaN];
      if (low <= 0.1 && high >= 0.1) covered++;
      if (board < 20)
        expect(
          pairedDifference(
            differences,
            weights.map(() => 0),
          ).estimate,
        ).toBeCloseTo(made!.estimate, 9);
    }
    expect(covered).toBeGreaterThan(925);
    expect(covered).toBeLessThan(975);
  });
});

describe('repeats', () => {
  const bot = (id: number, name: string, changes: Partial<Member> = {}): Member => ({
    ...{ id, name, server: 's', modelId: 'm', parameters: {} },
    ...changes,
  });

  it('fold into the bot whose model and settings they have, and into no other', () => {
    const list = [
      bot(2, 'a#2'),
      bot(1, 'a'),
      bot(3, 'a#3', { modelId: 'other' }),
      bot(4, 'a@temp03', { parameters: { temperature: 0.3 } }),
      bot(5, 'a@temp03#2', { parameters: { temperature: 0.3 } }),
      bot(6, 'b#2'),
    ];
    const made = families(list).map(({ members }) => members.map(({ name }) => name));
    expect(made).toEqual([['a', 'a#2'], ['a#3'], ['a@temp03', 'a@temp03#2'], ['b#2']]);
  });

  it('tell mean, deviation, interval and which prompts flipped', () => {
    const made = foldRepeats([scores([10, 5, 0]), scores([10, 7, null]), scores([10, 6, 0])], categories);
    expect(made).toMatchObject({ repeats: 3, repeatedPrompts: 3 });
    expect(made.flips).toEqual([{ category: 'c', prompt: 'p1', points: [5, 7, 6] }]);
    expect(made.totals.map((total) => Math.round(total ?? -1))).toEqual([50, 85, 53]);
    expect(made.mean).toBeCloseTo((50 + 85 + 160 / 3) / 3, 6);
    expect(made.deviation).toBeGreaterThan(15);
    expect(made.interval).not.toBeNull();
  });

  it('of which nothing is scored give no figure', () => {
    expect(foldRepeats([[], []], categories)).toMatchObject({ mean: null, deviation: null, interval: null, flips: [] });
  });
});
