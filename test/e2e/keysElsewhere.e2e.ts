import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  clearNotifications,
  clipboardText,
  editorText,
  fileList,
  fillWithSamples,
  inFront,
  launch,
  opensList,
  openView,
  press,
  quickWith,
  runCommand,
  settle,
  statusItem,
  tab,
  treeRow,
  webviewInFront,
  type Session,
} from './harness';

const bot = 'Codestral-22B-v0.1-Q8_0';
const text = 'alpha beta\nalpha gamma\nalpha delta\n';

const symbols = (page: Page): Locator => quickWith(page, /symbol/i);

describe('keys outside LLP’s views', () => {
  let vs: Session;
  let page: Page;

  beforeAll(async () => {
    vs = await launch({
      size: { width: 1500, height: 1000 },
      settings: { 'llp.servers': ['http://127.0.0.1:9'], 'editor.suggest.showWords': true },
      prepare: async (workspace) => {
        await fillWithSamples(workspace, { bots: 3, promptsPerCategory: 2, unscored: 0.5 });
        await writeFile(join(workspace, 'plain.txt'), text);
      },
    });
    page = vs.page;
    await openView(page, 'Local LLM Playground');
    await treeRow(page, bot).waitFor();
  });
  afterAll(() => vs?.stop());
  beforeEach(() => clearNotifications(page));

  it('keep VS Code’s meaning in a text editor', async () => {
    await runCommand(page, 'View: Close All Editors');
    await openView(page, 'Explorer');
    await treeRow(page, 'plain.txt').dblclick();
    await tab(page, 'plain.txt').waitFor();
    const cursorHome = async (): Promise<void> => {
      await editorText(page).click();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Home');
    };
    await cursorHome();
    await opensList(page, 'Control+p', fileList);
    await opensList(page, 'Control+e', fileList);
    await opensList(page, 'Control+t', symbols);
    await press(page, 'Control+b');
    await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
    await press(page, 'Control+b');
    await page.locator('.part.sidebar').waitFor();
    await cursorHome();
    await press(page, 'Control+d');
    await press(page, 'Control+d');
    await expect.poll(() => page.locator('.editor-group-container.active .cursors-layer .cursor').count()).toBe(2);
    await cursorHome();
    await press(page, 'Control+l');
    await statusItem(page, /selected/).waitFor();
    await cursorHome();
    await page.keyboard.type('al');
    await press(page, 'Control+i');
    await page.locator('.suggest-widget.visible').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+y');
    await expect.poll(() => editorText(page).innerText()).toMatch(/^alalpha/);
    await page.keyboard.press('Control+z');
    await cursorHome();
    await press(page, 'Control+x');
    await expect.poll(() => clipboardText(page)).toBe('alpha beta\n');
    await press(page, 'Control+s');
    await expect.poll(() => readFile(join(vs.workspace, 'plain.txt'), 'utf8')).toBe('alpha gamma\nalpha delta\n');
    expect(await inFront(page)).toBe('');
    expect(await page.locator('.tab').count()).toBe(1);
  });

  it('keep it in the Explorer, also beside an open leaderboard', async () => {
    await openView(page, 'Explorer');
    await runCommand(page, 'LLP: Open Leaderboard');
    const board = await webviewInFront(page, 'llp.leaderboard');
    await board.getByRole('row').filter({ hasText: bot }).getByRole('rowheader').click();
    await settle(page);
    const focus = (): Promise<void> => treeRow(page, 'README.md').click({ modifiers: ['Control'] });
    await focus();
    await opensList(page, 'Control+p', fileList);
    await focus();
    await opensList(page, 'Control+e', fileList);
    await focus();
    await opensList(page, 'Control+t', symbols);
    await focus();
    await press(page, 'Control+b');
    await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
    await openView(page, 'Explorer');
    await focus();
    await press(page, 'Control+x');
    await page.locator('.part.sidebar .explorer-item.cut, .part.sidebar .cut').first().waitFor();
    for (const key of ['Control+d', 'Control+i', 'Control+l', 'Control+y']) {
      await focus();
      await press(page, key);
      await page.waitForTimeout(400);
      expect(await page.locator('.quick-input-widget:visible').count(), key).toBe(0);
      expect(await page.locator('.tab[data-resource-name^="webview-llp"]').count(), key).toBe(1);
      expect(await inFront(page), key).toBe('llp.leaderboard');
    }
  });
});
