import { describe, expect, it } from 'vitest';
import { parseSuite } from '../../../src/suites/parse';
import { inCapitals } from '../l10n/capitals';

const problemsOf = (line: string): { line: number; message: string }[] =>
  parseSuite(`---\nid: demo\nversion: 1\n${line}\n---\n\n## One {#demo-a points=9}\n\nX\n`, 'demo.md', new Map()).problems;

describe('front matter that is not YAML', () => {
  it.each([
    ['a colon in a text', 'category: One: two', 'a text with a colon in it must stand in quotes.'],
    ['a shared prompt without quotes', 'system-prompt: @calm', 'a text that begins with this sign must stand in quotes.'],
    ['an open quote', 'category: "One', 'the closing quote is missing.'],
    ['an open quote of the other kind', "category: 'One", 'the closing quote is missing.'],
    ['an open bracket', 'category: [One', 'the closing bracket is missing.'],
    ['text behind a quote', 'category: "One" two', 'nothing may follow the closing quote or bracket.'],
    ['a key twice', 'category: One\nid: other', 'this key is a duplicate; remove one.'],
    ['a line without a colon', 'category', 'each line must read `key: value`.'],
    ['a key over two lines', 'the\ncategory: One', 'each line must read `key: value`.'],
    ['an alias', 'category: *One', 'a text that begins with `&`, `*` or `!` must stand in quotes.'],
    ['a path in double quotes', 'category: "C:\\One"', 'a backslash within double quotes must stand there twice.'],
    ['a tab before a key', 'category: One\norder:\n\tx: 1', 'lines are indented with blanks, not with tabs.'],
    [
      'a line that is indented for no reason',
      'category: One\n order: 3',
      'a text with a colon in it must stand in quotes.',
    ],
    [
      'a line that is indented too little',
      'category:\n   one: 1\n  two: 2',
      'this line is indented more or less than the lines that belong to it.',
    ],
  ])('with %s says what to do', (_what, line, mistake) => {
    const [problem] = problemsOf(line);
    expect(problem?.message).toBe(`The front matter is not valid YAML: ${mistake}`);
    const codeless = (inCapitals(problem?.message ?? '')).replace(/`[^`]*`/g, '');
    expect(codeless).not.toMatch(/\p{Ll}/u);
  });

  it('keeps the library’s words for what hardly anybody writes', () => {
    const [problem] = problemsOf('category: [One,, two]');
    expect(problem?.message).toMatch(/^The front matter is not valid YAML: Unexpected ,/);
  });
});
