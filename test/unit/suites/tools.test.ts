import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml, stringify } from 'yaml';
import { layoutOf } from '../../../src/suites/layout';
import { parseSuite } from '../../../src/suites/parse';
import { completionsAt, type Completion } from '../../../src/suites/tools/completions';
import { fixesAt } from '../../../src/suites/tools/fixes';
import { suiteFolds } from '../../../src/suites/tools/folds';
import { suiteSymbols, type SuiteSymbol } from '../../../src/suites/tools/symbols';
import { hostileText, suite } from './suiteText';
import { tries } from '../tries';

const shared = new Map([
  ['calm', 'Breathe slowly.'],
  ['brief', 'Be brief.'],
]);
const root = join(import.meta.dirname, '../../..');
const problemsOf = (source: string) => parseSuite(source, 'demo.md', shared).problems;

/** What a snippet becomes when every stop keeps what it offers. */
function expand(snippet: string): string {
  let text = snippet.replace(/\$\{TM_FILENAME_BASE[^}]*(?:\$\{1:\/capitalize\})?[^}]*\}/g, 'demo');
  const values = new Map<string, string>();
  const stop = /\$\{(\d+):((?:[^{}\\]|\\.)*)\}/;
  for (let match = stop.exec(text); match; match = stop.exec(text)) {
    values.set(match[1] ?? '', match[2] ?? '');
    text = text.replace(match[0], () => match?.[2] ?? '');
  }
  return text
    .replace(/\$\{(\d+)\}|\$(\d+)/g, (_all, a?: string, b?: string) => values.get(a ?? b ?? '') ?? '')
    .replace(/\\([\\$}])/g, '$1');
}

function complete(marked: string, label: string | RegExp): { text: string; labels: string[]; chosen: Completion } {
  const offset = marked.indexOf('‸');
  const source = marked.replace('‸', '');
  const all = completionsAt(source, offset, shared, new Set(['demo-one']));
  const chosen = all.find((one) => (typeof label === 'string' ? one.label === label : label.test(one.label)));
  if (!chosen) throw new Error(`none of ${JSON.stringify(all.map((one) => one.label))}`);
  const text = source.slice(0, chosen.start) + expand(chosen.insert) + source.slice(chosen.end);
  return { text, labels: all.map((one) => one.label), chosen };
}

describe('completion', () => {
  it('offers the keys that are missing, with values that are valid', () => {
    const { text, labels } = complete(suite('x', 'id: demo\ncategory: Demo\nversion: 1\nt‸'), 'temperature');
    expect(labels).toEqual(['order', 'temperature', 'system-prompt']);
    expect(problemsOf(text).filter((problem) => problem.severity === 'error')).toEqual([]);
    expect(text).toContain('\ntemperature: 0.5\n');
  });

  it('offers the shared system prompts, in quotes in the front matter', () => {
    const front = 'id: demo\ncategory: Demo\nversion: 1\nsystem-prompt: ‸';
    const { text, labels } = complete(suite('## One {#demo-a points=1}\n\nX', front), '@calm');
    expect(labels).toEqual(['@calm', '@brief', '@none']);
    expect(parseSuite(text, '', shared).category?.prompts[0]?.system).toBe('Breathe slowly.');
    const body = '## One {#demo-a points=1}\n\nX\n\n### System prompt\n\n@b‸\n';
    expect(parseSuite(complete(suite(body), '@brief').text, '', shared).category?.prompts[0]?.system).toBe('Be brief.');
  });

  it('offers id and points for a heading: unused, and what the rubric adds up to', () => {
    const rubric = '\n\nX\n\n### Rubric\n\n- **a** (7): A.\n';
    for (const heading of ['## One‸', '## One {‸}', '## One ‸']) {
      const first = complete(suite(heading + rubric), /#demo-one-2/).text;
      const text = /points=/.test(first) ? first : complete(first.replace('}', ' ‸}'), 'points=').text;
      expect(parseSuite(text, '', shared)).toMatchObject({
        problems: [],
        category: { prompts: [{ id: 'demo-one-2', title: 'One', points: 7 }] },
      });
    }
  });

  it('offers a rubric whose points add up, whatever they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.boolean(), (points, below) => {
        const start = `## One {#demo-a points=${points}}\n\nX\n\n`;
        const marked = suite(below ? `${start}### Rubric\n\n‸` : `${start}###‸`);
        const { text } = complete(marked, below ? 'rubric' : '### Rubric');
        expect(problemsOf(text)).toEqual([]);
        expect(parseSuite(text, '', shared).category?.prompts[0]?.rubric.length).toBeGreaterThan(0);
      }),
    );
  });

  it('offers the next item with the points that are left, and the lines an item does not have yet', () => {
    const body = '## One {#demo-a points=10}\n\nX\n\n### Rubric\n\n- **a** (7): A.\n  - full: All.\n';
    const { text } = complete(suite(`${body}- ‸\n`), '- **item**');
    expect(problemsOf(text)).toEqual([]);
    const { labels } = complete(suite(`${body}  - ‸\n`), 'half');
    expect(labels).toEqual(['half', 'none', 'mistakes', 'check']);
  });

  it('never throws and never reaches beyond the cursor’s line', () => {
    fc.assert(
      fc.property(hostileText, fc.nat(), (body, at) => {
        const source = suite(body);
        const offset = at % (source.length + 1);
        for (const one of completionsAt(source, offset, shared, new Set())) {
          expect(one.end).toBe(offset);
          expect(source.slice(one.start, one.end)).not.toMatch(/[\r\n]/);
        }
      }),
    );
  });
});

