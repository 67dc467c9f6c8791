import { describe, expect, it } from 'vitest';
import { parseCheck } from '../../../src/evaluate/checks/line';
import { CheckMistake } from '../../../src/evaluate/checks/mistake';
import { parseSuite } from '../../../src/suites/parse';
import { checksHash } from '../../../src/suites/hash';
import { checkHover } from '../../../src/suites/tools/checkLines';
import { completionsAt } from '../../../src/suites/tools/completions';
import { fixesAt } from '../../../src/suites/tools/fixes';

describe('a check line', () => {
  it.each([
    ['3 words 0..300', { points: 3, kind: 'words', arguments: '0..300', scope: null }],
    [
      '2 absent bandwidth|vram|offload*',
      { points: 2, kind: 'absent', arguments: 'bandwidth|vram|offload*', scope: null },
    ],
    [
      '10 run checks/join_test.c in code c 1',
      { points: 10, kind: 'run', arguments: 'checks/join_test.c', scope: 'code c 1' },
    ],
    [
      '1.5 words ..60 in section "A night in the year 612"',
      { points: 1.5, arguments: '..60', scope: 'section "A night in the year 612"' },
    ],
    ['1 contains "born in line 3"', { arguments: '"born in line 3"', scope: null }],
    ['1 contains "a" in line "x in section y"', { arguments: '"a"', scope: 'line "x in section y"' }],
    ['1 regex /a in line b/ in paragraph 2', { arguments: '/a in line b/', scope: 'paragraph 2' }],
    ['1 json {"a": "b in line c"} in code json 1', { arguments: '{"a": "b in line c"}', scope: 'code json 1' }],
    ['1 json in code json 1', { arguments: '', scope: 'code json 1' }],
    ['1 words 3 in paragraph 1 in section "B"', { arguments: '3', scope: 'paragraph 1 in section "B"' }],
  ])('%s', (line, expected) => {
    expect(parseCheck(line)).toMatchObject(expected);
  });

  it.each([
    ['words 3', 'begins with its points'],
    ['0 words 3', 'above 0'],
    ['3', 'A check reads'],
    ['3 wrods 3', 'perhaps “words”'],
    ['3 frobnicate 3', 'There is no check “frobnicate”'],
    ['3 words', 'is no range'],
    ['3 words 3-5', 'is no range'],
    ['3 words 5..3', 'is empty'],
    ['3 words three', 'is no range'],
    ['3 words 3 4', 'is no range'],
    ['3 contains', 'takes at least one text'],
    ['3 contains "abc', 'has no end'],
    ['3 absent a||b', 'nothing on one side'],
    ['3 regex /(/', 'is no pattern'],
    ['3 regex /(?=a)/', 'no lookaround'],
    ['3 regex /a/q', 'flag “q”'],
    ['3 table 3', 'takes rows and columns'],
    ['3 answers A', 'takes KEY=VALUE'],
    ['3 answers A=', 'has no value'],
    ['3 answers A=1 A=2', 'stands here twice'],
    ['3 answers A={1, 2', 'has no end'],
    ['3 json {"type": }', 'is no JSON'],
    ['3 json {"type": "strange"}', 'no JSON schema'],
    ['3 language klingon', 'is no language'],
    ['3 script Elvish', 'is no script'],
    ['3 run ../../etc/passwd', 'below the suite'],
    ['3 run /etc/passwd', 'below the suite'],
    ['3 run C:\\x', 'below the suite'],
    ['3 order a', 'at least two'],
    ['3 lucbat 8 rhymes', 'number of lines'],
    ['3 code', 'takes a language'],
  ])('%s is refused: %s', (line, message) => {
    expect(() => parseCheck(line)).toThrow(CheckMistake);
    expect(() => parseCheck(line)).toThrow(message);
  });

  it('offers what could stand in its place', () => {
    const fixOf = (line: string): [string | null, string | null] | null => {
      try {
        parseCheck(line);
        return null;
      } catch (error) {
        return error instanceof CheckMistake ? [error.at, error.fix] : null;
      }
    };
    expect(fixOf('3 wrods 3')).toEqual(['wrods', 'words']);
    expect(fixOf('3 words 3-5')).toEqual(['3-5', '3..5']);
    expect(fixOf('3 words 5..3')).toEqual(['5..3', '3..5']);
  });
});

const suite = (checks: string, id = 'form'): string => `---
id: demo
category: Demo
version: 1
---

## One {#demo-one points=10}

Say it.

### Rubric

- **${id}** (7): Keeps to the form.
  - full: All kept.
${checks}
- **rest** (3): The rest.
`;

describe('checks in a suite', () => {
  it('are read in their order, and do not change the hash of the prompt', () => {
    const plain = parseSuite(suite(''), 'demo.md', new Map()).category?.prompts[0];
    const checked = parseSuite(
      suite('  - check: 3 words 0..300\n  - check: 4 regex /a\\*b*/\r\n'),
      'demo.md',
      new Map(),
    );
    const prompt = checked.category?.prompts[0];
    expect(checked.problems).toEqual([]);
    expect(prompt?.rubric[0]?.checks?.map(({ text }) => text)).toEqual(['3 words 0..300', '4 regex /a\\*b*/']);
    expect(prompt?.hash).toBe(plain?.hash);
    expect(checksHash(prompt?.rubric ?? [])).not.toBe(checksHash(plain?.rubric ?? []));
  });

  it('that are wrong are reported on their line, and the others stay', () => {
    const { problems, category } = parseSuite(
      suite('  - check: 3 wrods 3\n  - check: 2 lines 3'),
      'demo.md',
      new Map(),
    );
    expect(problems).toMatchObject([
      { line: 14, severity: 'error', message: expect.stringContaining('“words”') as string },
    ]);
    expect(category?.prompts[0]?.rubric[0]?.checks).toHaveLength(1);
  });

  it('may not be worth more than their item', () => {
    const { problems } = parseSuite(suite('  - check: 3 lines 3\n  - check: 5 lines 3'), 'demo.md', new Map());
    expect(problems).toMatchObject([
      { line: 12, message: 'The checks of “form” add up to 8 points, but the item has 7.' },
    ]);
  });
});

describe('in the suite editor', () => {
  const source = suite('  - check: 3 wrods 3-5\n');
  const lineAt = source.split('\n').findIndex((line) => line.includes('wrods'));

  it('a mistake is mended step by step, as its message says', () => {
    const apply = (text: string): string => {
      const [edit] = fixesAt(text, lineAt, new Map())[0]?.edits ?? [];
      return edit ? text.slice(0, edit.start) + edit.text + text.slice(edit.end) : text;
    };
    const once = apply(source);
    expect(once).toContain('check: 3 words 3-5');
    expect(apply(once)).toContain('check: 3 words 3..5');
  });

  it('kinds are offered behind the points, and explained on the line', () => {
    const offset = source.indexOf('wrods');
    const labels = completionsAt(source, offset, new Map(), new Set()).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['words', 'answers', 'run']));
    expect(checkHover('  - check: 3 words 0..300')).toContain('Unicode');
    expect(checkHover('  - full: 3 words')).toBeNull();
  });
});
