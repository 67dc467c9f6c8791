import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  dragFromOutside,
  dragMouse,
  editorText,
  fieldValue,
  fillWithSamples,
  launch,
  openView,
  pointIn,
  runCommand,
  treeRow,
  webviewInFront,
  type Session,
} from './harness';

const speed = '12.5 tok/sec • 321 tokens • 0.4s to first token • Stop: eosFound';

/** Answers that came from another program: dropped, pasted, and their figures. */
describe('an answer from elsewhere', () => {
  let vs: Session;
  let page: Page;
  let form: FrameLocator;
  const path = (name: string): string => join(vs.workspace, name);
  const text = (): Locator => form.locator('.paste vscode-text-area');
  const figure = (name: string): Locator => form.locator('.paste vscode-text-field', { hasText: name });
  const problem = (words: string | RegExp): Locator => form.getByRole('alert').filter({ hasText: words });
  const inForm = (): Promise<{ x: number; y: number }> => pointIn(text(), 0.3, 0.5);

  beforeAll(async () => {
    vs = await launch({
      size: { width: 1400, height: 900 },
      settings: { 'llp.servers': ['http://127.0.0.1:9'] },
      prepare: async (workspace) => {
        await fillWithSamples(workspace, { bots: 1, promptsPerCategory: 1 });
        await writeFile(join(workspace, 'answer.txt'), `${speed}\n\nFrom a file.\n`);
        await writeFile(join(workspace, 'plain.txt'), 'Without a speed line.');
        await writeFile(join(workspace, 'photo.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff]));
        await writeFile(join(workspace, 'server.log'), 'x'.repeat(3_000_000));
      },
    });
    page = vs.page;
    await openView(page, 'Local LLM Playground');
    await treeRow(page, 'Llama-3.3').click();
    await runCommand(page, 'LLP: Ingest: Score an Answer…');
    form = await webviewInFront(page, 'llp.ingest');
    // The last prompt of a category has no answer yet.
    const prompts = form.locator('.wide select');
    await prompts.selectOption({ index: (await prompts.locator('option').count()) - 1 });
    await form.getByRole('heading', { name: 'Paste an answer' }).waitFor();
  });
  afterAll(() => vs?.stop());
  beforeEach(async () => {
    if ((await text().count()) === 0) return;
    await text().locator('textarea').fill('');
    for (const field of await form.locator('.paste vscode-text-field input').all()) await field.fill('');
  });

  it('is dropped as a file, and its speed line becomes the figures', async () => {
    await dragFromOutside(
      page,
      { files: [path('answer.txt')] },
      {
        path: [await inForm()],
        over: async () => {
          await form.getByText('Drop the answer here').waitFor();
          await page.screenshot({ path: 'test/e2e/out/ingest-drop.png' });
        },
      },
    );
    await expect.poll(() => fieldValue(text())).toBe('From a file.\n');
    await form.getByText('Drop the answer here').waitFor({ state: 'detached' });
    expect(await fieldValue(figure('Tokens per second'))).toBe('12.5');
    expect(await fieldValue(figure('Seconds to first token'))).toBe('0.4');
    // Another file has not been measured by the figures of the first.
    await dragFromOutside(page, { files: [path('plain.txt')] }, { path: [await inForm()] });
    await expect.poll(() => fieldValue(text())).toBe('Without a speed line.');
    expect(await fieldValue(figure('Tokens per second'))).toBe('');
    expect(await page.locator('.tab').count()).toBe(1);
  });

  it('comes over VS Code’s own parts only with Shift, which the form says', async () => {
    const way = [await pointIn(page.locator('.part.sidebar')), await inForm()];
    await dragFromOutside(page, { files: [path('answer.txt')] }, { path: way });
    await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await editorText(page).getByText('From a file.').waitFor();
    await runCommand(page, 'View: Close Editor');
    form = await webviewInFront(page, 'llp.ingest');
    await form.getByText('drop a text file with Shift held').waitFor();
    await dragFromOutside(page, { files: [path('answer.txt')] }, { path: way, shift: true });
    await expect.poll(() => fieldValue(text())).toBe('From a file.\n');
    expect(await page.locator('.tab').count()).toBe(1);
  });

  it('is dropped as text, and out of the Explorer', async () => {
    await dragFromOutside(page, { text: `${speed}\nAs text.` }, { path: [await pointIn(form.locator('header h1'))] });
    await expect.poll(() => fieldValue(text())).toBe('As text.');
    expect(await fieldValue(figure('Tokens per second'))).toBe('12.5');
    await openView(page, 'Explorer');
    await dragMouse(page, await pointIn(treeRow(page, 'plain.txt')), await inForm(), async () => {
      await page.keyboard.down('Shift');
      const { x, y } = await inForm();
      await page.mouse.move(x + 6, y, { steps: 4 });
      await form.getByText('Drop the answer here').waitFor();
    });
    await page.keyboard.up('Shift');
    await expect.poll(() => fieldValue(text())).toBe('Without a speed line.');
    await openView(page, 'Local LLM Playground');
  });

  it('is refused where it is none', async () => {
    const drop = async (...files: string[]): Promise<void> =>
      dragFromOutside(page, { files: files.map(path) }, { path: [await inForm()] });
    await drop('photo.png');
    await problem('“photo.png” is not a text file.').waitFor();
    await drop('server.log');
    await problem('“server.log” is too large: an answer has at most 2 MB.').waitFor();
    await vs.screenshot('ingest-drop-refused');
    await drop('server.log', 'photo.png');
    await problem('several files').waitFor();
    await drop('.llp');
    await problem('“.llp” cannot be read.').waitFor();
    expect(await fieldValue(text())).toBe('');
    await text().locator('textarea').fill('x'.repeat(2_100_000));
    await problem('This text has 2,100,000 characters').waitFor();
    await form.getByRole('button', { name: 'Use this answer' }).click();
    await problem('This text has 2,100,000 characters').waitFor();
    expect(await form.getByRole('region', { name: 'Answer' }).count()).toBe(0);
  });

  it('is pasted, used with figures typed by hand, and these are put right later', async () => {
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(`${speed}\r\n\r\nPasted.`)})`);
    await form.getByRole('button', { name: 'Use this answer' }).focus();
    await page.keyboard.press('Control+v');
    await expect.poll(() => fieldValue(text())).toBe('Pasted.');
    // Over all of the text another one begins anew.
    await text().click();
    await page.keyboard.press('Control+a');
    await page.waitForTimeout(250);
    await page.keyboard.press('Control+v');
    await expect.poll(() => fieldValue(text())).toBe('Pasted.');
    await figure('Tokens per second').locator('input').fill('fast');
    await figure('Tokens per second').locator('..').getByText('This is not a number.').waitFor();
    await figure('Tokens per second').locator('input').fill('9,5');
    await page.keyboard.press('Control+s');
    await form.getByRole('region', { name: 'Answer' }).getByText('Pasted.').waitFor();
    await form.locator('.stats [title="typed by hand"]', { hasText: '9.50 tokens/s' }).waitFor();
    await form.locator('.stats .tag[title="The answer came from another program"]').waitFor();
    await form.getByRole('button', { name: 'Correct the figures…' }).click();
    const tokens = form.locator('.correct vscode-text-field', { hasText: 'Tokens' }).first().locator('input');
    await tokens.fill('322');
    await vs.screenshot('ingest-correct');
    await page.keyboard.press('Control+s');
    await form.locator('.stats [title="typed by hand"]', { hasText: '322 tokens' }).waitFor();
    expect(await form.locator('.correct').count()).toBe(0);
  });

  it('takes the place of one that is there, when it is dropped on it', async () => {
    const answer = form.getByRole('region', { name: 'Answer' });
    const note = form.locator('.score vscode-text-area textarea');
    await dragFromOutside(page, { text: 'only a note' }, { path: [await pointIn(note)] });
    await expect.poll(() => note.inputValue()).toBe('only a note');
    await dragFromOutside(page, { files: [path('plain.txt')] }, { path: [await pointIn(answer)] });
    await expect.poll(() => fieldValue(text())).toBe('Without a speed line.');
    await form.getByRole('button', { name: 'Cancel' }).click();
    await answer.getByText('Pasted.').waitFor();
    await note.fill('');
  });
});