describe('quick fixes', () => {
  const broken: [what: string, source: string, fix: RegExp][] = [
    ['no attributes', suite('## One more\n\nX\n\n### Rubric\n\n- **a** (7): A.'), /^Write {#demo-one-more points=7} in the heading$/],
    ['a bad id', suite('## One {#Demo_One points=5}\n\nX'), /^Write {#demo-one points=5} in the heading$/],
    ['bad points beside a temperature', suite('## One {#demo-x points=five temperature=0.1}\n\nX'), /^Write {#demo-x points=20 temperature=0\.1} in the heading$/],
    ['bad points', suite('## One {#demo-x points=five}\n\nX'), /^Write {#demo-x points=20} in the heading$/],
    ['a second use of an id', suite('## One {#demo-a points=5}\n\nX\n\n## Two {#demo-a points=5}\n\nY'), /^Use the id “demo-a-2” here$/],
    ['a rubric that is too small', suite('## One {#demo-a points=9}\n\nX\n\n### Rubric\n\n- **a** (3): A.\n- **b** (2): B.'), /^Give “b” 6 points$/],
    ['a rubric of another sum', suite('## One {#demo-a points=9}\n\nX\n\n### Rubric\n\n- **a** (13): A.'), /^Make it a prompt of 13 points$/],
    ['an empty rubric', suite('## One {#demo-a points=9}\r\n\r\nX\r\n\r\n### Rubric\r\n'), /^Insert items that add up to 9$/],
    ['a shared prompt that does not exist', suite('## One {#demo-a points=9}\n\nX\n\n### System prompt\n\n@clam\n'), /^Use the system prompt @calm$/],
    ['one in the front matter', suite('## One {#demo-a points=9}\n\nX', 'id: demo\ncategory: Demo\nversion: 1\nsystem-prompt: "@clam"'), /^Use the system prompt @calm$/],
    ['an unknown key', suite('## One {#demo-a points=9}\n\nX', 'id: demo\ncategory: Demo\nversion: 1\ncolour: red'), /^Remove “colour”$/],
    ['missing keys', suite('## One {#demo-a points=9}\n\nX', 'id: demo'), /^Add the missing “category”, “version”$/],
    ['no front matter', '## One {#demo-a points=9}\n\nX\n', /^Add front matter$/],
  ];
  it.each(broken)('mend %s', (_what, source, title) => {
    const [problem] = problemsOf(source).toReversed();
    const fix = fixesAt(source, problem?.line ?? -1, shared, 'My suite.md').find((one) => title.test(one.title));
    if (!fix) throw new Error(JSON.stringify(fixesAt(source, problem?.line ?? -1, shared)));
    const mended = fix.edits.reduceRight((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), source);
    expect(problemsOf(mended)).toEqual([]);
  });

  it('offer nothing where nothing is wrong', () => {
    const source = readFileSync(join(root, 'suites/booting.md'), 'utf8');
    const { prompts } = layoutOf(source);
    for (const { heading, rubric } of prompts) {
      expect(fixesAt(source, heading.span.line, shared)).toEqual([]);
      expect(fixesAt(source, rubric?.span.line ?? 0, shared)).toEqual([]);
    }
  });

  it('never throw, whatever is in the file', () => {
    fc.assert(
      fc.property(hostileText, fc.boolean(), (body, framed) => {
        const source = framed ? suite(body) : body;
        for (const { line } of problemsOf(source))
          for (const fix of fixesAt(source, line, shared))
            for (const edit of fix.edits) expect(edit.start <= edit.end && edit.end <= source.length).toBe(true);
      }),
    );
  });
});

describe('the outline', () => {
  const source = suite(
    '## Zero {#demo-zero points=1}\n\n0\n\n# Warm\n\n## One {#demo-one points=5}\n\n1\n\n### System prompt\n\nHi\n\n### Rubric\n\n- **a** (3): A.\n- **b** (2): B.\n',
  );
  const print = (symbols: SuiteSymbol[], indent = ''): string =>
    symbols.map((one) => `${indent}${one.kind} ${one.name} ${one.detail}`.trimEnd() + '\n' + print(one.children, `${indent}  `)).join('');

  it('goes from the category over groups and prompts to system prompt and rubric', () => {
    expect(print(suiteSymbols(source))).toBe(
      'category Demo 2 · 6\n  prompt Zero 1\n  group Warm\n    prompt One 5\n      system System prompt\n      rubric Rubric\n        item a 3\n        item b 2\n',
    );
  });

  it('keeps every name within its range and every child within its parent, in any file', () => {
    const check = (symbols: SuiteSymbol[], start: number, end: number): void => {
      for (const one of symbols) {
        expect([start <= one.range.start, one.range.end <= end]).toEqual([true, true]);
        expect([one.range.start <= one.selection.start, one.selection.end <= one.range.end]).toEqual([true, true]);
        check(one.children, one.range.start, one.range.end);
      }
    };
    fc.assert(
      fc.property(hostileText, fc.boolean(), (body, framed) => {
        const text = framed ? suite(body) : body;
        check(suiteSymbols(text), 0, text.length);
        for (const fold of suiteFolds(text, layoutOf(text))) expect(fold.start <= fold.end && fold.end <= text.length).toBe(true);
      }),
    );
  });

  it('folds the front matter, groups, prompts, system prompts and rubrics to their last line', () => {
    const lines = (offset: number): number => source.slice(0, offset).split('\n').length;
    const folds = suiteFolds(source, layoutOf(source)).map(({ start, end }) => `${lines(start)}-${lines(end)}`);
    expect(folds).toEqual(['1-5', '11-24', '7-9', '13-24', '17-19', '21-24']);
  });
});

describe('the published schema', () => {
  const schema = JSON.parse(readFileSync(join(root, 'schemas/suite-front-matter.schema.json'), 'utf8')) as object;
  const validate = new Ajv({ strictTypes: false }).compile(schema);

  it('accepts exactly what LLP accepts', () => {
    const value = fc.oneof(
      fc.constantFrom('demo', 'Demo', '', ' ', '@calm', 1, 0, 2, 3, 1.5, -1, true, null),
      fc.constantFrom<unknown>([], {}, ['demo']),
    );
    const front = fc.record(
      { id: value, category: value, version: value, order: value, temperature: value, 'system-prompt': value, colour: value },
      { requiredKeys: ['id', 'category', 'version'] },
    );
    fc.assert(
      fc.property(front, (values) => {
        const text = stringify(values);
        const accepted = problemsOf(suite('## One {#demo-a points=1}\n\nX', text.trimEnd())).length === 0;
        expect(`${text}${accepted}`).toBe(`${text}${validate(parseYaml(text))}`);
      }),
      {
        numRuns: tries(1000),
        examples: [[{ id: 'demo', category: 'Demo', version: 1, order: 1.5, temperature: 2, 'system-prompt': null }]],
      },
    );
  });
});

describe('snippets', () => {
  const snippets = JSON.parse(readFileSync(join(root, 'snippets/suite.json'), 'utf8')) as Record<string, { body: string[] }>;
  const body = (name: string): string => expand(snippets[name]?.body.join('\n') ?? '');

  it('make a sound category, and a sound prompt and item in it', () => {
    const source = `${body('LLP category')}\n${body('LLP prompt')}`;
    expect(problemsOf(source.replace('@assistant', '@calm'))).toEqual([]);
    expect(layoutOf(source).prompts).toHaveLength(2);
    expect(problemsOf(suite(`## One {#demo-a points=10}\n\nX\n\n### Rubric\n\n${body('LLP rubric item')}`))).toEqual([]);
  });
});
