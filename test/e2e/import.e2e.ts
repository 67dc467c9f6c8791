import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  clearNotifications,
  fillWithSamples,
  inputBox,
  launch,
  notification,
  openView,
  quickPick,
  quickPickTexts,
  root,
  runCommand,
  treeRow,
  type Session,
} from './harness';

const question = { question_id: 'a', category: 'reasoning', task: 'zebra', turns: ['Who owns the zebra?'] };
const files: Record<string, string> = {
  'colours.csv': 'prompt,expected,points\n"Name a colour",red,5\n"Name another, please",blue,7\n',
  'broken.csv': 'prompt,expected\n"Name a colour,red\n',
  'promptfooconfig.yaml': 'prompts: ["Say {{word}}"]\ntests:\n  - vars: { word: hello }\n',
  'broken.yaml': 'prompts: [a\nb: c\n',
  'livebench/reasoning/question.jsonl': `${JSON.stringify(question)}\n`,
  'broken.jsonl': `${JSON.stringify(question)}\n{"question_id": \n`,
  'package.json': '{"name": "something else"}\n',
};

/** Importing through VS Code’s own simple dialog, which is the one there is in a browser. */
describe('importing', () => {
  let vs: Session;
  let page: Page;
  const widget = (): Locator => page.locator('.quick-input-widget:visible');
  /** Types a path into the open dialog and confirms. */
  const choose = async (name: string): Promise<void> => {
    const input = widget().locator('input').first();
    await expect.poll(() => input.inputValue()).toBe(`${vs.workspace}/`);
    await input.fill(join(vs.workspace, name));
    await widget().getByRole('button', { name: 'Import' }).click();
  };
  /** Answers a question: as one box follows another, the words of the question tell which of them it is. */
  const say = async (question: string, answer: string): Promise<void> => {
    await widget().getByText(question).waitFor();
    await inputBox(page, answer);
  };
  /** What a refusal must say; nothing else comes of it. */
  const refused = async (sentence: RegExp): Promise<Locator> => {
    const toast = notification(page, sentence);
    await toast.getByRole('button', { name: 'Retry' }).waitFor();
    await expect.poll(() => page.locator('.notification-toast').count()).toBe(1);
    await expect.poll(() => widget().count()).toBe(0);
    return toast;
  };
  const bots = (): Promise<number> => page.locator('.part.sidebar .monaco-list-row', { hasText: 'IQ2_M' }).count();
  const category = (title: string | RegExp): Locator => treeRow(page, title);

  beforeAll(async () => {
    vs = await launch({
      size: { width: 1400, height: 1000 },
      settings: { 'llp.servers': ['http://127.0.0.1:9'] },
      prepare: async (workspace) => {
        const other = join(workspace, '..', 'other');
        await fillWithSamples(other, { bots: 1, promptsPerCategory: 1, unscored: 0, whole: true });
        const cli = join(root, 'dist', 'cli.js');
        const results = join(workspace, 'results.json');
        const words = ['export', '--format', 'json', '--output', results, '--workspace', other];
        await promisify(execFile)(process.execPath, [cli, ...words]);
        await writeFile(join(workspace, 'cut.json'), (await readFile(results, 'utf8')).slice(0, -200));
        for (const [name, text] of Object.entries(files)) {
          await mkdir(join(workspace, name, '..'), { recursive: true });
          await writeFile(join(workspace, name), text);
        }
      },
    });
    page = vs.page;
    await openView(page, 'Local LLM Playground');
    await category('Booting').waitFor();
  });
  afterAll(() => vs?.stop());
  beforeEach(() => clearNotifications(page));

  it('refuses what is no good export, and changes nothing', async () => {
    await runCommand(page, 'LLP: Import Results…');
    await choose('package.json');
    await refused(/^.*The file is not an export of LLP: format is missing. Nothing was imported.$/s);
    await clearNotifications(page);
    await runCommand(page, 'LLP: Import Results…');
    await choose('cut.json');
    const toast = await refused(/cannot be imported: .* Nothing was imported\.$/s);
    expect(await bots()).toBe(0);
    await vs.screenshot('import-refused');
    await toast.getByRole('button', { name: 'Retry' }).click();
    await widget().waitFor();
  });

  it('takes over an export with its answers and scores', async () => {
    // From the list this time: it offers folders and what can be imported.
    const offered = await quickPickTexts(page);
    expect(offered).toContain('cut.json');
    expect(offered.join()).not.toMatch(/csv|yaml|txt/);
    await vs.screenshot('import-dialog');
    await quickPick(page, 'results.json');
    await notification(page, /Imported \d+ runs and \d+ scores of 1 new bot\./).waitFor();
    await expect.poll(bots).toBe(1);
    await treeRow(page, 'IQ2_M').click();
    await category(/Booting.*1\/6 scored/).waitFor();
  });

  it('refuses suites that cannot be read, before it asks for anything', async () => {
    for (const [format, name, sentence] of [
      ['CSV', 'broken.csv', /broken\.csv, line 2: a quoted cell is not closed\.$/],
      ['promptfoo', 'broken.yaml', /broken\.yaml, line 2: .* must be sufficiently indented and end with a \]\.$/],
      ['LiveBench', 'broken.jsonl', /broken\.jsonl, line 2: .*\.$/],
    ] as const) {
      await runCommand(page, 'LLP: Import Suite…');
      await quickPick(page, format);
      await choose(name);
      await refused(sentence);
      await clearNotifications(page);
    }
    expect(readdirSync(vs.workspace)).not.toContain('suites');
  });

  it('makes a category of a table', async () => {
    await runCommand(page, 'LLP: Import Suite…');
    await quickPick(page, 'CSV');
    await choose('colours.csv');
    await say('Name of the new category', 'Colours');
    // The suites that come with LLP are copied first, as they cannot be edited.
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Copy them' }).click();
    await notification(page, 'Imported 2 prompts as “Colours”.').waitFor();
    await category(/Colours.*0\/12 points|Colours.*2 prompts · 12 points/).waitFor();
    await vs.screenshot('import-suite');
  });

  it('makes one of a promptfoo file, and of a folder of LiveBench', async () => {
    await runCommand(page, 'LLP: Import Suite…');
    await quickPick(page, 'promptfoo');
    await choose('promptfooconfig.yaml');
    await say('Name of the new category', 'Sayings');
    await say('What each prompt is worth', '20');
    await notification(page, 'Imported one prompt as “Sayings”.').waitFor();
    await runCommand(page, 'LLP: Import Suite…');
    await quickPick(page, 'LiveBench');
    await choose('livebench');
    // The dialog goes into a folder first, and takes it the next time.
    await expect.poll(() => widget().locator('input').first().inputValue()).toBe(join(vs.workspace, 'livebench/'));
    await widget().getByRole('button', { name: 'Import' }).click();
    await say('Name of the new category', 'Zebras');
    await say('What each prompt is worth', '30');
    await notification(page, 'Imported one prompt as “Zebras”.').waitFor();
    await category('Zebras').waitFor();
    expect(readdirSync(join(vs.workspace, 'suites')).join()).toMatch(/colours.*sayings.*zebras/);
  });
});
