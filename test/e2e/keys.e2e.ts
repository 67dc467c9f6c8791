import type { FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  clearNotifications,
  clipboardText,
  editorText,
  fieldValue,
  fileList,
  fillWithSamples,
  inFront,
  labelled,
  launch,
  opensList,
  openView,
  press,
  quick,
  quickWith,
  runCommand,
  settle,
  startPractice,
  treeRow,
  webview,
  webviewInFront,
  webviewView,
  type Practice,
  type Session,
} from './harness';

const bot = 'Codestral-22B-v0.1-Q8_0';

const pane = (page: Page, title: string): Locator =>
  page.locator('.part.sidebar .pane').filter({ has: page.locator(`.pane-header[aria-label^="${title}"]`) });

const bots = (page: Page): Locator => quick(page, /Bot \(1\/3\)|Conduct|Bot/).filter({ hasText: 'practice/' });
const exporting = (page: Page): Locator => quick(page, 'HTML report');

describe('keys', () => {
  let practice: Practice;
  let vs: Session;
  let page: Page;

  /** Keys that do the same in each of LLP's places, wherever no text is typed. */
  async function commonKeys(focus: () => Promise<unknown>): Promise<void> {
    await focus();
    await opensList(page, 'Control+d', bots);
    await focus();
    await opensList(page, 'Control+x', exporting);
    await focus();
    await opensList(page, 'Control+t', bots);
    await focus();
    await press(page, 'Control+p');
    await pane(page, 'Prompts').locator('.monaco-list:focus').waitFor();
    await focus();
    await press(page, 'Control+l');
    await expect.poll(() => inFront(page)).toBe('llp.leaderboard');
  }

  beforeAll(async () => {
    practice = await startPractice({ args: ['--speed', 'max'] });
    vs = await launch({
      size: { width: 1500, height: 1000 },
      settings: { 'llp.servers': [practice.url], 'llp.conduct.autoSave': 'never' },
      prepare: (workspace) => fillWithSamples(workspace, { bots: 3, promptsPerCategory: 2, unscored: 0.5 }),
    });
    page = vs.page;
    await openView(page, 'Local LLM Playground');
    await treeRow(page, 'practice/thinker-8b').waitFor();
    await treeRow(page, bot).waitFor();
  });
  afterAll(async () => {
    await vs?.stop();
    await practice?.stop();
  });
  beforeEach(() => clearNotifications(page));

  describe('in the trees', () => {
    it('of bots lead everywhere', async () => {
      const focus = (): Promise<void> => treeRow(page, bot).click();
      await commonKeys(focus);
      await focus();
      await press(page, 'Control+i');
      await expect.poll(() => inFront(page)).toBe('llp.ingest');
      const form = await webviewInFront(page, 'llp.ingest');
      await form.getByRole('heading', { name: bot }).waitFor();
      await focus();
      await press(page, 'Control+e');
      await expect.poll(() => inFront(page)).toBe('llp.details');
      await (await webviewInFront(page, 'llp.details')).getByRole('heading', { name: bot }).waitFor();
      await runCommand(page, 'View: Close All Editors');
    });

    it('of prompts lead everywhere, and Ctrl+B to the bots', async () => {
      const focus = (): Promise<void> => treeRow(page, /^Booting/).click();
      await commonKeys(focus);
      await focus();
      await press(page, 'Control+b');
      await pane(page, 'Bots').locator('.monaco-list:focus').waitFor();
      await page.keyboard.press('ArrowDown');
      await pane(page, 'Bots').locator('.monaco-list-row.focused').waitFor();
      await runCommand(page, 'View: Close All Editors');
    });
  });

  describe('on the leaderboard', () => {
    let board: FrameLocator;
    const row = (name: string): Locator => board.getByRole('row').filter({ hasText: name });
    const focus = async (): Promise<void> => {
      board = await webview(page, 'llp.leaderboard');
      await row(bot).getByRole('rowheader').click();
    };

    it('lead everywhere', async () => {
      await runCommand(page, 'LLP: Open Leaderboard');
      await commonKeys(focus);
      await focus();
      await press(page, 'Control+b');
      await pane(page, 'Bots').locator('.monaco-list:focus').waitFor();
    });

    it('act on the selected row, whichever side it is selected on', async () => {
      await focus();
      await treeRow(page, 'Llama-3.3').click();
      await board.locator('.row.selected', { hasText: 'Llama-3.3' }).waitFor();
      await press(page, 'Control+i');
      const other = await webviewInFront(page, 'llp.ingest');
      await other.getByRole('heading', { name: 'Llama-3.3' }).waitFor();
      await focus();
      await pane(page, 'Bots').locator('.monaco-list-row.selected').and(labelled(page, bot)).waitFor();
      await press(page, 'Control+i');
      await expect.poll(() => inFront(page)).toBe('llp.ingest');
      await (await webviewInFront(page, 'llp.ingest')).getByRole('heading', { name: bot }).waitFor();
      await focus();
      await press(page, 'Control+e');
      await expect.poll(() => inFront(page)).toBe('llp.details');
      await (await webviewInFront(page, 'llp.details')).getByRole('heading', { name: bot }).waitFor();
      await press(page, 'Control+w');
    });

    it('move as in a grid, and Tab leaves it', async () => {
      await focus();
      const active = (): Promise<string | null> =>
        board.locator('.grid:focus').getAttribute('aria-activedescendant', { timeout: 2_000 });
      await page.keyboard.press('Control+Home');
      await expect.poll(active).toBe('cell-0-0');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      await expect.poll(active).toBe('cell-1-1');
      await page.keyboard.press('Control+End');
      await expect.poll(active).toMatch(/^cell-2-\d+$/);
      await page.keyboard.press('Home');
      await expect.poll(active).toBe('cell-2-0');
      await page.keyboard.type('cod');
      await expect.poll(async () => row(bot).getAttribute('aria-selected')).toBe('true');
      await page.keyboard.press('Shift+Tab');
      await board.getByRole('button', { name: 'Columns' }).and(board.locator(':focus')).waitFor();
      await page.keyboard.press('Tab');
      await expect.poll(active).not.toBeNull();
    });

    it('are left to the text that is being typed in its search', async () => {
      board = await webview(page, 'llp.leaderboard');
      const search = board.locator('vscode-text-field.search');
      await search.click();
      await page.keyboard.type('Codestral');
      await page.keyboard.press('Control+a');
      await press(page, 'Control+x');
      await expect.poll(() => clipboardText(page)).toBe('Codestral');
      expect(await fieldValue(search)).toBe('');
      await search.click();
      await opensList(page, 'Control+p', fileList);
      await search.click();
      await press(page, 'Control+b');
      await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
      await press(page, 'Control+b');
      await page.locator('.part.sidebar').waitFor();
      for (const key of ['Control+d', 'Control+i']) {
        await search.click();
        await press(page, key);
        await page.waitForTimeout(400);
        expect(await page.locator('.quick-input-widget:visible').count()).toBe(0);
        expect(await inFront(page)).toBe('llp.leaderboard');
      }
    });
  });

  describe('while scoring', () => {
    it('copy the prompt with Ctrl+Y, from a field for points too, without changing it', async () => {
      await treeRow(page, bot).click();
      await press(page, 'Control+i');
      const form = await webviewInFront(page, 'llp.ingest');
      const field = form.getByRole('spinbutton').first();
      await field.click();
      await page.keyboard.type('3');
      await press(page, 'Control+z');
      await settle(page);
      const before = await field.inputValue();
      const prompt = (await form.locator('.prompt .markdown').first().innerText()).trim().slice(0, 30);
      await press(page, 'Control+y');
      await form.getByText('The prompt is copied.').waitFor();
      expect(await field.inputValue()).toBe(before);
      await expect.poll(async () => (await clipboardText(page)).startsWith(prompt)).toBe(true);
    });

    it('cut in the note, and take back and do again there', async () => {
      const form = await webview(page, 'llp.ingest');
      const note = form.locator('vscode-text-area');
      const value = (): Promise<string> => fieldValue(note);
      await note.click();
      await page.keyboard.type('clear');
      await page.keyboard.press('Control+a');
      await press(page, 'Control+x');
      expect(await value()).toBe('');
      await expect.poll(() => clipboardText(page)).toBe('clear');
      await note.click();
      await press(page, 'Control+z');
      await expect.poll(value).toBe('clear');
      await press(page, 'Control+y');
      await expect.poll(value).toBe('');
    });

    it('save with Ctrl+S and go to the next', async () => {
      const form = await webview(page, 'llp.ingest');
      for (const field of await form.getByRole('spinbutton').all()) {
        await field.click();
        await page.keyboard.press('f');
      }
      const prompt = (): Promise<string> => form.locator('.wide select').inputValue();
      const before = await prompt();
      await press(page, 'Control+s');
      await form
        .getByText(/^Saved/)
        .first()
        .waitFor();
      await expect.poll(prompt).not.toBe(before);
    });

    it('of LLP work outside its fields', async () => {
      const form = await webview(page, 'llp.ingest');
      const button = form.getByRole('button', { name: /next/i }).first();
      await button.focus();
      await opensList(page, 'Control+x', exporting);
      await button.focus();
      await opensList(page, 'Control+d', bots);
      await button.focus();
      await press(page, 'Control+l');
      await expect.poll(() => inFront(page)).toBe('llp.leaderboard');
    });
  });

  it('in the details save the notes with Ctrl+S at once', async () => {
    await treeRow(page, bot).click();
    await press(page, 'Control+e');
    const details = await webviewInFront(page, 'llp.details');
    const notes = details.locator('.notes vscode-text-area');
    await notes.click();
    await page.keyboard.press('Control+a');
    // VS Code selects all of a page by a message.
    await settle(page);
    await page.keyboard.type('Keep it.');
    await page.keyboard.press('Control+s');
    await details.locator('.notes [role=status]').getByText(/\w/).waitFor({ timeout: 550 });
    await notes.click();
    await page.keyboard.press('Control+a');
    await press(page, 'Control+x');
    await expect.poll(() => clipboardText(page)).toBe('Keep it.');
    await details.getByRole('button', { name: 'Conduct' }).first().focus();
    await opensList(page, 'Control+x', exporting);
    await press(page, 'Control+w');
  });

  it('in the search view are those of its text', async () => {
    await treeRow(page, bot).click();
    await runCommand(page, 'LLP: Search…');
    const search = await webviewView(page, 'Search');
    const field = search.locator('vscode-text-field').first();
    await field.click();
    await page.keyboard.type('garden');
    await page.keyboard.press('Control+a');
    await press(page, 'Control+x');
    await expect.poll(() => clipboardText(page)).toBe('garden');
    await field.click();
    await opensList(page, 'Control+p', fileList);
    await runCommand(page, 'LLP: Focus Bots');
  });

  it('send with what is chosen so far, and again from the answer', async () => {
    const answers = (): number => practice.output().split('/chat/completions').length - 1;
    await treeRow(page, 'practice/thinker-8b').click();
    await press(page, 'Control+d');
    await bots(page).waitFor();
    await press(page, 'Enter');
    await quickWith(page, /category/i).waitFor();
    await press(page, 'Enter');
    await quickWith(page, /prompt/i).waitFor();
    await press(page, 'Control+t');
    await expect.poll(() => editorText(page).innerText(), { timeout: 20_000 }).toContain('practice/thinker-8b');
    await expect.poll(answers).toBe(1);
    await treeRow(page, 'practice/thinker-8b').click();
    await press(page, 'Control+d');
    await bots(page).waitFor();
    await press(page, 'Control+t');
    await expect.poll(answers).toBe(2);
    await page.waitForTimeout(500);
    await editorText(page).click();
    await press(page, 'Control+t');
    await expect.poll(answers).toBe(3);
    // Its tab takes the keyboard as it opens.
    await expect.poll(() => page.locator('.tab', { hasText: 'thinker' }).count()).toBe(3);
    await page.waitForTimeout(1_000);
  });
});
