import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  clearNotifications,
  codeLens,
  editorText,
  inputBox,
  launch,
  notification,
  openView,
  quickPick,
  rowMenu,
  runCommand,
  startPractice,
  treeRow,
  type Practice,
  type Session,
} from './harness';

/** A modal question; answers it with the button of that name. */
async function answer(page: Page, button: string): Promise<void> {
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  await dialog.getByRole('button', { name: button }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function expand(row: Locator): Promise<void> {
  if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
}

/** Scores the newest answer, as a person at a terminal would. */
async function scoreByCommandLine(workspace: string, points: number): Promise<void> {
  const cli = join(import.meta.dirname, '../../dist/cli.js');
  const run = promisify(execFile);
  await run(process.execPath, [cli, 'score', '1', '--points', String(points), '--workspace', workspace]);
}

/** Slowly, as a hand does: VS Code looks where the pointer is from time to time only. */
async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.hover();
  await page.mouse.down();
  const box = await to.boundingBox();
  if (!box) throw new Error('the target is out of sight');
  const [x, y] = [box.x + 60, box.y + box.height / 2];
  await page.mouse.move(x, y - 4, { steps: 10 });
  await page.waitForTimeout(300);
  await page.mouse.move(x, y, { steps: 4 });
  await page.waitForTimeout(300);
  await page.mouse.up();
}

/** Managing prompts by clicking and by keys, in suites that have to be copied first. */
describe('the prompt manager', () => {
  let practice: Practice;
  let vs: Session;
  const suite = (name = 'booting'): string => join(vs.workspace, 'suites', `${name}.md`);
  const titles = async (): Promise<string[]> =>
    [...(await readFile(suite(), 'utf8')).matchAll(/^## (.*?) \{/gm)].map((match) => match[1] ?? '');

  beforeAll(async () => {
    practice = await startPractice({ args: ['--speed', '20'] });
    vs = await launch({
      size: { width: 1280, height: 1200 },
      settings: { 'llp.servers': [{ url: practice.url, name: 'LM Studio' }], 'llp.conduct.autoSave': 'never' },
    });
  });
  afterAll(async () => {
    await vs?.stop();
    await practice?.stop();
  });

  it('offers to copy the suites at the first edit, and renames in the copy', async () => {
    const { page } = vs;
    await openView(page, 'Local LLM Playground');
    await treeRow(page, 'practice/thinker-8b').waitFor();
    await expand(treeRow(page, /Booting/));
    await treeRow(page, /Teaching/).click();
    await rowMenu(page, treeRow(page, /Teaching/), 'Rename Prompt…');
    await inputBox(page, 'Teaching a cook');
    await vs.screenshot('prompts-copy-question');
    await answer(page, 'Copy them');
    // Other files have taken the place of the bundled ones; what was open and selected still is.
    await treeRow(page, /Teaching a cook/).waitFor();
    await page.waitForTimeout(1_500);
    expect(await treeRow(page, /Booting/).getAttribute('aria-expanded')).toBe('true');
    expect(await treeRow(page, /Teaching a cook/).getAttribute('aria-selected')).toBe('true');
    expect(await readFile(suite(), 'utf8')).toContain('## Teaching a cook {#booting-teaching points=40}');
    expect(existsSync(suite('agi'))).toBe(true);
  });

  it('moves by keys, deletes, and takes back', async () => {
    const { page } = vs;
    const before = await titles();
    await treeRow(page, /Teaching a cook/).click();
    await codeLens(page, 'Run with…').first().waitFor();
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(titles, { timeout: 10_000 }).toEqual([before[1], before[0], ...before.slice(2)]);
    await rowMenu(page, treeRow(page, /Simple creative writing/), 'Delete Prompt');
    await notification(page, 'Answers and scores are kept').waitFor();
    expect(await titles()).not.toContain('Simple creative writing');
    await vs.screenshot('prompts-deleted');
    await notification(page, 'Answers and scores are kept').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(titles, { timeout: 10_000 }).toEqual([before[1], before[0], ...before.slice(2)]);
  });

  it('drags a prompt to another place', async () => {
    const { page } = vs;
    await treeRow(page, /Simple creative writing/).waitFor();
    // A row that is redrawn under the pointer is let go of.
    await page.waitForTimeout(1_500);
    await drag(page, treeRow(page, /Real-world/), treeRow(page, /Teaching a cook/));
    await expect.poll(async () => (await titles())[1], { timeout: 10_000 }).toMatch(/Real-world/);
    await runCommand(page, 'LLP: Undo Edit of Suites');
    await expect.poll(async () => (await titles())[1], { timeout: 10_000 }).toBe('Teaching a cook');
  });

  it('creates a prompt and opens it with its lenses', async () => {
    const { page } = vs;
    await clearNotifications(page);
    await rowMenu(page, treeRow(page, /Booting/), 'New Prompt…');
    await inputBox(page, 'Ships & sails');
    await page.getByText('What a flawless answer earns').waitFor();
    await inputBox(page, '30');
    await expect.poll(titles, { timeout: 10_000 }).toContain('Ships & sails');
    await codeLens(page, 'Run with…').first().waitFor();
    expect(await readFile(suite(), 'utf8')).toContain('## Ships & sails {#booting-ships-sails points=30}');
    await vs.screenshot('prompts-created');
  });

  it('underlines a rubric that does not add up, and mends it', async () => {
    const { page } = vs;
    const text = await readFile(suite(), 'utf8');
    await writeFile(suite(), text.replace('#booting-ships-sails points=30', '#booting-ships-sails points=35'));
    await page.locator('.squiggly-error').first().waitFor();
    await editorText(page).getByText('Rubric').last().click();
    await page.keyboard.press('Control+.');
    await page.getByText('Make it a prompt of 30 points').waitFor();
    await vs.screenshot('prompts-quick-fix');
    await page.keyboard.press('Enter');
    await page.locator('.squiggly-error').first().waitFor({ state: 'hidden' });
  });

  it('shows scores for an older version as such, compares the versions, and runs again', async () => {
    const { page } = vs;
    await runCommand(page, 'File: Save');
    await rowMenu(page, treeRow(page, /Ships & sails/), 'Conduct: Run a Prompt…');
    await quickPick(page, 'practice/swift-3b@q4_k_m');
    await codeLens(page, 'Score this answer').first().waitFor({ timeout: 60_000 });
    await scoreByCommandLine(vs.workspace, 21);
    const text = await readFile(suite(), 'utf8');
    await writeFile(suite(), text.replace('Write here what the model is to be sent.', 'Name three sails of a ship.'));
    const row = treeRow(page, /Ships & sails.*21\/30 · older version/);
    await row.waitFor();
    await rowMenu(page, row, 'Compare Prompt Versions');
    await page.locator('.diff-editor, .monaco-diff-editor').first().getByText('Name three sails').waitFor();
    await vs.screenshot('prompts-versions');
    await runCommand(page, 'LLP: Re-run Outdated…');
    await page.locator('.quick-input-widget').getByText('21/30 points for an older version').waitFor();
    await vs.screenshot('prompts-rerun');
    await page.keyboard.press('Enter');
    await notification(page, /tournament|Tournament/).waitFor({ timeout: 60_000 });
    await vs.screenshot('prompts-rerun-done');
  });

  it('imports a suite by the command', async () => {
    const { page, workspace } = vs;
    await clearNotifications(page);
    await writeFile(join(workspace, 'quiz.csv'), 'prompt,answer,points\n"# What is 2 + 2?",4,3\nName a colour.,,2\n');
    await runCommand(page, 'LLP: Import Suite…');
    await quickPick(page, 'CSV');
    const dialog = page.locator('.quick-input-widget');
    await dialog.getByText('Import CSV').waitFor();
    // The dialog begins in the workspace folder, and only shows what it has when it is ready to be typed into.
    await dialog.getByText('quiz.csv').waitFor();
    await dialog.locator('input').first().fill(join(workspace, 'quiz.csv'));
    await dialog.getByRole('button', { name: 'Import' }).click();
    await page.getByText('Name of the new category').waitFor();
    await inputBox(page, 'Quiz');
    await notification(page, 'Imported 2 prompts as “Quiz”').waitFor();
    await treeRow(page, /Quiz.*0\/5 points · 0\/2 scored/).waitFor();
    await vs.screenshot('prompts-imported');
  });
});
