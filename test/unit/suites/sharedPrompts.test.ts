import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSuites } from '../../../src/suites/load';
import { readSharedPrompts } from '../../../src/suites/sharedPrompts';
import { sharedPromptFixes } from '../../../src/suites/tools/sharedPromptFixes';
import { hostileText, suite } from './suiteText';

const read = (source: string) => readSharedPrompts(source, 'system-prompts.md');
const messages = (source: string): string[] =>
  read(source).problems.map(({ line, severity, message }) => `${line} ${severity}: ${message}`);

describe('the file of shared system prompts', () => {
  it('is sound with sections that have a name and a text, also with a title and words above them', () => {
    const source = '# Shared\n\nFor all suites.\n\n## calm\n\nBreathe.\n\n### Slowly\n\nIn.\n\n## brief\n\nShort.\n';
    expect(messages(source)).toEqual([]);
    expect([...read(source).prompts.keys()]).toEqual(['calm', 'brief']);
  });

  it.each([
    [
      'a name that nothing can refer to',
      '## Calm\n\nBreathe.\n',
      '0 error: The heading of a shared system prompt must be its name alone, as in `## name`: lower-case letters, digits and hyphens, starting with a letter.',
    ],
    [
      'attributes in the heading',
      '## calm {#calm}\n\nBreathe.\n',
      '0 error: The heading of a shared system prompt must be its name alone, as in `## name`: lower-case letters, digits and hyphens, starting with a letter.',
    ],
    [
      'the name that means none',
      '## none\n\nBreathe.\n',
      '0 error: `@none` means that no system prompt is sent; choose another name.',
    ],
    [
      'a name twice',
      '## calm\n\nBreathe.\n\n## calm\n\nSit.\n',
      '4 error: The name “calm” stands above already; names must differ, and of one name the last counts.',
    ],
    [
      'no text',
      '## calm\n\n## brief\n\nShort.\n',
      '0 error: The shared system prompt “calm” has no text: write what is to be sent below the heading.',
    ],
    [
      'a reference in place of a text',
      '## calm\n\n@brief\n\n## brief\n\nShort.\n',
      '0 error: A shared system prompt cannot refer to another one; write its text here.',
    ],
    [
      'a heading that cuts a text in two',
      '## calm\n\nBreathe.\n\n# Slowly\n\nIn.\n\n## brief\n\nShort.\n',
      '4 warning: Only `## name` begins a shared system prompt; what stands below this heading is not sent.',
    ],
    [
      'front matter',
      '---\nid: x\n---\n\n## calm\n\nBreathe.\n',
      '0 warning: Shared system prompts have no front matter; nothing in it is read.',
    ],
    [
      'no section',
      'Breathe.\n',
      '0 warning: There is no shared system prompt yet; one begins with `## name`.',
    ],
  ])('has %s underlined', (_what, source, problem) => expect(messages(source)).toEqual([problem]));

  it('takes what stands in a fence to the letter, a reference too', () => {
    const source = '## calm\n\n```prompt\n@brief\n```\n';
    expect(messages(source)).toEqual([]);
    expect(read(source).prompts.get('calm')).toBe('@brief');
  });

  it('has its problems reported with those of the suites', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'llp-shared-'));
    await writeFile(join(folder, 'system-prompts.md'), '## Calm\n\nBreathe.\n');
    await writeFile(join(folder, 'a.md'), suite('## A {#a-one points=1}\n\nX', 'id: a\ncategory: A\nversion: 1'));
    const { problems } = await loadSuites(folder);
    expect(problems).toMatchObject([{ file: join(folder, 'system-prompts.md'), line: 0, column: 0, endColumn: 7 }]);
    await rm(folder, { recursive: true });
  });

  it.each([
    ['a name that nothing can refer to', '## Calm down\n\nBreathe.\n', 0, '## calm-down\n\nBreathe.\n'],
    ['a name twice', '## calm\n\nA\n\n## calm ##\n\nB\n', 4, '## calm\n\nA\n\n## calm-2 ##\n\nB\n'],
    ['the name that means none', '## none\n\nBreathe.\n', 0, '## none-2\n\nBreathe.\n'],
  ])('has a fix for %s', (_what, source, line, mended) => {
    const [fix] = sharedPromptFixes(source, line);
    const [edit] = fix?.edits ?? [];
    expect(edit && source.slice(0, edit.start) + edit.text + source.slice(edit.end)).toBe(mended);
    expect(messages(mended)).toEqual([]);
    expect(sharedPromptFixes(mended, line)).toEqual([]);
  });

  it('never throws, and every problem lies within it', () => {
    fc.assert(
      fc.property(hostileText, (source) => {
        const lines = source.split(/\r\n|\r|\n/).length;
        for (const { line } of read(source).problems) {
          expect(line).toBeLessThan(lines);
          sharedPromptFixes(source, line);
        }
      }),
      { numRuns: 200 },
    );
  });
});
