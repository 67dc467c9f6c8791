import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unknownStats } from '../../src/model/run';
import { Playground } from '../../src/playground';
import {
  changeTheme,
  editorText,
  inputBox,
  launch,
  openView,
  quickPickTexts,
  root,
  runCommand,
  statusItem,
  tab,
  treeRow,
  violations,
  webviewView,
  type Session,
} from './harness';

const answers = {
  'sage-27b': 'A kitchen has a fast stove and a slow oven.\n\nThe **lanterns** of Hội An hang over the river.',
  'spark-1b': 'Nothing but a lantern, and `getUserName()` in code.',
};

/** Two bots that have answered, and one that has answered often enough to scroll. */
async function fill(folder: string): Promise<void> {
  const playground = await Playground.open({
    workspace: folder,
    databaseFile: join(folder, '.llp', 'playground.db'),
    bundledSuites: join(root, 'suites'),
    servers: [],
  });
  const { store, suites } = playground;
  const run = (
    botId: number,
    promptId: string,
    text: string,
    reasoning = '',
    startedAt = '2026-03-01T10:00:00.000Z',
  ) => {
    const prompt = suites.prompt(`booting/${promptId}`);
    if (!prompt) throw new Error(`There is no prompt ${promptId}.`);
    const request = { server: 'http://127.0.0.1:9', modelId: 'm', messages: [], parameters: {} };
    const begun = { categoryId: 'booting', promptId, promptHash: prompt.hash, request, model: null, rawLog: null };
    const id = store.runs.begin({
      botId,
      ...begun,
      provenance: { origin: 'measured' },
      startedAt,
      stats: unknownStats,
    });
    const ended = { status: 'complete' as const, errorCode: null, error: null, stats: unknownStats, flags: [] };
    store.runs.finish(id, { ...ended, text, reasoning, model: null, runtime: null, finishedAt: startedAt });
    return id;
  };
  for (const [name, text] of Object.entries(answers)) {
    const bot = store.bots.add({ name, server: 'http://127.0.0.1:9', modelId: `maker/${name}`, practice: false });
    const id = run(bot.id, 'booting-teaching', text, 'Thinking of a heron first.');
    if (name === 'sage-27b') {
      playground.scoring.give({ runId: id, points: 31, note: 'clear, though wordy' });
      store.bots.setNotes(bot.id, 'The quiet one, good at poems.');
    }
  }
  const { id: chatty } = store.bots.add({
    name: '<img src=x onerror=alert(1)> chatty',
    server: 'http://127.0.0.1:9',
    modelId: 'maker/chatty',
    practice: false,
  });
  store.database.relaxed(() => {
    for (let index = 1; index <= 260; index++)
      run(chatty, 'booting-teaching', `Number ${index} of many: pelican. <b>bold</b>`, '', '2026-04-01T10:00:00.000Z');
  });
  playground.close();
}

/** The page of the search, which is another one after it was hidden. */
const searchPage = (page: Page): Promise<FrameLocator> => webviewView(page, 'Search');
const queryOf = (search: FrameLocator): Locator => search.locator('vscode-text-field input');
const rowsOf = (search: FrameLocator): Locator => search.locator('.list [role=option]');
const activeOf = (search: FrameLocator): Locator => search.locator('[role=option][aria-selected=true]');
const header = (page: Page, title: string): Locator =>
  page.locator(`.part.sidebar .pane-header[aria-label^="${title}"]`).first();
/** On the title: further right are the buttons of the view. */
const titleOf = { x: 34, y: 10 };
const quickInput = (page: Page): Locator => page.locator('.quick-input-widget:visible input').first();

const patient = { timeout: 15_000 };

/** Waits until the field has the keyboard, and what stands in it is selected. */
async function selected(search: FrameLocator): Promise<void> {
  const whole = (): Promise<boolean> =>
    queryOf(search).evaluate(
      (input: { matches(selector: string): boolean; selectionStart: number; selectionEnd: number; value: string }) =>
        input.matches(':focus') && input.selectionStart === 0 && input.selectionEnd === input.value.length,
    );
  await expect.poll(whole, patient).toBe(true);
}

/** Types a query as a person would, and waits until the list is that of it. */
async function query(page: Page, search: FrameLocator, text: string, first: string | RegExp): Promise<void> {
  await runCommand(page, 'LLP: Search…');
  await selected(search);
  await page.keyboard.type(text);
  await expect.poll(() => search.locator('main').getAttribute('data-shown'), patient).toBe(text);
  await rowsOf(search).first().filter({ hasText: first }).waitFor();
}

