import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutesLeft, paceOf, usualSecondsAnItem, type PaceEntry } from '../../../src/model/pace';

const at = (seconds: number): string => new Date(1_700_000_000_000 + seconds * 1000).toISOString();

describe('the pace of scoring', () => {
  it('is the usual one until 20 items were scored', () => {
    const few = Array.from({ length: 5 }, (_, run): PaceEntry => ({ runId: run, at: at(run * 60), items: 4 }));
    expect(paceOf(few)).toEqual({ secondsAnItem: usualSecondsAnItem, measuredOn: null });
  });

  it('is the time between entries for each item, breaks left out', () => {
    const entries = Array.from(
      { length: 12 },
      // After the sixth there is a night.
      (_, run): PaceEntry => ({ runId: run, at: at(run * 120 + (run > 5 ? 40_000 : 0)), items: 4 }),
    );
    expect(paceOf(entries)).toEqual({ secondsAnItem: 30, measuredOn: 40 });
  });

  it('counts an item once that is given with others before it, and no entries of one instant', () => {
    const growing = Array.from({ length: 25 }, (_, index): PaceEntry => ({
      runId: 1,
      at: at(index * 10),
      items: index + 1,
    }));
    expect(paceOf(growing)).toEqual({ secondsAnItem: 10, measuredOn: 24 });
    expect(paceOf(growing.map((entry) => ({ ...entry, at: at(0) }))).measuredOn).toBeNull();
  });

  it('is never more than the longest gap and never negative, whatever stands in the ledger', () => {
    const entry = fc.record({ runId: fc.nat(5), at: fc.nat(1e6).map(at), items: fc.nat(12) });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), fc.nat(500), (entries, open) => {
        const pace = paceOf(entries);
        expect(pace.secondsAnItem).toBeGreaterThan(0);
        expect(pace.secondsAnItem).toBeLessThanOrEqual(600);
        expect(minutesLeft(open, pace) === 0).toBe(open === 0);
      }),
    );
  });
});
