import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  editorText,
  launch,
  notification,
  startPractice,
  statusItem,
  webviewInFront,
  type Practice,
  type Session,
} from './harness';

const bot = 'practice/thinker-8b';
const quickInput = (page: Page): Locator => page.locator('.quick-input-widget:visible');

/** Runs a command by its name alone, as one does who has no pointer. */
async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await quickInput(page).locator('input').first().waitFor();
  await page.keyboard.type(title);
  await quickInput(page).locator('.monaco-list-row.focused').filter({ hasText: title }).waitFor({ timeout: 15_000 });
  await page.keyboard.press('Enter');
}

/** Types into an open list until what is wanted is the chosen entry, and takes it. */
async function choose(page: Page, title: string, typed: string, wanted: string): Promise<void> {
  await quickInput(page).filter({ hasText: title }).waitFor({ timeout: 15_000 });
  await page.keyboard.type(typed);
  await quickInput(page).locator('.monaco-list-row.focused').filter({ hasText: wanted }).waitFor();
  await page.keyboard.press('Enter');
}

const focusedRow = (page: Page): Locator => page.locator('.part.sidebar .monaco-list:focus .monaco-list-row.focused');

/** The main job from an empty folder to the leaderboard and the details, without a pointer: nothing here clicks. */
describe('by keyboard alone', () => {
  let practice: Practice;
  let vs: Session;
  let page: Page;

  beforeAll(async () => {
    practice = await startPractice({ args: ['--speed', '2'] });
    vs = await launch({ settings: { 'llp.servers': [practice.url] }, size: { width: 1400, height: 900 } });
    page = vs.page;
    await page.locator('.activitybar .action-item > a[aria-label^="Local LLM Playground"]').waitFor();
    // Whatever presses a pointer's button on the way fails the test at its end.
    await page.evaluate(`window.pointers = 0; window.addEventListener('pointerdown', () => window.pointers++, true)`);
  });
  afterAll(async () => {
    await vs?.stop();
    await practice?.stop();
  });

  it('a bot is chosen in the tree', async () => {
    await command(page, 'LLP: Focus Bots');
    await page.locator('.part.sidebar .monaco-list-row').filter({ hasText: bot }).waitFor({ timeout: 30_000 });
    // The models take the place of the words that said they were being asked for, and the focus of those.
    await page.locator('.part.sidebar .monaco-list:focus').waitFor({ timeout: 5_000 });
    for (let row = 0; row < 20; row++) {
      await page.keyboard.press('ArrowDown');
      if ((await focusedRow(page).innerText()).includes(bot)) break;
    }
    await page.keyboard.press('Enter');
    await page.locator('.part.sidebar .monaco-list-row.selected').filter({ hasText: bot }).waitFor();
  });

  it('a prompt is sent to it, and the answer watched', async () => {
    await page.waitForTimeout(300);
    await page.keyboard.press('Control+d');
    await quickInput(page).locator('.monaco-list-row.focused').filter({ hasText: bot }).waitFor();
    await page.keyboard.press('Enter');
    await choose(page, 'Conduct: category', 'boot', 'Booting');
    await choose(page, 'Conduct: prompt', 'teach', 'Teaching');
    await statusItem(page, /tokens\/s/).waitFor({ timeout: 30_000 });
    await expect
      .poll(async () => (await editorText(page).innerText()).length, { timeout: 20_000 })
      .toBeGreaterThan(200);
    await notification(page, 'The answer is complete').waitFor({ timeout: 60_000 });
  });

  it('the answer is saved from its notification', async () => {
    await command(page, 'Notifications: Focus Notification Toast');
    const button = notification(page, 'The answer is complete').getByRole('button', { name: 'Save and score' });
    for (let stop = 0; stop < 10 && (await button.and(page.locator(':focus')).count()) === 0; stop++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const form = await webviewInFront(page, 'llp.ingest');
    await form.getByRole('heading', { name: bot }).waitFor();
    const file = join(vs.workspace, 'llm_outputs', 'booting', 'practice-thinker-8b.md');
    expect(await readFile(file, 'utf8')).toContain('tokens');
  });

  it('its rubric is filled in by digits, letters and arrows, and saved', async () => {
    const form = await webviewInFront(page, 'llp.ingest');
    const fields = form.getByRole('spinbutton');
    const focused = form.locator('input[role=spinbutton]:focus');
    await focused.waitFor();
    expect(await fields.first().and(form.locator(':focus')).count()).toBe(1);
    await page.keyboard.type('5');
    await page.keyboard.press('ArrowUp');
    expect(await focused.inputValue()).toBe('6');
    const count = await fields.count();
    for (let item = 1; item < count; item++) {
      await page.keyboard.press('Enter');
      await page.keyboard.press(item % 2 === 1 ? 'f' : 'h');
    }
    await page.keyboard.press('Control+s');
    await form.getByText(/^Saved: [\d.]+ of 40 points/).waitFor();
    await vs.screenshot('keyboard-scored');
  });

  it('the leaderboard opens, moves and leads to the details', async () => {
    const form = await webviewInFront(page, 'llp.ingest');
    // From a text field too.
    await form.locator(':focus').first().waitFor();
    await page.waitForTimeout(300);
    await page.keyboard.press('Control+l');
    const board = await webviewInFront(page, 'llp.leaderboard');
    await board.locator('.grid:focus').waitFor();
    await page.keyboard.press('ArrowDown');
    await board.getByRole('row', { selected: true }).filter({ hasText: bot }).waitFor();
    await page.waitForTimeout(300);
    await page.keyboard.press('Control+e');
    const details = await webviewInFront(page, 'llp.details');
    await details.getByRole('heading', { name: bot }).waitFor();
    await details.getByRole('row').filter({ hasText: 'Teaching' }).first().waitFor();
  });

  it('the export menu opens and closes, and the keyboard is where it was', async () => {
    const details = await webviewInFront(page, 'llp.details');
    await details.locator(':focus').first().waitFor();
    await page.waitForTimeout(300);
    await page.keyboard.press('Control+x');
    await quickInput(page).filter({ hasText: 'HTML report' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await quickInput(page).locator('.monaco-list-row.focused').filter({ hasText: 'Markdown' }).waitFor();
    await page.keyboard.press('Escape');
    await quickInput(page).waitFor({ state: 'hidden' });
    await details.locator(':focus').first().waitFor();
    await page.keyboard.press('Tab');
    await details.locator(':focus').first().waitFor();
    expect(await page.evaluate('window.pointers')).toBe(0);
  });
});

describe('in a window that has just opened', () => {
  let vs: Session;
  beforeAll(async () => {
    vs = await launch();
    await vs.page.locator('.activitybar .action-item > a[aria-label^="Local LLM Playground"]').waitFor();
  });
  afterAll(() => vs?.stop());

  it('the prompts keep the focus that they get while they are being read', async () => {
    const { page } = vs;
    await command(page, 'LLP: Focus Prompts');
    await page.locator('.part.sidebar .monaco-list-row').filter({ hasText: 'Booting' }).waitFor({ timeout: 30_000 });
    await page.locator('.part.sidebar .monaco-list:focus').waitFor({ timeout: 5_000 });
    await page.keyboard.press('ArrowDown');
    await focusedRow(page).filter({ hasText: 'Booting' }).waitFor();
  });
});
