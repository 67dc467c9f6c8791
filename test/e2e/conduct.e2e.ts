import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clearNotifications,
  codeLens,
  editorText,
  launch,
  notification,
  openView,
  quickPick,
  quickPickTexts,
  rowMenu,
  runCommand,
  startPractice,
  statusItem,
  treeRow,
  type Practice,
  type Session,
} from './harness';

describe('conducting', () => {
  let practice: Practice;
  let vs: Session;
  const saved = (): string => join(vs.workspace, 'llm_outputs', 'booting', 'practice-sage-27b.md');

  beforeAll(async () => {
    practice = await startPractice({ args: ['--speed', '2'] });
    vs = await launch({ theme: 'light', settings: { 'llp.servers': [practice.url] } });
    await openView(vs.page, 'Local LLM Playground');
    await treeRow(vs.page, 'practice/rambler-7b').waitFor();
  });
  afterAll(async () => {
    await vs?.stop();
    await practice?.stop();
  });

  it('finds a bot by a few of its letters', async () => {
    const { page } = vs;
    await runCommand(page, 'LLP: Conduct: Run a Prompt…');
    await page.locator('.quick-input-widget:visible').waitFor();
    await page.waitForTimeout(300);
    await page.keyboard.type('rmbler');
    await expect.poll(async () => (await quickPickTexts(page))[0]).toContain('practice/rambler-7b');
    await page.keyboard.press('Enter');
    await quickPick(page, 'Booting');
    await quickPick(page, 'Simple creative writing');
    await statusItem(page, /tokens\/s/).waitFor({ timeout: 30_000 });
  });

  it('stops following where the reader scrolls up, and follows again at the end', async () => {
    const { page } = vs;
    await expect
      .poll(async () => (await editorText(page).innerText()).length, { timeout: 30_000 })
      .toBeGreaterThan(2_000);
    await editorText(page).hover();
    const upwards = async (): Promise<string> => {
      await page.mouse.wheel(0, -2_000);
      return editorText(page).innerText();
    };
    await expect.poll(upwards).toContain('Booting');
    await page.waitForTimeout(1_500);
    expect(await editorText(page).innerText()).toContain('Booting');
    await vs.screenshot('conduct-scrolled-up');
  });

  it('cancels, and saves what had arrived marked as such', async () => {
    const { page } = vs;
    await clearNotifications(page);
    await rowMenu(page, treeRow(page, 'practice/sage-27b'), 'Conduct: Run a Prompt…');
    await quickPick(page, 'Booting');
    await quickPick(page, 'Teaching');
    // Early, as the answer goes on while the pointer is on its way.
    await expect
      .poll(async () => (await editorText(page).innerText()).length, { timeout: 30_000 })
      .toBeGreaterThan(120);
    await statusItem(page, /tokens\/s/).click();
    await notification(page, 'The answer is incomplete').getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => readFile(saved(), 'utf8').catch(() => '')).toContain('Stop: cancelled');
    await expect.poll(() => practice.output()).toContain('disconnected');
  });

  it('sends again with Ctrl+T, and puts the whole answer in place of the cut one', async () => {
    const { page } = vs;
    await clearNotifications(page);
    await editorText(page).click();
    await page.keyboard.press('Control+t');
    await notification(page, 'The answer is complete').waitFor({ timeout: 60_000 });
    await notification(page, 'The answer is complete').getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(() => readFile(saved(), 'utf8')).not.toContain('Stop: cancelled');
  });

  it('shows the difference before it replaces what a person has edited', async () => {
    const { page } = vs;
    const mine = (await readFile(saved(), 'utf8')).replace('## Teaching', '## Teaching\n\nMy remark.');
    await writeFile(saved(), mine);
    await runCommand(page, 'LLP: Save Answer');
    const question = notification(page, 'was edited by hand');
    await question.waitFor();
    await page.locator('.tab', { hasText: 'on disk ↔ with the new answer' }).waitFor();
    await vs.screenshot('conduct-edited-by-hand');
    await question.getByRole('button', { name: 'Keep mine' }).click();
    expect(await readFile(saved(), 'utf8')).toBe(mine);
  });

  it('keeps reasoning apart, in a block that folds', async () => {
    const { page } = vs;
    await clearNotifications(page);
    await rowMenu(page, treeRow(page, 'practice/atlas-20b'), 'Conduct: Run a Prompt…');
    await quickPick(page, 'Booting');
    await quickPick(page, 'Teaching');
    await notification(page, 'The answer is complete').waitFor({ timeout: 60_000 });
    await editorText(page).click();
    await page.keyboard.press('Control+Home');
    await codeLens(page, 'Score this answer').waitFor();
    await expect.poll(() => editorText(page).innerText()).toContain('<details><summary>Reasoning</summary>');
    await runCommand(page, 'Fold All Regions');
    await expect.poll(() => editorText(page).innerText()).not.toContain('</details>');
    await vs.screenshot('conduct-reasoning-folded');
  });
});
