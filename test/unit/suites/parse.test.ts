import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verbatimFence } from '../../../src/suites/bodyText';
import { parseHeading, promptSlug, slugOf, uniqueSlug } from '../../../src/suites/heading';
import { parseSuite } from '../../../src/suites/parse';
import { readSharedPrompts } from '../../../src/suites/sharedPrompts';
import { hostileText, ordinaryText, suite } from './suiteText';

const none = new Map<string, string>();
const parse = (source: string, shared = none) => parseSuite(source, 'demo.md', shared);
const only = (source: string, shared = none) => {
  const prompt = parse(source, shared).category?.prompts[0];
  if (!prompt) throw new Error(JSON.stringify(parse(source, shared).problems));
  return prompt;
};
const messages = (source: string, shared = none) =>
  parse(source, shared).problems.map(({ line, message }) => `${line + 1}: ${message}`);

describe('a suite file', () => {
  it('is read with its groups, prompts, system prompts and rubrics', () => {
    const source = suite(
      `About it.\n\n# Warm\n\n## One {#demo-one points=5}\n\nDo it.\n\n### Not reserved\n\nMore.\n\n` +
        `### System prompt\n\n@calm\n\n### Rubric\n\n- **a** (3): First.\n  - full: all\n  - Half: some\n- **b** (2 points): Second\n  line.\n\n` +
        `## Two {#demo-two points=1} ##\n\nText.\n`,
      'id: demo\ncategory: Demo\nversion: 2\norder: 1.5\ntemperature: 0.3\nsystem-prompt: "Be brief."',
    );
    const { category, problems } = parse(source, new Map([['calm', 'Breathe.']]));
    expect(problems).toEqual([]);
    expect(category).toMatchObject({
      id: 'demo',
      title: 'Demo',
      version: 2,
      order: 1.5,
      temperature: 0.3,
      points: 6,
      description: 'About it.',
    });
    expect(category?.prompts).toMatchObject([
      {
        id: 'demo-one',
        title: 'One',
        group: 'Warm',
        text: 'Do it.\n\n### Not reserved\n\nMore.',
        system: 'Breathe.',
        line: 13,
        rubric: [
          { id: 'a', points: 3, title: 'First.', full: 'all', half: 'some' },
          { id: 'b', points: 2, title: 'Second line.' },
        ],
      },
      { id: 'demo-two', title: 'Two', text: 'Text.', system: 'Be brief.', position: 1 },
    ]);
  });

  it('reads the same with CRLF, with a byte order mark, and without a last line end', () => {
    const source = suite('## One {#demo-one points=5}\n\nDo\n\nit.\n\n### Rubric\n\n- **a** (5): First.\n  - full: all');
    const hash = only(source).hash;
    expect(only(source.replaceAll('\n', '\r\n')).hash).toBe(hash);
    expect(only(`\uFEFF${source}`).hash).toBe(hash);
    expect(only(source.replaceAll('\n', '\r')).hash).toBe(hash);
    expect(only(`${source}\n`).hash).toBe(hash);
  });

  it('leaves headings in fences, quotes, lists and underlined ones to the prompt', () => {
    const text = '```md\n# Not a group\n## Not a prompt\n```\n\n> ## Nor this\n\n- # nor that\n\nTitle\n=====\n\nEnd.';
    expect(only(suite(`## One {#demo-one points=5}\n\n${text}\n`)).text).toBe(text);
  });

  it('names the line of a mistake, also in files with old line ends', () => {
    const body = '## One {#demo-one points=0}\n\nX\n\n## Two {#demo-one points=2 extra}\n\n## Three {#demo-3 points=3}\n';
    const expected = [
      expect.stringMatching(/^7: .*points must be a whole number from 1/),
      expect.stringMatching(/^11: .*“extra” is not known/),
      expect.stringMatching(/^13: .*has no text/),
    ];
    expect(messages(suite(body))).toEqual(expected);
    expect(messages(suite(body).replaceAll('\n', '\r'))).toEqual(expected);
    expect(parse(suite(body).replaceAll('\n', '\r')).problems[0]).toMatchObject({ column: 0, endColumn: 27 });
  });

  it('refuses a heading that names two ids or two figures', () => {
    expect(messages(suite('## One {#demo-a #demo-b points=5}\n\nX'))).toEqual([expect.stringContaining('id is a duplicate')]);
    expect(messages(suite('## One {#demo-a points=5 points=6}\n\nX'))).toEqual([
      expect.stringContaining('points stand there twice'),
    ]);
  });

  it('tells of ids and sections that stand twice, and of rubrics that do not add up', () => {
    const rubric = '### Rubric\n\n- **a** (3): A.\n- **a** (2): B.\n';
    const body = `## One {#demo-a points=5}\n\nX\n\n${rubric}\n### Rubric\n\n## Two {#demo-a points=2}\n\nY\n\n### Rubric\n\nnothing\n`;
    expect(messages(suite(body)).map((message) => message.slice(0, 38))).toEqual([
      '16: This section stands twice in the p',
      '14: The rubric item “a” stands here tw',
      '11: The rubric\'s items add up to 3 poi',
      '22: The rubric has no items; one reads',
      '18: The id “demo-a” is already used by',
    ]);
  });

  it('says once, and in the front matter, that the category’s shared system prompt does not exist', () => {
    const front = 'id: demo\ncategory: Demo\nversion: 1\nsystem-prompt: "@nobody"';
    const source = suite('## One {#demo-a points=5}\n\nX\n\n## Two {#demo-b points=5}\n\nY', front);
    expect(messages(source)).toEqual(['5: There is no shared system prompt @nobody; system-prompts.md has: none yet.']);
  });

  it.each([
    ['an alias that leads nowhere', 'id: demo\ncategory: *nobody\nversion: 1'],
    ['aliases that multiply', `a: &a [x,x,x]\n${'bcdefgh'.split('').map((name, at) => `${name}: &${name} [${`*${'abcdefg'[at]},`.repeat(9)}]`).join('\n')}\nid: demo\ncategory: Demo\nversion: 1`],
    ['endless nesting', `id: ${'['.repeat(20_000)}`],
    ['a list', '- id: demo'],
    ['a bare text', 'hello'],
    ['nothing at all', '# only a comment'],
  ])('reports front matter with %s', (_what, front) => {
    const { category, problems } = parse(suite('## One {#demo-a points=5}\n\nX', front));
    expect(category).toBeNull();
    expect(problems.length).toBeGreaterThan(0);
  });

  it('names every key that is missing or wrong, and unknown ones as a warning', () => {
    const { problems } = parse(suite('', 'id: Demo\nversion: 1.5\ntemperature: 3\ncolour: red'));
    expect(problems.map(({ line, severity, message }) => [line, severity, message.split(' ')[0]])).toEqual([
      [4, 'warning', 'Unknown'],
      [1, 'error', '“id”'],
      [1, 'error', '“category”'],
      [2, 'error', '“version”'],
      [3, 'error', '“temperature”'],
    ]);
  });

  it('never throws, and every problem lies within the file', () => {
    fc.assert(
      fc.property(hostileText, fc.boolean(), fc.string(), (body, framed, front) => {
        const source = framed ? suite(body, front) : body;
        const lines = source.split(/\r\n|\r|\n/).length;
        for (const problem of parse(source).problems) expect(problem.line).toBeLessThan(lines);
      }),
      { numRuns: 200 },
    );
  });

  it('takes a heading and a rubric full of blanks in its stride', () => {
    const blanks = ' '.repeat(100_000);
    const started = performance.now();
    parse(suite(`## a${blanks}b {#demo-a points=5}\n\nX\n\n### Rubric${blanks}x\n\n- **a**${blanks}b\n`));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('a prompt’s version', () => {
  const base = '## One {#demo-one points=5}\n\nDo it.\n\n### Rubric\n\n- **a** (5): First.\n  - full: all\n';
  const hash = only(suite(base)).hash;

  it('stays when it is renamed, regrouped, moved or reflowed', () => {
    expect(only(suite(base.replace('One', 'Another title'))).hash).toBe(hash);
    expect(only(suite(`# Group\n\n${base}`)).hash).toBe(hash);
    expect(only(suite(base.replace('First.', 'First.  ').replace('full: all', 'full:   all'))).hash).toBe(hash);
  });

  it.each([
    ['text', base.replace('Do it.', 'Do it!')],
    ['points', base.replace('points=5', 'points=6').replace('(5)', '(6)')],
    ['rubric', base.replace('full: all', 'full: most')],
    ['system prompt', base.replace('### Rubric', '### System prompt\n\nHi.\n\n### Rubric')],
  ])('changes with its %s', (_what, body) => {
    expect(only(suite(body)).hash).not.toBe(hash);
  });
});

describe('a prompt fence', () => {
  it('sends any text exactly as it stands, whatever it looks like', () => {
    const anyText = fc.oneof(hostileText, ordinaryText, fc.string({ unit: 'binary' })).map((text) => text.replace(/\r\n?/g, '\n'));
    fc.assert(
      fc.property(anyText, anyText, (text, system) => {
        fc.pre(text.trim() !== '' && system !== '');
        const body = `## One {#demo-one points=5}\n\n${verbatimFence(text)}\n\n### System prompt\n\n${verbatimFence(system)}\n\n### Rubric\n\n- **a** (5): A.\n\n## Two {#demo-two points=1}\n\nY\n`;
        const { category, problems } = parse(suite(body));
        expect(problems).toEqual([]);
        expect(category?.prompts).toMatchObject([{ text, system, rubric: [{ id: 'a' }] }, { text: 'Y' }]);
      }),
      { numRuns: 200 },
    );
  });

  it('takes a reference to a shared system prompt literally', () => {
    const body = `## One {#demo-one points=5}\n\nX\n\n### System prompt\n\n${verbatimFence('@calm')}`;
    expect(only(suite(body), new Map([['calm', 'Breathe.']])).system).toBe('@calm');
  });

  it('is an ordinary part of the prompt when other text stands beside it, and so is every other fence', () => {
    for (const text of ['Read:\n\n```prompt\nx\n```', '```python\nprompt()\n```', '```prompt x\ny\n```'])
      expect(only(suite(`## One {#demo-one points=5}\n\n${text}\n`)).text).toBe(text);
  });
});

describe('shared system prompts', () => {
  it('are the second-level sections, also after a byte order mark', () => {
    const source = '# Shared\n\n## calm\n\nBreathe.\n\n### Slowly\n\nIn.\n\n## brief\n\nShort.\n';
    const expected = [
      ['calm', 'Breathe.\n\n### Slowly\n\nIn.'],
      ['brief', 'Short.'],
    ];
    expect([...readSharedPrompts(source, '').prompts]).toEqual(expected);
    expect([...readSharedPrompts(`\uFEFF${source}`, '').prompts]).toEqual(expected);
    expect([...readSharedPrompts(`\uFEFF${source.slice(source.indexOf('## calm'))}`, '').prompts]).toEqual(expected);
  });
});

describe('headings and ids', () => {
  it('reads back every title and id', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 999_999 }), (raw, points) => {
        const title = raw.replace(/\s+/g, ' ').trim() || 'x';
        expect(parseHeading(`${title} {#demo-a points=${points}}`)).toEqual({ title, id: 'demo-a', points, temperature: null });
      }),
    );
  });

  it('makes slugs of any text', () => {
    expect(slugOf('Đề số 1: Größe & Maß')).toBe('de-so-1-grosse-mass');
    expect(slugOf('日本')).toBe('prompt');
    fc.assert(fc.property(fc.string(), (text) => void expect(slugOf(text)).toMatch(/^[a-z][a-z0-9-]*$/)));
    expect(promptSlug('general', '30 days')).toBe('general-30-days');
    expect(promptSlug('general', '日本')).toBe('general-prompt');
    expect(uniqueSlug('a', new Set(['a', 'a-2']))).toBe('a-3');
  });
});
