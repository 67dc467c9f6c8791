import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankCorrelation } from '../../../src/rank/correlation';

describe('the rank correlation of two benchmarks', () => {
  it('is Spearman’s, with ties at their mean rank', () => {
    // Wikipedia's example of IQ and hours of television.
    const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
    expect(rankCorrelation(iq, hours).rho).toBeCloseTo(-29 / 165, 12);
    // By hand: ranks 1, 2.5, 2.5, 4, 5 and 2, 1, 3.5, 3.5, 5; 7.25 / 9.5.
    expect(rankCorrelation([1, 2, 2, 3, 5], [2, 1, 4, 4, 6]).rho).toBeCloseTo(7.25 / 9.5, 12);
  });

  it('says nothing where it cannot', () => {
    expect(rankCorrelation([], [])).toEqual({ rho: null, interval: null, pairs: 0 });
    expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toEqual({ rho: null, interval: null, pairs: 3 });
    expect(rankCorrelation([1, 2, 3], [1, 3, 2])).toMatchObject({ rho: 0.5, interval: null });
  });

  it('lies in its interval and does not change with the scale of either side', () => {
    const values = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(values, (pairs) => {
        const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
        const made = rankCorrelation(a, b);
        const scaled = rankCorrelation(
          a.map((x) => 3 * x - 5),
          b.map((y) => y ** 3),
        );
        if (made.rho === null) return scaled.rho === null;
        expect(scaled.rho).toBeCloseTo(made.rho, 9);
        const [low, high] = made.interval ?? [-1, 1];
        return low <= made.rho && made.rho <= high && low >= -1 && high <= 1;
      }),
    );
  });

  it('covers the true correlation in 93 to 97 of 100 samples', () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const normal = (): number => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    // Pearson's 0.6 of a bivariate normal is Spearman's 6/π · asin(0.3).
    const truth = (6 / Math.PI) * Math.asin(0.3);
    let covered = 0;
    for (let sample = 0; sample < 2000; sample++) {
      const a = Array.from({ length: 40 }, normal);
      const { interval } = rankCorrelation(
        a,
        a.map((x) => 0.6 * x + 0.8 * normal()),
      );
      if (interval && interval[0] <= truth && truth <= interval[1]) covered++;
    }
    expect(covered / 2000).toBeGreaterThan(0.93);
    expect(covered / 2000).toBeLessThan(0.97);
  });
});