describe('the search', () => {
  let vs: Session;

  beforeAll(async () => {
    vs = await launch({ prepare: fill, settings: { 'llp.servers': [] }, size: { width: 1280, height: 900 } });
    await openView(vs.page, 'Local LLM Playground');
    await treeRow(vs.page, 'sage-27b').waitFor();
  });
  afterAll(() => vs?.stop());

  it('opens by Ctrl+F in another view, says what can be typed, and finds as one types', async () => {
    const { page } = vs;
    await treeRow(page, 'sage-27b').click();
    await page.keyboard.press('Control+f');
    const search = await searchPage(page);
    await search.getByText('Finds words in prompts').waitFor();
    await page.keyboard.type('lantern');
    await rowsOf(search).first().waitFor();
    expect(await queryOf(search).inputValue()).toBe('lantern');
    await vs.screenshot('search-small');
    await header(page, 'Bots').click({ position: titleOf });
    await header(page, 'Prompts').click({ position: titleOf });
    await rowsOf(search).nth(1).waitFor();
    expect(await search.getByRole('status').innerText()).toBe('2 results');
    expect((await search.locator('mark').allInnerTexts()).sort()).toEqual(['lantern', 'lanterns']);
    await rowsOf(search)
      .filter({ hasText: /sage-27b · 31 of 40 · Booting · / })
      .waitFor();
    expect(await violations(search)).toEqual([]);
    await vs.screenshot('search-results');
  });

  it('opens an answer at the hit, by keyboard alone, and goes back to its field', async () => {
    const { page } = vs;
    const search = await searchPage(page);
    await query(page, search, '"hoi an"', 'sage-27b');
    await page.keyboard.press('ArrowDown');
    await search.locator('.list:focus').waitFor();
    await page.keyboard.press('Escape');
    await search.locator('vscode-text-field:focus').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tab(page, 'sage-27b – Teaching').waitFor();
    await statusItem(page, '6 selected').waitFor();
    await expect.poll(() => editorText(page).innerText(), patient).toMatch(/of\sHội\sAn\shang/);
    await vs.screenshot('search-opened');
  });

  it('opens a prompt in its suite at the hit, by a click that leaves the keyboard in the list', async () => {
    const { page } = vs;
    const search = await searchPage(page);
    await search.getByRole('button', { name: 'Prompts' }).click();
    await query(page, search, '"averaging the two"', /Teaching/);
    await rowsOf(search).first().click();
    await tab(page, 'booting.md').waitFor();
    await page.locator('.editor-group-container.active .selected-text').first().waitFor();
    await expect.poll(() => editorText(page).innerText(), patient).toMatch(/averaging\sthe\stwo/);
    await search.getByRole('button', { name: 'All' }).click();
  });

  it('opens a bot: in the tree, and its details', async () => {
    const { page } = vs;
    const search = await searchPage(page);
    await query(page, search, 'quiet poems', 'sage-27b');
    expect(await rowsOf(search).first().innerText()).toContain('in a note');
    await page.keyboard.press('Enter');
    await page.locator('.tab[aria-label^="sage-27b"]:not([aria-label*="Teaching"])').waitFor();
    await page.locator('.part.sidebar .monaco-list-row.selected', { hasText: 'sage-27b' }).waitFor();
    await header(page, 'Bots').click({ position: titleOf });
  });

  it('is restricted by its filters, says so, and says why nothing is found', async () => {
    const { page } = vs;
    const search = await searchPage(page);
    await query(page, search, 'lantern', 'lantern');
    await search.getByRole('button', { name: 'Filters', exact: true }).click();
    await search.getByRole('spinbutton', { name: 'Points: At least' }).fill('30');
    await rowsOf(search).nth(1).waitFor({ state: 'detached' });
    expect(await rowsOf(search).first().innerText()).toContain('sage-27b');
    await search.getByLabel('Answered: From day').fill('2026-04-01');
    await search.getByText('Nothing found for “lantern”').waitFor();
    await search.getByText('With these filters no prompts and bots are searched.').waitFor();
    expect(await violations(search)).toEqual([]);
    await vs.screenshot('search-filters');
    await search.getByLabel('Answered: From day').fill('2026-02-01');
    await rowsOf(search).first().waitFor();
    await search.getByRole('button', { name: 'Filters, 2 set' }).click();
    await search.getByRole('button', { name: 'Remove filter: 30 points or more' }).click();
    await rowsOf(search).nth(1).waitFor();
    await search.getByRole('button', { name: 'Remove filter: from 2026-02-01' }).click();
    await search.getByRole('button', { name: 'Filters', exact: true }).waitFor();
  });

  it('keeps hundreds of results, of which only those in sight are drawn; what others wrote stays text', async () => {
    const { page } = vs;
    const search = await searchPage(page);
    await query(page, search, 'pelican', '<b>bold</b>');
    await search.getByText('The best 25').waitFor();
    await page.keyboard.press('ArrowDown');
    await search.locator('.list:focus').waitFor();
    await page.keyboard.press('End');
    await search.getByText('260 results').waitFor();
    await page.keyboard.press('End');
    await search.locator('#row-259[aria-selected=true]').waitFor();
    expect(await activeOf(search).getAttribute('aria-setsize')).toBe('260');
    expect(await rowsOf(search).count()).toBeLessThan(60);
    await page.keyboard.press('Home');
    await search.locator('#row-0[aria-selected=true]').waitFor();
    await page.keyboard.press('PageDown');
    await search.locator('#row-0[aria-selected=true]').waitFor({ state: 'detached' });
    expect(await search.locator('main img, main b').count()).toBe(0);
    expect(await rowsOf(search).nth(1).innerText()).toContain('<img src=x onerror=alert(1)> chatty');
    await page.keyboard.press('x');
    await queryOf(search).and(search.locator(':focus')).waitFor();
    await search.getByText('Nothing found for “x”').or(rowsOf(search).first()).first().waitFor();
    expect(await queryOf(search).inputValue()).toBe('x');
  });

  it('is as it was after it was hidden, and after a reload of the window', async () => {
    const { page } = vs;
    let search = await searchPage(page);
    await search.getByRole('button', { name: 'Answers' }).click();
    await query(page, search, 'pelican many', 'pelican');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await search.getByText('260 results').waitFor();
    for (let pages = 0; pages < 6; pages++) await page.keyboard.press('PageDown');
    const active = await activeOf(search).getAttribute('id');
    const top = await search.locator('.list').evaluate((list: { scrollTop: number }) => list.scrollTop);
    expect(top).toBeGreaterThan(2_000);
    const asBefore = async (): Promise<void> => {
      search = await searchPage(page);
      await search.locator(`#${active}[aria-selected=true]`).waitFor();
      expect(await queryOf(search).inputValue()).toBe('pelican many');
      expect(await search.getByRole('button', { name: 'Answers' }).getAttribute('aria-pressed')).toBe('true');
      expect(
        Math.abs((await search.locator('.list').evaluate((list: { scrollTop: number }) => list.scrollTop)) - top),
      ).toBeLessThan(3);
    };
    await page.waitForTimeout(500);
    await openView(page, 'Explorer');
    await openView(page, 'Local LLM Playground');
    await asBefore();
    await vs.reload();
    await openView(page, 'Local LLM Playground');
    await asBefore();
    await search.getByRole('button', { name: 'All' }).click();
  });

  it('finds what has just been added, without being asked again', async () => {
    const { page } = vs;
    const search = await searchPage(page);
    await query(page, search, 'quiet', 'sage-27b');
    await runCommand(page, 'LLP: Find Bot…');
    await quickInput(page).fill('quiet');
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'sage-27b' });
    await row.hover();
    await row.getByRole('button', { name: 'Rename Bot…' }).click();
    await inputBox(page, 'sage, renamed');
    // The list comes back with what was typed.
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'sage, renamed' }).waitFor();
    await page.keyboard.press('Escape');
    await rowsOf(search).filter({ hasText: 'sage, renamed' }).first().waitFor();
  });

  it('finds a bot by Ctrl+B in the Bots view, by its notes and with a slip of the finger', async () => {
    const { page } = vs;
    await runCommand(page, 'LLP: Focus Bots');
    await treeRow(page, 'spark-1b').click();
    await page.keyboard.press('Control+b');
    await quickInput(page).waitFor();
    await page.keyboard.type('good at poems');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'good at poems' }).waitFor();
    await vs.screenshot('find-bot');
    await quickInput(page).fill('spakr');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'sage' }).waitFor({ state: 'detached' });
    expect((await quickPickTexts(page)).join()).toContain('spark-1b');
    await page.keyboard.press('Enter');
    await page.locator('.part.sidebar .monaco-list-row.selected.focused', { hasText: 'spark-1b' }).waitFor();
  });

  it('can be read in every theme', async () => {
    const { page } = vs;
    const search = await searchPage(page);
    await header(page, 'Bots').click({ position: titleOf });
    await query(page, search, 'lantern OR pelican', 'Teaching');
    for (const theme of ['light', 'high contrast', 'high contrast light'] as const) {
      await changeTheme(vs, theme);
      await page.keyboard.press('ArrowDown');
      expect(await violations(search), theme).toEqual([]);
      await vs.screenshot(`search-${theme.replaceAll(' ', '-')}`);
      await search.getByRole('button', { name: 'Filters', exact: true }).click();
      expect(await violations(search), theme).toEqual([]);
      await vs.screenshot(`search-filters-${theme.replaceAll(' ', '-')}`);
      await search.getByRole('button', { name: 'Filters', exact: true }).click();
      await queryOf(search).focus();
    }
  });
});
