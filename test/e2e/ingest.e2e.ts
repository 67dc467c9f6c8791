import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  fieldValue,
  fillWithSamples,
  launch,
  openView,
  runCommand,
  treeRow,
  webview,
  webviewInFront,
  type Session,
} from './harness';

const bot = 'Codestral-22B-v0.1-Q8_0';

/** Drags a file over the window as a file manager does, and lets it go. */
async function dropFile(page: Page, target: Locator, file: string): Promise<void> {
  const box = await target.boundingBox();
  if (!box) throw new Error('There is nothing to drop on.');
  const browser = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  for (const type of ['dragEnter', 'dragOver', 'dragOver', 'drop'] as const) {
    await browser.send('Input.dispatchDragEvent', { type, ...at, data });
    // VS Code makes room for the drag a moment after it has begun.
    await page.waitForTimeout(200);
  }
  await browser.detach();
}

describe('the form that scores', () => {
  let vs: Session;
  let page: Page;
  let form: FrameLocator;

  const open = async (): Promise<void> => {
    await treeRow(page, bot).click();
    await page.waitForTimeout(300);
    await page.keyboard.press('Control+i');
    form = await webviewInFront(page, 'llp.ingest');
    await form.getByRole('heading', { name: bot }).waitFor();
  };
  const note = (): Locator => form.locator('.score vscode-text-area');
  const pasted = (): Locator => form.locator('.paste vscode-text-area');
  const choose = async (group: string): Promise<string> => {
    const option = form.locator(`.wide select optgroup[label="${group}"] option`).last();
    const id = (await option.getAttribute('value')) ?? '';
    await form.locator('.wide select').selectOption(id);
    return id;
  };

  beforeAll(async () => {
    vs = await launch({
      settings: { 'llp.servers': ['http://127.0.0.1:9'] },
      prepare: async (workspace) => {
        await fillWithSamples(workspace, { bots: 2, promptsPerCategory: 2, unscored: 1 });
        await writeFile(
          join(workspace, 'from-elsewhere.md'),
          '2.28 tok/sec • 476 tokens • 69.21s to first token • Stop: eosFound\n\nDropped **text**',
        );
      },
    });
    page = vs.page;
    await openView(page, 'Local LLM Playground');
    await treeRow(page, bot).waitFor();
    await open();
  });
  afterAll(() => vs?.stop());

  it('keeps a score that was begun, however soon the tab is closed after the last letter', async () => {
    await note().click();
    await page.keyboard.type('begun');
    await page.keyboard.press('Control+w');
    await page.locator('.tab').waitFor({ state: 'detached' });
    await open();
    await form.getByText('Your unsaved score was restored.').waitFor();
    expect(await fieldValue(note())).toBe('begun');
  });

  it('keeps it too when another answer is looked at in between', async () => {
    const prompt = form.locator('.wide select');
    const first = await prompt.inputValue();
    await note().click();
    await page.keyboard.press('End');
    await page.keyboard.type(' here');
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(() => prompt.inputValue()).not.toBe(first);
    await page.keyboard.press('Alt+ArrowLeft');
    await expect.poll(() => prompt.inputValue()).toBe(first);
    await expect.poll(() => fieldValue(note())).toBe('begun here');
  });

  it('names what limits the trust in an answer as the details do', async () => {
    await choose('Not answered');
    await pasted().click();
    await page.keyboard.type('1.5 tok/sec');
    await form.getByRole('button', { name: 'Use this answer' }).click();
    await form.locator('.stats .tag[title="The answer came from another program"]').waitFor();
  });

  it('keeps an answer that is being pasted over closing and a reload', async () => {
    const prompt = await choose('Not answered');
    await pasted().click();
    await page.keyboard.type('half an answer');
    await page.keyboard.press('Control+w');
    await page.locator('.tab').waitFor({ state: 'detached' });
    await open();
    await form.locator('.wide select').selectOption(prompt);
    await expect.poll(() => fieldValue(pasted())).toBe('half an answer');
    await vs.reload();
    form = await webview(page, 'llp.ingest');
    await expect.poll(() => fieldValue(pasted())).toBe('half an answer');
  });

  it('takes a file that is dropped on it, with the figures of its first line', async () => {
    await pasted().click();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await dropFile(page, pasted(), join(vs.workspace, 'from-elsewhere.md'));
    await expect.poll(() => fieldValue(pasted())).toBe('Dropped **text**');
    const figures = await form.locator('.figures vscode-text-field').all();
    expect(await Promise.all(figures.map(fieldValue))).toEqual(['476', '2.28', '69.21']);
    expect(await page.locator('.tab').count()).toBe(1);
    await page.keyboard.press('Control+s');
    await form.locator('.answer .text strong').getByText('text').waitFor();
  });

  it('leaves the notes of a bot as they were typed, however soon the details are closed', async () => {
    await treeRow(page, bot).click();
    await page.waitForTimeout(300);
    await page.keyboard.press('Control+e');
    const details = await webviewInFront(page, 'llp.details');
    await details.locator('.notes vscode-text-area').click();
    await page.keyboard.press('Control+a');
    await page.waitForTimeout(250);
    await page.keyboard.type('Slow but sure.');
    await page.keyboard.press('Control+w');
    await page.waitForTimeout(300);
    await runCommand(page, 'LLP: Focus Bots');
    await treeRow(page, bot).click();
    await page.waitForTimeout(300);
    await page.keyboard.press('Control+e');
    const again = await webviewInFront(page, 'llp.details');
    await expect.poll(() => fieldValue(again.locator('.notes vscode-text-area'))).toBe('Slow but sure.');
  });
});
