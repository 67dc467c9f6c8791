import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bias, biasFor, cohenKappa, krippendorffAlpha, meanRanks, spearman } from '../../../src/rank/agreement';
import { normalCdf, normalQuantile, studentQuantile, studentTwoSided } from '../../../src/rank/distributions';
import { clusteredMean, holm, meanInterval, pairedDifference } from '../../../src/rank/intervals';
import { honestJudgedMean, judgedEstimate, judgedMean, type JudgedSample } from '../../../src/rank/predictionPowered';
import { rankIntervals } from '../../../src/rank/ranks';
import { hasReference, referenceJson } from './shared';

const six = (values: (number | null)[], expected: number[]) =>
  values.forEach((value, i) => expect(value).toBeCloseTo(expected[i] as number, 6));

interface Known {
  estimate: number | number[];
  ci95: number[];
}

describe.runIf(hasReference)('statistics of other people’s packages', () => {
  it('paired differences, clustered means, Holm', () => {
    const known = referenceJson<{
      paired: { a: number[]; b: number[]; difference: number; t: number; p: number; ci95: number[] }[];
      clustered: { y: number[]; cluster: number[]; mean: number; se: number; ci95: number[] }[];
      holm: { p: number[]; adjusted: number[] };
    }>('statistics', 'intervals.json');
    for (const { a, b, difference, t, p, ci95 } of known.paired) {
      const made = pairedDifference(a, b);
      six([made.estimate, made.t, made.p, made.low, made.high], [difference, t, p, ...ci95]);
    }
    for (const { y, cluster, mean, se, ci95 } of known.clustered) {
      const made = clusteredMean(y, cluster);
      six([made.estimate, made.standardError, made.low, made.high], [mean, se, ...ci95]);
    }
    six(holm(known.holm.p), known.holm.adjusted);
  });

  it('agreement', () => {
    const { sets } = referenceJson<{ sets: Record<string, number & number[]>[] }>('statistics', 'agreement.json');
    for (const set of sets) {
      const of = (name: string) => set[name] as number & number[];
      const [person, judge] = [of('person'), of('judge')];
      six(
        [cohenKappa(person, judge), cohenKappa(person, judge, 'linear'), cohenKappa(person, judge, 'quadratic')],
        [of('kappa'), of('kappa_linear'), of('kappa_quadratic')],
      );
      const gaps = of('judge_with_gaps');
      six(
        (['nominal', 'ordinal', 'interval'] as const).map((level) => krippendorffAlpha([person, gaps], level)),
        [of('alpha_nominal'), of('alpha_ordinal'), of('alpha_interval')],
      );
      six([spearman(person, judge), bias(judge, person).estimate], [of('spearman'), of('bias')]);
    }
  });

  it('means from few labels and a judge', () => {
    const { sets } = referenceJson<{ sets: Record<string, unknown>[] }>('statistics', 'ppi.json');
    for (const set of sets) {
      const sample: JudgedSample = {
        labelled: set['labelled'] as number[],
        judgedLabelled: set['judged_labelled'] as number[],
        judgedOnly: set['judged_only'] as number[],
      };
      const expected = (name: string) => {
        const { estimate, ci95 } = set[name] as Known;
        return [estimate, ci95].flat();
      };
      const one = judgedMean(sample, 1);
      six([one.estimate, one.low, one.high], expected('ppi_lambda_1'));
      const tuned = judgedMean(sample);
      six([judgedEstimate(sample), tuned.low, tuned.high], expected('ppi_tuned'));
      const weighted = { ...sample, weights: set['weights'] as number[] };
      const made = judgedMean(weighted);
      six([judgedEstimate(weighted), made.low, made.high], expected('ppi_tuned_weighted'));
      const none = judgedMean(sample, 0);
      six([none.estimate], expected('classical').slice(0, 1));
    }
  });
});

describe('distributions', () => {
  // Values of published tables (Abramowitz and Stegun 26.2 and 26.10).
  it('agree with the printed tables', () => {
    six([normalCdf(1), normalCdf(-1.96), normalCdf(0), normalCdf(6)], [0.84134475, 0.0249979, 0.5, 1]);
    six([normalQuantile(0.975), normalQuantile(0.5), normalQuantile(1e-6)], [1.95996398, 0, -4.75342431]);
    six(
      [studentQuantile(0.975, 1), studentQuantile(0.975, 4), studentQuantile(0.995, 30)],
      [12.70620474, 2.77644511, 2.74999565],
    );
    six([studentTwoSided(2, 10), studentTwoSided(0, 3)], [0.07338803, 1]);
  });

  it('are each other’s inverses', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.integer({ min: 1, max: 500 }),
        (p, degrees) => {
          expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 10);
          const t = studentQuantile(p, degrees);
          const tail = studentTwoSided(t, degrees) / 2;
          expect(t < 0 ? tail : 1 - tail).toBeCloseTo(p, 10);
        },
      ),
    );
  });
});

describe('what little data say', () => {
  it('is an estimate without an interval, and never NaN where there is a value', () => {
    expect(meanInterval([5])).toEqual({ estimate: 5, standardError: null, low: null, high: null });
    expect(clusteredMean([1, 2], ['a', 'a'])).toMatchObject({ estimate: 1.5, low: null });
    expect(pairedDifference([1, 1, 1], [1, 1, 1])).toMatchObject({ estimate: 0, p: 1, t: null });
    expect(pairedDifference([2, 2], [1, 1])).toMatchObject({ estimate: 1, p: null, t: null });
    expect(cohenKappa([1, 1], [1, 1])).toBeNull();
    expect(
      krippendorffAlpha(
        [
          [1, 1],
          [1, null],
        ],
        'nominal',
      ),
    ).toBeNull();
    expect(spearman([1, 2, 3], [5, 5, 5])).toBeNull();
    expect(biasFor([1, 1, 1], [1, 2, 3], [1, 1, 1])).toBeNull();
    expect(honestJudgedMean({ labelled: [1, 2], judgedLabelled: [1, 2], judgedOnly: [3, 4] }).lambda).toBe(0);
  });

  it('equal values share their rank', () => {
    expect(meanRanks([10, 30, 20, 20])).toEqual([1, 4, 2.5, 2.5]);
  });

  it('a judge that likes length is found out', () => {
    const length = Array.from({ length: 60 }, (_, i) => i);
    const person = length.map((i) => (i * 7) % 11);
    const judge = person.map((points, i) => points + 0.1 * i + (i % 2));
    const made = biasFor(length, judge, person);
    expect(made?.low).toBeGreaterThan(0.08);
    expect(made?.high).toBeLessThan(0.12);
  });
});

describe('ranks', () => {
  it('are intervals: what is not told apart shares them', () => {
    const strengths = [3, 2.9, 0];
    const difference = (i: number, j: number) => {
      const estimate = (strengths[i] as number) - (strengths[j] as number);
      return { estimate, p: Math.abs(estimate) > 1 ? 0.001 : 0.6 };
    };
    expect(rankIntervals(3, difference)).toEqual([
      [1, 2],
      [1, 2],
      [3, 3],
    ]);
  });
});
