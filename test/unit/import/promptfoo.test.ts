import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ImportRefused, type Imported } from '../../../src/exchange/suites/imported';
import { leftOutText, readImport } from '../../../src/exchange/suites/importSuite';
import { readPromptfoo } from '../../../src/exchange/suites/promptfoo';
import { suiteText } from '../../../src/exchange/suites/suiteText';
import { parseSuite } from '../../../src/suites/parse';
import { temporaryFolder } from '../builders';

const promptfoo = (text: string, files: Record<string, string> = {}) =>
  readPromptfoo({ name: 'promptfooconfig.yaml', text }, async (path) => files[path] ?? null);
const toSuite = (imported: Imported) => {
  const options = { id: 'mine', title: 'Mine', points: 10, taken: new Set<string>(), origin: 'a file' };
  const { category, problems } = parseSuite(suiteText(imported, options), 'mine.md', new Map());
  expect(problems).toEqual([]);
  return category?.prompts ?? [];
};

describe('promptfoo configurations', () => {
  it('become every prompt with every test’s variables, and the assertions their rubric', async () => {
    const imported = await promptfoo(`
description: Translating
prompts:
  - 'Translate to {{lang}}: {{ text }}'
  - id: polite
    label: Polite
    raw: 'Please translate to {{lang}}: {{text}}'
defaultTest:
  assert: [{ type: icontains, value: hallo }]
tests:
  - vars: { lang: [German, Dutch], text: Hello }
    assert:
      - { type: llm-rubric, value: Sounds native, weight: 3 }
      - { type: latency, threshold: 5 }
      - { type: not-contains, value: Hello }
  - description: Numbers
    vars: { lang: French, text: 7 }
`);
    expect(imported.title).toBe('Translating');
    const prompts = toSuite(imported);
    expect(prompts).toHaveLength(6);
    expect(prompts.filter((prompt) => prompt.group === 'Polite').map((prompt) => prompt.text)).toEqual([
      'Please translate to German: Hello',
      'Please translate to Dutch: Hello',
      'Please translate to French: 7',
    ]);
    expect(prompts[0]?.rubric).toMatchObject([
      { id: 'icontains', points: 2, full: 'hallo' },
      { id: 'llm-rubric', points: 6, full: 'Sounds native' },
      { id: 'contains', points: 2, title: 'Not the case: The answer contains this text.' },
    ]);
    expect(prompts.map((prompt) => prompt.title)).toContain('Numbers');
  });

  it('read chats, and text files beside them', async () => {
    const chat = JSON.stringify([
      { role: 'system', content: 'Be {{mood}}.' },
      { role: 'user', content: 'Hi {{name.first}}' },
    ]);
    const imported = await promptfoo(
      `prompts: [file://a.txt, '${chat}', 'python:x.py', 'file://../../secret.txt']\ntests: [{ vars: { mood: calm, name: { first: Ann } } }]`,
      { 'a.txt': 'One {{mood}}\n---\nTwo' },
    );
    expect(imported.prompts.map(({ text, system }) => [text, system])).toEqual([
      ['One calm', null],
      ['Two', null],
      ['Hi Ann', 'Be calm.'],
    ]);
    expect(leftOutText(imported)).toMatch(/^2 prompts made by a program/);
  });

  it('leave out templates with logic instead of guessing, and say so', async () => {
    const imported = await promptfoo(
      'prompts: ["{{ a | upper }}", "{% if a %}x{% endif %}", "{{ missing }}", "fine {{a}}"]\ntests: [{vars: {a: b, constructor: x}}, "file://t.csv"]',
    );
    expect(imported.prompts.map((prompt) => prompt.text)).toEqual(['fine b']);
    const said = leftOutText(imported);
    expect(said).toContain('1 tests that stand in other files, 1 times “t.csv”');
    for (const piece of ['{{ a | upper }}', '{% if a %}x{% endif %}', '{{ missing }}'])
      expect(said).toContain(`1 prompts with “${piece}”, which is not set or needs a program`);
  });

  it('read what stands in files beside them, and say which they cannot', async () => {
    const imported = await promptfoo(
      `
prompts: [ask.txt, file://chat.yaml, file://whole.md, 'notes/*.txt', 'short.py:make', 'python:x.py', 'Say in 1/2 a line: {{q}}', missing.txt]
defaultTest: file://default.yaml
tests:
  - file://more.yaml
  - tests.csv
  - vars: file://vars.yaml
  - { vars: { q: 'file://q.txt', bad: 'file://bad.py' } }
`,
      {
        'ask.txt': 'Ask {{q}}',
        'chat.yaml': '- {role: system, content: "Be {{mood}}."}\n- {role: user, content: "{{q}}"}',
        'whole.md': '---\ntitle: x\n---\n\n# {{q}}\n\n---\n\nEnd',
        'default.yaml': 'vars: {mood: calm}\nassert: [{type: icontains, value: "file://must.txt"}]',
        'must.txt': 'bon{{mood}}\n',
        'more.yaml': '- vars: {q: one}\n',
        'tests.csv': 'q,__expected,__expected2,__metric\ntwo,equals: 2,grade: is short,m\n',
        'vars.yaml': 'q: three',
        'q.txt': 'four',
      },
    );
    const texts = imported.prompts.map(({ text, system }) => (system === null ? text : `${system} | ${text}`));
    for (const q of ['one', 'two', 'three'])
      for (const text of [
        `Ask ${q}`,
        `Be calm. | ${q}`,
        `---\ntitle: x\n---\n\n# ${q}\n\n---\n\nEnd`,
        `Say in 1/2 a line: ${q}`,
      ])
        expect(texts).toContain(text);
    expect(texts).toHaveLength(12);
    expect(imported.prompts[0]?.criteria).toMatchObject([{ id: 'icontains', full: 'boncalm' }]);
    expect(imported.prompts.find(({ text }) => text === 'Ask two')?.criteria).toMatchObject([
      { full: 'boncalm' },
      { id: 'equals', full: '2' },
      { id: 'llm-rubric', full: 'is short' },
    ]);
    const said = leftOutText(imported);
    for (const name of ['short.py:make', 'python:x.py', 'missing.txt', 'notes/*.txt', 'file://bad.py', '__metric'])
      expect(said).toContain(`“${name}”`);
  });

  it('follow references, merge keys and variables within variables', async () => {
    const imported = await promptfoo(`
prompts: ['{{greeting}}', '{{a["b"].c}} {{deep.list[1]}}']
common: &common { who: Ann }
tests:
  - vars: { <<: *common, greeting: 'Hi {{who}}, {{rest}}', rest: 'from {{who}}', a: { b: { c: d } }, deep: { list: [x, y] } }
    options: { prefix: 'Now: ', suffix: ' Please.', transform: x }
    assert:
      - $ref: '#/assertionTemplates/polite'
      - { $ref: '#/assertionTemplates/polite', weight: 3 }
      - $ref: '#/assertionTemplates/none'
assertionTemplates:
  polite: { type: icontains, value: '{{who}}, please' }
`);
    expect(imported.prompts.map(({ text }) => text)).toEqual(['Now: Hi Ann, from Ann Please.', 'Now: d y Please.']);
    expect(imported.prompts[0]?.criteria).toMatchObject([
      { full: 'Ann, please', weight: 1 },
      { full: 'Ann, please', weight: 3 },
    ]);
    const said = leftOutText(imported);
    for (const name of ['common', 'tests.options.transform', '#/assertionTemplates/none'])
      expect(said).toContain(`“${name}”`);
  });

  it('give no points to checks of weight 0, share those of sets, and say what got none', async () => {
    const checks = Array.from({ length: 12 }, () => '{ type: contains, value: x }').join(', ');
    const imported = await promptfoo(`
prompts: ['{{t}}']
tests:
  - vars: { t: a }
    assert:
      - { type: contains, value: x, weight: 0 }
      - { type: contains, value: y, weight: 2 }
      - { type: assert-set, weight: 2, assert: [{ type: contains, value: p }, { type: regex, value: q, weight: 3 }] }
  - vars: { t: b }
    assert: [${checks}]
`);
    expect(imported.prompts[0]?.criteria.map(({ full, weight }) => [full, weight])).toEqual([
      ['y', 2],
      ['p', 0.5],
      ['q', 1.5],
    ]);
    toSuite(imported);
    expect(leftOutText(imported)).toContain('1 checks of weight 0, which give no points');
    expect(leftOutText(imported)).toContain('2 checks without a point, as there are more checks than points');
  });

  it('read chats that are written as YAML, whatever the variables hold', async () => {
    const imported = await promptfoo(
      `
prompts:
  - |
    - role: system
      content: Be brief.
    - role: user
      content: {{q}}
tests: [{ vars: { q: 'a: b\n- "c' } }]
`.replace("'a: b\n- \"c'", '"a: b\\n- \\"c"'),
    );
    expect(imported.prompts).toMatchObject([{ system: 'Be brief.', text: 'a: b\n- "c' }]);
  });

  it('run scenarios: each set of variables with each test', async () => {
    const imported = await promptfoo(`
prompts: ['{{a}}{{b}}']
scenarios:
  - config: [{ vars: { a: 1 } }, { vars: { a: 2 } }]
    tests: [{ vars: { b: x } }, { vars: { b: y } }]
`);
    expect(imported.prompts.map(({ text }) => text)).toEqual(['1x', '1y', '2x', '2y']);
  });

  it.each([
    ['broken YAML', 'prompts: [a\nb: c', /promptfooconfig\.yaml, line \d+: [^:]*[^:.]\.$/],
    ['no prompts', 'tests: []', /no “prompts”/],
    ['a list', '- a', /list of keys/],
    [
      'aliases that multiply',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\nd: [${'*c,'.repeat(9)}]\nprompts: [x]`,
      /not valid YAML/,
    ],
    ['endless nesting', `prompts: ${'['.repeat(30_000)}`, /promptfooconfig\.yaml/],
    [
      'endless combinations',
      `prompts: [x, y]\ntests: [{ vars: { a: [${'1,'.repeat(3000)}] } }]`,
      /more than 5000 prompts/,
    ],
  ])('with %s are refused', async (_what, text, message) => {
    await expect(promptfoo(text)).rejects.toThrow(message);
    await expect(promptfoo(text)).rejects.toThrow(ImportRefused);
  });

  it('never read a file outside of their own folder', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'in'));
    await writeFile(join(folder, 'secret.txt'), 'secret');
    await writeFile(join(folder, 'in', 'own.txt'), 'own');
    await symlink(join(folder, 'secret.txt'), join(folder, 'in', 'link.txt')).catch(() => undefined);
    const config = join(folder, 'in', 'promptfooconfig.yaml');
    await writeFile(
      config,
      `prompts: [file://own.txt, file://../secret.txt, file://link.txt, 'file://${join(folder, 'secret.txt')}']`,
    );
    expect((await readImport('promptfoo', config)).prompts.map((prompt) => prompt.text)).toEqual(['own']);
  });
});
