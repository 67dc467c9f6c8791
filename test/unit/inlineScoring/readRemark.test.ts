import { inEnglish } from '../../../src/l10n/said';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMark, readRemark } from '../../../src/model/remarks';

const rubric = [
  { id: 'correctness', points: 20, title: 'Every fact is right.' },
  { id: 'form', points: 10, title: 'Keeps to the form.' },
  { id: 'clear-words', points: 5, title: 'Says it clearly.' },
];
const read = (body: string) => readRemark(body, rubric, 35);

describe('a remark', () => {
  it.each([
    ['+5 correctness: handles the empty list', 5, 'correctness', 'handles the empty list'],
    ['-2', -2, null, ''],
    ['−2.5 form', -2.5, 'form', ''],
    ['+2,5 Form: a decimal comma', 2.5, 'form', 'a decimal comma'],
    ['  + 3 corr: the beginning of a name is enough', 3, 'correctness', 'the beginning of a name is enough'],
    ['-2 too long by half', -2, null, 'too long by half'],
    ['-2: too long', -2, null, 'too long'],
    ['+4 correctness well argued', 4, 'correctness', 'well argued'],
    ['+0 form: judged, and nothing to give', 0, 'form', 'judged, and nothing to give'],
    ['+5 clear-words: a name with a hyphen', 5, 'clear-words', 'a name with a hyphen'],
  ])('“%s” gives points', (body, points, item, note) => {
    expect(read(body)).toEqual({ marks: [{ points, item, note }], problem: null });
  });

  it('gives points for each line that begins with them', () => {
    const { marks } = read('+5 correctness\nA sentence between.\r\n-2 form: late');
    expect(marks.map(({ points, item }) => [points, item])).toEqual([
      [5, 'correctness'],
      [-2, 'form'],
    ]);
  });

  it.each([
    'A plain remark.',
    '- a list item',
    '+ another',
    'about +5 degrees',
    '-2026-05-04 was the day',
    '<b>+5</b>',
  ])('“%s” is words only', (body) => expect(read(body)).toEqual({ marks: [], problem: null }));

  it.each([
    ['+5 corectness: a slip', /no item “corectness”. Did you mean “correctness”\?/],
    ['+5 corectness', /Did you mean “correctness”/],
    ['+5 forn well', /Did you mean “form”/],
    ['+5 style: not in the rubric', /no item “style”. Its items: correctness, form, clear-words/],
    ['+11 form', /“form” has 10 points, so at most ±10/],
    ['-40', /The prompt has 35 points/],
    ['+1.234', /two decimals/],
    ['  \n ', /Write points/],
    ['x'.repeat(10_001), /at most 10000 characters/],
  ])('“%.40s” is refused', (body, problem) => {
    expect(read(body).marks).toEqual([]);
    const said = read(body).problem;
    expect(said && inEnglish(said)).toMatch(problem);
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -500, max: 500 }),
        fc.constantFrom('correctness', 'form', 'clear-words', null),
        fc.stringMatching(/^[\p{L}\p{N} .,:+-]{0,30}$/u).map((text) => text.trim()),
        (hundredths, item, note) => {
          const mark = { points: hundredths / 100 + 0, item, note };
          expect(read(formatMark(mark)).marks).toEqual([mark]);
        },
      ),
    );
  });

  it('never throws, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string().map((text) => `+1 ${text}`),
        ),
        (body) => {
          const { marks, problem } = read(body);
          expect(problem === null || marks.length === 0).toBe(true);
        },
      ),
    );
  });
});
