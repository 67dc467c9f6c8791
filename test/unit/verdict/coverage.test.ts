import { describe, expect, it } from 'vitest';
import { meanInterval } from '../../../src/rank/intervals';
import { honestJudgedMean } from '../../../src/rank/predictionPowered';
import { randomNormal, seededRandom } from '../../../src/rank/random';
import { Field, intervalOf } from '../../../src/verdict/field';
import { drawOf } from '../../../src/verdict/draw';
import { anytimeWidth } from '../../../src/verdict/race';
import { settle, world, type Judge } from './world';

/** Rounds a row: 4,000 with LLP_LONG_SIMULATION=1; few by default. */
const isLong = process.env['LLP_LONG_SIMULATION'] === '1';
const rounds = isLong ? 4000 : 500;
// Of few rounds the share itself is uncertain.
const slack = isLong ? 0 : 0.02;
const judges: Judge[] = ['perfect', 'noisy', 'length', 'family', 'random'];
const holds = (share: number): void => {
  expect(share).toBeGreaterThan(0.93 - slack);
  expect(share).toBeLessThan(0.97 + slack);
};

describe.each(judges)('intervals with a judge: %s', (judge) => {
  it.each([8, 30])('cover a mean and are no wider than %i labels alone', (labels) => {
    const random = seededRandom(7);
    let [within, own, alone] = [0, 0, 0];
    for (let round = 0; round < rounds; round++) {
      const { answers } = world({ judge, bots: 1, prompts: 120, random });
      const sample = answers.map(({ truth, judged }) => ({ truth, judged: judged ?? 0 }));
      const labelled = sample.slice(0, labels);
      const made = honestJudgedMean({
        labelled: labelled.map(({ truth }) => truth),
        judgedLabelled: labelled.map(({ judged }) => judged),
        judgedOnly: sample.slice(labels).map(({ judged }) => judged),
      });
      const plain = meanInterval(labelled.map(({ truth }) => truth));
      const truth = 0.5;
      if (made.low! <= truth && truth <= made.high!) within++;
      own += made.high! - made.low!;
      alone += plain.high! - plain.low!;
    }
    holds(within / rounds);
    if (labels > 8) expect(own / alone).toBeLessThan(1.02);
    if (judge === 'perfect') expect(own / alone).toBeLessThan(0.75);
  });

  it('cover differences of bots where answers were drawn by unequal chances that are kept', () => {
    const random = seededRandom(11);
    let [within, all, sum] = [0, 0, 0];
    for (let round = 0; round < rounds; round++) {
      const { answers, effects, categories } = world({ judge, bots: 4, prompts: 40, random });
      for (let bot = 0; bot < 4; bot++)
        for (let turn = 0; turn < 10; turn++) {
          const category = turn % 2 === 0 ? 'one' : 'two';
          const open = answers.filter((one) => one.botId === bot && one.category === category && one.settled === 0);
          const { runId, chance } = drawOf(open, random);
          settle(
            answers.find((one) => one.runId === runId)!,
            { order: turn, chance },
          );
        }
      const figure = new Field(answers, categories).difference(0, 1)!;
      const truth = 100 * (effects[0]! - effects[1]!);
      const [low, high] = intervalOf(figure)!;
      all++;
      sum += figure.estimate - truth;
      if (low <= truth && truth <= high) within++;
    }
    holds(within / all);
    // Unbiased, however bad the judge is.
    expect(Math.abs(sum / all)).toBeLessThan(isLong ? 0.4 : 1);
  });
});

describe('intervals that may be looked at after each prompt', () => {
  it('exclude the truth at any time in at most 5 percent of races', () => {
    const random = seededRandom(3);
    let failed = 0;
    for (let round = 0; round < 2000; round++) {
      let [sum, squares, once] = [0, 0, false];
      for (let n = 1; n <= 80; n++) {
        const value = randomNormal(random);
        sum += value;
        squares += value * value;
        if (n < 2) continue;
        const variance = (squares - (sum * sum) / n) / (n - 1);
        if (Math.abs(sum / n) > anytimeWidth(n - 1, 0.05) * Math.sqrt(variance / n)) once = true;
      }
      if (once) failed++;
    }
    expect(failed / 2000).toBeLessThan(0.05);
    expect(failed).toBeGreaterThan(0);
  });

  it('are wider than those of a single look, and finite after a few prompts', () => {
    expect(anytimeWidth(1, 0.05)).toBe(Infinity);
    expect(anytimeWidth(5, 0.05)).toBeGreaterThan(2.57);
    expect(anytimeWidth(5, 0.05)).toBeLessThan(6);
    expect(anytimeWidth(200, 0.05)).toBeLessThan(4);
  });
});
