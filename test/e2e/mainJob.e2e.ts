import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clearNotifications,
  codeLens,
  editorText,
  launch,
  notification,
  openView,
  quickPick,
  rowMenu,
  runCommand,
  startPractice,
  statusItem,
  treeRow,
  webview,
  type Practice,
  type Session,
} from './harness';

/** Gives full points for every item of the rubric, and saves. */
async function scoreInFull(page: Page): Promise<void> {
  const form = await webview(page, 'llp.ingest');
  const full = form.getByRole('button', { name: /^Full/ });
  await full.first().waitFor();
  for (const button of await full.all()) await button.click();
  await form.getByText('40 of 40').waitFor();
  await form.getByRole('button', { name: 'Save', exact: true }).click();
}

/** From an empty folder to a score that is still there after a reload, by clicking alone. */
describe('the main job', () => {
  let practice: Practice;
  let vs: Session;

  beforeAll(async () => {
    practice = await startPractice({ args: ['--speed', '2'] });
    vs = await launch({ settings: { 'llp.servers': [{ url: practice.url, name: 'LM Studio' }] } });
  });
  afterAll(async () => {
    await vs?.stop();
    await practice?.stop();
  });

  it('shows the models of the server as bots, and the suites as prompts', async () => {
    const sideBar = await openView(vs.page, 'Local LLM Playground');
    await treeRow(vs.page, 'practice/thinker-8b').waitFor();
    await treeRow(vs.page, /Booting.*6 prompts · 385 points/).waitFor();
    expect(await sideBar.getByText('embed').count()).toBe(0);
  });

  it('streams an answer into an editor, with its speed in the status bar', async () => {
    const { page } = vs;
    await rowMenu(page, treeRow(page, 'practice/thinker-8b'), 'Conduct: Run a Prompt…');
    await quickPick(page, 'Booting');
    await quickPick(page, 'Teaching');
    await statusItem(page, /≈ \d+ tokens · ≈ [\d.]+ tokens\/s/).waitFor({ timeout: 30_000 });
    const early = (await editorText(page).innerText()).length;
    await vs.screenshot('streaming');
    await expect
      .poll(async () => (await editorText(page).innerText()).length, { timeout: 20_000 })
      .toBeGreaterThan(early + 100);
    await notification(page, 'The answer is complete').waitFor({ timeout: 60_000 });
    await vs.screenshot('answer-complete');
  });

  it('saves it, and opens the form that scores it', async () => {
    const { page, workspace } = vs;
    await notification(page, 'The answer is complete').getByRole('button', { name: 'Save and score' }).click();
    const form = await webview(page, 'llp.ingest');
    await form.getByRole('heading', { name: 'practice/thinker-8b' }).waitFor();
    const saved = await readFile(join(workspace, 'llm_outputs', 'booting', 'practice-thinker-8b.md'), 'utf8');
    expect(saved).toMatch(/[\d.]+ tok\/sec • \d+ tokens • [\d.]+s to first token • Stop: stop/);
    await scoreInFull(page);
    await form.getByText(/Saved/).first().waitFor();
    await vs.screenshot('ingest-first');
  });

  it('shows the score on the leaderboard', async () => {
    const { page } = vs;
    await clearNotifications(page);
    await treeRow(page, 'practice/thinker-8b').click();
    await page.keyboard.press('Control+l');
    const board = await webview(page, 'llp.leaderboard');
    const row = board.getByRole('row').filter({ hasText: 'practice/thinker-8b' });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/100\s%/);
    await vs.screenshot('leaderboard-first');
  });

  it('follows on the open leaderboard when a score is taken back', async () => {
    const { page } = vs;
    await runCommand(page, 'LLP: Undo Score');
    const board = await webview(page, 'llp.leaderboard');
    const row = board.getByRole('row').filter({ hasText: 'practice/thinker-8b' });
    await expect.poll(() => row.innerText()).toMatch(/not scored/);
    await scoreInFull(page);
    const again = await webview(page, 'llp.leaderboard');
    await expect
      .poll(() => again.getByRole('row').filter({ hasText: 'practice/thinker-8b' }).innerText())
      .toMatch(/100\s%/);
  });

  it('has everything still there after the window was reloaded', async () => {
    await vs.reload();
    const { page } = vs;
    const board = await webview(page, 'llp.leaderboard');
    const row = board.getByRole('row').filter({ hasText: 'practice/thinker-8b' });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/100\s%/);
    await openView(page, 'Local LLM Playground');
    await treeRow(page, /Booting.*40\/385 points · 1\/6 scored/).waitFor();
    await page.locator('.tab', { hasText: 'practice-thinker-8b – Teaching' }).first().click();
    // The tab comes back where it was left: at the end of the answer.
    await editorText(page).click();
    await page.keyboard.press('Control+Home');
    await codeLens(page, /Score: 40 of 40/).waitFor();
    expect(await editorText(page).innerText()).toContain('practice/thinker-8b');
    await vs.screenshot('after-reload');
  });

  it('marks the saved file in the Explorer, and counts what waits for a score on the view', async () => {
    const { page } = vs;
    const explorer = await openView(page, 'Explorer');
    for (const folder of ['llm_outputs', 'booting']) {
      const row = explorer.getByRole('treeitem', { name: folder, exact: true });
      if ((await row.getAttribute('aria-expanded')) !== 'true') await row.click();
    }
    const file = explorer.getByRole('treeitem', { name: /practice-thinker-8b\.md/ });
    await expect.poll(() => file.getByLabel(/All answers are scored/).count()).toBeGreaterThan(0);
    await vs.screenshot('saved-file-scored');
    await runCommand(page, 'LLP: Undo Score');
    await expect.poll(() => file.getByLabel(/1 of 1 answers wait for a score/).count()).toBeGreaterThan(0);
    const icon = page.locator('.activitybar .action-item:has(> a[aria-label^="Local LLM Playground"])');
    await icon.locator('.badge-content', { hasText: '1' }).waitFor();
    await vs.screenshot('saved-file-open');
  });
});
