import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorAt, findAnchor, shiftBetween } from '../../../src/model/anchors';

const answer = `# Sorting

Quick sort divides the list.

\`\`\`go
func sort(list []int) {
\tif len(list) < 2 {
\t\treturn
\t}
\tleft(list)
\tif len(list) > 9 {
\t\tright(list)
\t}
}
\`\`\`

It takes n log n steps.`.split('\n');

describe('an anchor', () => {
  it('finds its line again in the same text', () => {
    for (const line of answer.keys())
      expect(findAnchor(anchorAt('answer', answer, line), answer)).toEqual({ line, by: 'quote' });
  });

  it('follows its line when lines are added or removed elsewhere', () => {
    const unlike = fc.array(fc.stringMatching(/^NEW [a-z ]{0,20}$/), { maxLength: 12 });
    fc.assert(
      fc.property(fc.nat(answer.length - 1), unlike, unlike, fc.nat(3), (line, above, below, removed) => {
        const anchor = anchorAt('answer', answer, line);
        fc.pre(anchor.quote !== '');
        const head = answer.slice(0, line).slice(removed);
        const edited = [...above, ...head, answer[line] ?? '', ...answer.slice(line + 1), ...below];
        expect(findAnchor(anchor, edited)?.by).toBe('quote');
        const quotes = answer.filter((text) => text.trim() === anchor.quote);
        if (quotes.length === 1) expect(findAnchor(anchor, edited)?.line).toBe(above.length + head.length);
      }),
    );
  });

  it('tells equal lines apart by what stands around them', () => {
    const second = 12;
    expect(answer[second]?.trim()).toBe('}');
    const anchor = anchorAt('answer', answer, second);
    const moved = ['A new first line.', 'And another.', 'And one more.', 'Four.', ...answer];
    expect(findAnchor(anchor, moved)).toEqual({ line: second + 4, by: 'quote' });
  });

  it('holds on to a line that was reworded', () => {
    const anchor = anchorAt('answer', answer, 2);
    const edited = ['Intro', ...answer];
    edited[3] = 'Quick sort divides the given list in two.';
    expect(findAnchor(anchor, edited)).toEqual({ line: 3, by: 'likeness' });
  });

  it('stays where it was when its line is gone', () => {
    const anchor = anchorAt('answer', answer, 2);
    expect(findAnchor(anchor, ['one', 'two', 'three', 'four'])).toEqual({ line: 2, by: 'place' });
    expect(findAnchor(anchor, ['one'])).toEqual({ line: 0, by: 'place' });
    expect(findAnchor(anchor, [])).toBeNull();
  });

  it('ignores indentation and line ends, and keeps long lines short', () => {
    const anchor = anchorAt('answer', ['  first\r', '\tsecond  ', 'x'.repeat(5000)], 1);
    expect(findAnchor(anchor, ['first', 'second'])).toEqual({ line: 1, by: 'quote' });
    expect(anchor.after).toHaveLength(200);
  });

  it('keeps a span within the text', () => {
    expect(anchorAt('answer', answer, answer.length - 1, 10)).toMatchObject({ line: answer.length - 1, lines: 1 });
    expect(anchorAt('answer', answer, 3, 0).lines).toBe(1);
  });
});

describe('the shift of a code file against its answer', () => {
  it('is what its unrepeated lines agree on', () => {
    const code = ['// 2.28 tok/sec • Stop: stop', ...answer.slice(5, 14)];
    expect(shiftBetween(answer, code)).toBe(-4);
    expect(shiftBetween(answer, ['nothing', 'in common'])).toBeNull();
  });
});
