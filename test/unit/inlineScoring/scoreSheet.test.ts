import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseOf, rubricPoints, scoreSheet, type Mark } from '../../../src/model/scoreSheet';

const rubric = [
  { id: 'correctness', points: 20, title: 'Every fact is right.' },
  { id: 'form', points: 10, title: 'Keeps to the form.' },
];
const max = 40;
const anyPoints = fc.integer({ min: -3000, max: 3000 }).map((hundredths) => hundredths / 100);
const anyMark: fc.Arbitrary<Mark> = fc.record({
  points: anyPoints,
  item: fc.constantFrom('correctness', 'form', null),
  note: fc.constant(''),
});
const marks = fc.array(anyMark, { maxLength: 30 });
const pointsOf = (given: Mark[], id: string): number =>
  scoreSheet(rubric, max, given).items.find((item) => item.id === id)?.points ?? NaN;

describe('the score sheet', () => {
  it('adds an item’s marks up, from 0 to its maximum', () => {
    const plus = (points: number, item: string | null = 'correctness'): Mark => ({ points, item, note: '' });
    expect(pointsOf([plus(5), plus(-2)], 'correctness')).toBe(3);
    expect(pointsOf([plus(15), plus(15)], 'correctness')).toBe(20);
    expect(pointsOf([plus(15), plus(15), plus(-12)], 'correctness')).toBe(18);
    expect(pointsOf([plus(-4)], 'correctness')).toBe(0);
    expect(scoreSheet(rubric, max, [plus(15), plus(-4, null)])).toMatchObject({ points: 11, unassigned: -4 });
    expect(pointsOf([plus(0.1), plus(0.2)], 'correctness')).toBe(0.3);
  });

  it('never leaves its bounds, and does not depend on the order of the marks', () => {
    fc.assert(
      fc.property(marks, fc.integer(), (given, seed) => {
        const sheet = scoreSheet(rubric, max, given);
        expect(sheet.points).toBeGreaterThanOrEqual(0);
        expect(sheet.points).toBeLessThanOrEqual(max);
        for (const item of sheet.items) {
          expect(item.points).toBeGreaterThanOrEqual(0);
          expect(item.points).toBeLessThanOrEqual(item.max);
        }
        const turned =
          given.length === 0 ? given : [...given.slice(seed % given.length), ...given.slice(0, seed % given.length)];
        expect(scoreSheet(rubric, max, turned)).toEqual(sheet);
        expect(scoreSheet(rubric, max, given.toReversed())).toEqual(sheet);
      }),
    );
  });

  it('never loses points when some are given, nor gains any when some are taken', () => {
    fc.assert(
      fc.property(marks, anyMark, (given, mark) => {
        const before = scoreSheet(rubric, max, given).points;
        const after = scoreSheet(rubric, max, [...given, mark]).points;
        if (mark.points >= 0) expect(after).toBeGreaterThanOrEqual(before);
        else expect(after).toBeLessThanOrEqual(before);
      }),
    );
  });

  it('comes back to where it was when a mark is taken away again', () => {
    fc.assert(
      fc.property(marks, anyMark, (given, mark) => {
        const before = scoreSheet(rubric, max, given);
        const again = [...given, mark].filter((other) => other !== mark);
        expect(scoreSheet(rubric, max, again)).toEqual(before);
      }),
    );
  });

  it('goes on from a score that was given in another way', () => {
    const figure = (of: number): fc.Arbitrary<number> =>
      fc.integer({ min: 0, max: of * 4 }).map((quarters) => quarters / 4);
    const score = fc
      .record({ correctness: figure(20), form: figure(10), rest: figure(10) })
      .map(({ correctness, form, rest }) => ({ points: correctness + form + rest, rubric: { correctness, form } }));
    fc.assert(
      fc.property(marks, score, fc.boolean(), (given, stored, free) => {
        const external = free ? { points: stored.points, rubric: {} } : stored;
        const base = baseOf(external, given);
        const sheet = scoreSheet(rubric, max, given, base);
        expect(sheet.points).toBeCloseTo(external.points, 2);
        for (const [id, points] of Object.entries(external.rubric))
          expect(rubricPoints(sheet)[id]).toBeCloseTo(points, 2);
      }),
    );
  });
});
