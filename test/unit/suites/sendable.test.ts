import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noCategory } from '../../../src/cli/suiteProblems';
import { SuiteSet } from '../../../src/playground/suiteSet';
import { temporaryFolder } from '../builders';

async function suitesWith(files: Record<string, string>): Promise<SuiteSet> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'suites'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, 'suites', name), text);
  const suites = new SuiteSet(folder, folder);
  await suites.load();
  return suites;
}

const head = (id: string, more = ''): string => `---\nid: ${id}\ncategory: T\nversion: 1\n${more}---\n\n`;
const prompt = (id: string, rest = ''): string => `## One {#${id} points=10}\n\nSay hello.\n${rest}\n`;
const rubric = '\n### Rubric\n\n- **a** (3): It is kind.\n';

describe('what a run is about to send', () => {
  it('is refused where its system prompt is not there, in the front matter or its own', async () => {
    const suites = await suitesWith({
      't.md': head('t', 'system-prompt: "@nobody"\n') + prompt('t-one'),
      'u.md': head('u') + prompt('u-one', '\n### System prompt\n\n@nobody\n') + prompt('u-two'),
    });
    const [one, own, fine] = suites.categories.flatMap(({ prompts }) => prompts);
    for (const bad of [one, own]) expect(() => bad && suites.requireSendable(bad)).toThrow(/md, line \d+: There is no shared/);
    expect(() => fine && suites.requireSendable(fine)).not.toThrow();
    expect(suites.problemsOf(fine ? [fine] : []).others).toHaveLength(1);
  });

  it('is refused where its rubric does not add up, and not for what is left out anyway', async () => {
    const suites = await suitesWith({
      't.md': `${head('t')}${prompt('t-one', rubric)}${prompt('t-two')}## Broken\n\nx\n\n${prompt('t-two')}${prompt('t-three')}`,
    });
    const [sum, twice, last] = suites.categories[0]?.prompts ?? [];
    expect(() => sum && suites.requireSendable(sum)).toThrow('add up to 3');
    for (const fine of [twice, last]) expect(() => fine && suites.requireSendable(fine)).not.toThrow();
    expect(suites.problemsOf(last ? [last] : []).others).toHaveLength(3);
  });

  it('is sent as it was where it is an older version', async () => {
    const suites = await suitesWith({ 't.md': head('t') + prompt('t-one', rubric) });
    const [now] = suites.categories[0]?.prompts ?? [];
    if (!now) throw new Error('The prompt was not read.');
    expect(() => suites.requireSendable({ ...now, hash: 'older' })).not.toThrow();
  });

  it('is not found with the reason why its file was refused', async () => {
    const suites = await suitesWith({ 't.md': '---\n\n## id: t\n\ncategory: T\nversion: 1\n\n---\n\n' + prompt('t-one') });
    expect(noCategory(suites, 't')).toMatch(/^There is no category “t”; there are: none\. t\.md, line \d+: .*id/);
  });
});
