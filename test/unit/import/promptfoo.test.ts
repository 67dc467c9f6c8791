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
    expect(leftOutText(imported)).toBe(
      '1 tests that stand in other files, 3 templates with filters, loops or variables that are not set',
    );
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
