import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clearNotifications,
  editorText,
  launch,
  notification,
  openBox,
  openView,
  rowMenu,
  runCommand,
  startPractice,
  statusItem,
  tab,
  treeRow,
  webview,
  type Practice,
  type Session,
} from './harness';

/** From choosing to the leaderboard, by clicking, with a reload of the window in the middle. */
describe('a tournament', () => {
  let practice: Practice;
  let vs: Session;

  beforeAll(async () => {
    practice = await startPractice({ args: ['--speed', '2'] });
    vs = await launch({ size: { width: 1280, height: 1000 }, settings: { 'llp.servers': [practice.url] } });
    await openView(vs.page, 'Local LLM Playground');
    await treeRow(vs.page, 'practice/spark-1b').waitFor();
  });
  afterAll(async () => {
    await vs?.stop();
    await practice?.stop();
  });

  const list = () => vs.page.locator('.quick-input-widget:visible');
  const title = (text: RegExp) => list().filter({ hasText: text });
  const ticked = () => list().locator('.quick-input-count').innerText();
  /** Unticks all, of which there are so many, then ticks these. */
  const tickOnly = async (atFirst: number, ...labels: string[]): Promise<void> => {
    const { page } = vs;
    await expect.poll(ticked).toBe(`${atFirst} Selected`);
    if (atFirst > 0) await list().locator('.quick-input-header').getByRole('checkbox').first().click();
    await expect.poll(ticked).toBe('0 Selected');
    for (const label of labels) {
      await list().locator('.quick-input-filter input').first().fill(label);
      await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
    }
    await expect.poll(ticked).toBe(`${labels.length} Selected`);
  };

  it('is chosen step by step, and says how many answers that makes', async () => {
    const { page } = vs;
    await runCommand(page, 'LLP: Start Tournament…');
    await title(/Tournament: bots/).waitFor();
    await tickOnly(0, 'practice/spark-1b', 'practice/swift-3b@q4_k_m');
    await vs.screenshot('tournament-bots');
    await page.keyboard.press('Enter');
    await title(/Tournament: prompts/).waitFor();
    await tickOnly(6, 'Booting');
    await page.keyboard.press('Enter');
    const repeats = await openBox(page);
    await expect.poll(() => repeats.inputValue()).toBe('1');
    await repeats.fill('0');
    await page.locator('.quick-input-message', { hasText: 'A whole number from 1 to 99.' }).waitFor();
    await repeats.fill('1');
    await page.keyboard.press('Enter');
    await title(/temperatures/).waitFor();
    await page.keyboard.type('0.3 0.9');
    await page.keyboard.press('Enter');
    await title(/4 rows × 6 prompts = 24 answers/).waitFor();
    await vs.screenshot('tournament-options');
    await page.keyboard.press('Enter');
  });

  it('shows its queue, and what is being answered when that is clicked', async () => {
    const { page } = vs;
    await treeRow(page, /\d+\/24/).waitFor();
    await treeRow(page, 'Queue').waitFor();
    await statusItem(page, /\/24/).waitFor();
    const running = page.locator('.part.sidebar .monaco-list-row:has(.codicon-loading)').first();
    await running.waitFor({ timeout: 20_000 });
    await vs.screenshot('tournament-running');
    await running.click();
    await expect.poll(async () => (await editorText(page).innerText()).length, { timeout: 20_000 }).toBeGreaterThan(20);
    await vs.screenshot('tournament-watched');
  });

  it('is paused, and left paused by a reload of the window', async () => {
    const { page } = vs;
    await treeRow(page, /Done/).waitFor({ timeout: 30_000 });
    await rowMenu(page, treeRow(page, /\d+\/24/), 'Pause Tournament');
    await treeRow(page, /paused/i).waitFor();
    await vs.screenshot('tournament-paused');
    await vs.reload();
    await openView(page, 'Local LLM Playground');
    await runCommand(page, 'LLP: Focus Tournament');
    await treeRow(page, /paused/i).waitFor();
    await rowMenu(page, treeRow(page, /paused/i), 'Resume Tournament');
    await treeRow(page, 'Queue').waitFor();
  });

  it('goes on after a window that was closed in the middle, and says once how it ended', async () => {
    const { page } = vs;
    await page.waitForTimeout(1_000);
    await vs.reload();
    const asked = notification(page, /was interrupted: \d+ of 24 prompts are done/);
    await asked.waitFor({ timeout: 30_000 });
    await vs.screenshot('tournament-interrupted');
    await asked.getByRole('button', { name: 'Resume' }).click();
    const over = notification(page, /The tournament is over: 24 of 24 prompts are answered/);
    await over.waitFor({ timeout: 150_000 });
    await vs.screenshot('tournament-over');
    await over.getByRole('button', { name: 'Open leaderboard' }).click();
    await tab(page, 'Leaderboard').waitFor();
    const board = await webview(page, 'llp.leaderboard');
    for (const name of ['practice/spark-1b@temp03', 'practice/spark-1b@temp09', 'practice/swift-3b@q4_k_m@temp09'])
      await board.getByRole('rowheader', { name }).first().waitFor();
    await clearNotifications(page);
    await vs.screenshot('tournament-board');
  });
});
