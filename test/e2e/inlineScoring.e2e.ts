import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changeTheme,
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
  type Practice,
  type Session,
} from './harness';

const bot = 'practice/swift-3b@q4_k_m';

/** The open comment widget of the editor in front. */
function widget(page: Page): Locator {
  return page.locator('.editor-group-container.active .review-widget:visible').first();
}

/** A line of the editor in front by what it says. */
function line(page: Page, text: string | RegExp): Locator {
  return page.locator('.editor-group-container.active .view-line').filter({ hasText: text }).first();
}

/** Clicks the plus sign that stands in the margin beside a line. */
async function commentOn(page: Page, text: string | RegExp): Promise<void> {
  // Lenses above come late and move the lines down.
  await codeLens(page, 'Raw log').waitFor();
  for (let before = -1; ;) {
    const y = (await line(page, text).boundingBox())?.y ?? -1;
    if (y === before && y !== -1) break;
    before = y;
    await page.waitForTimeout(400);
  }
  await line(page, text).hover();
  const at = await line(page, text).boundingBox();
  const margin = await page.locator('.editor-group-container.active .margin-view-overlays').first().boundingBox();
  if (!at || !margin) throw new Error('The line is not in sight.');
  const glyph = page.locator('.editor-group-container.active .comment-range-glyph').first();
  await glyph.waitFor();
  const column = await glyph.boundingBox();
  await page.mouse.move((column?.x ?? margin.x) + 4, at.y + at.height / 2);
  await page.mouse.click((column?.x ?? margin.x) + 4, at.y + at.height / 2);
  await widget(page).waitFor();
}

async function type(page: Page, text: string): Promise<void> {
  await widget(page).locator('.monaco-editor').last().click();
  await page.keyboard.type(text);
}

async function chord(page: Page, key: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.press(key);
}

describe('scoring while reading', () => {
  let practice: Practice;
  let vs: Session;
  let saved: string;
  /** A picture in the light and one in the dark. */
  const inBoth = async (name: string): Promise<void> => {
    await vs.screenshot(`${name}-light`);
    await changeTheme(vs, 'dark');
    await vs.screenshot(`${name}-dark`);
    await changeTheme(vs, 'light');
  };

  beforeAll(async () => {
    practice = await startPractice({ args: ['--speed', '2'] });
    vs = await launch({
      theme: 'light',
      settings: { 'llp.servers': [practice.url], 'llp.conduct.autoSave': 'always' },
    });
    const { page, workspace } = vs;
    await openView(page, 'Local LLM Playground');
    await rowMenu(page, treeRow(page, bot), 'Conduct: Run a Prompt…');
    await quickPick(page, 'Booting');
    await quickPick(page, 'Teaching');
    await statusItem(page, 'Saved to').waitFor({ timeout: 60_000 });
    saved = join(workspace, 'llm_outputs', 'booting', 'practice-swift-3b@q4_k_m.md');
    expect(await readFile(saved, 'utf8')).toContain('Stop:');
  });
  afterAll(async () => {
    await vs?.stop();
    await practice?.stop();
  });

  it('shows points so far in the answer’s own tab, and takes some by key', async () => {
    const { page } = vs;
    await page.keyboard.press('Control+b');
    await editorText(page).click();
    await page.keyboard.press('Control+Home');
    await codeLens(page, /figures –\/16/).waitFor();
    await line(page, 'no points yet, of 40').waitFor();
    for (let down = 0; down < 8; down++) await page.keyboard.press('ArrowDown');
    await chord(page, '2');
    await statusItem(page, /tempting-mistake 0\/8 · 0\/40/).waitFor();
    await chord(page, '1');
    await chord(page, 'PageUp');
    await chord(page, '=');
    await statusItem(page, /figures 6\/16 · 6\/40/).waitFor();
    await chord(page, '-');
    await chord(page, 'PageDown');
    await line(page, 'no points yet, of 40').waitFor();
    await chord(page, 'q');
    await widget(page).waitFor();
    await page.keyboard.press('Control+s');
    await page.keyboard.type('+6 fig');
    await page.locator('.suggest-widget:visible .monaco-list-row').filter({ hasText: 'figures' }).waitFor();
    await vs.screenshot('inline-completion');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+s');
    await codeLens(page, /figures 6\//).waitFor();
    // What is saved is the remark, and neither the answer nor an empty remark before it.
    expect(await page.locator('.notification-toast').count()).toBe(0);
    expect(await widget(page).locator('.review-comment').count()).toBe(1);
    await statusItem(page, /figures 6\/16 · 6\/40/).waitFor();
    await codeLens(page, 'Score: 6 of 40').waitFor();
    // The list of all remarks comes when it is asked for, and takes no third of the editor with the first point.
    expect(await page.locator('.comments-panel:visible').count()).toBe(0);
    await inBoth('inline-tab');
  });

  it('takes a comment beside a line, and says what is wrong with it', async () => {
    const { page } = vs;
    await page.keyboard.press('Control+p');
    await quickPick(page, 'practice-swift-3b@q4_k_m.md');
    await line(page, 'Stop:').waitFor();
    await commentOn(page, /^\s*2\./);
    await type(page, '+5 figurs: begins <b>well</b> [x](command:llp.deleteBot) $(alert)');
    await vs.screenshot('inline-typing');
    await widget(page).getByRole('button', { name: 'Add' }).click();
    await widget(page).getByText('Did you mean “figures”?').waitFor();
    await vs.screenshot('inline-refused');
    await widget(page).locator('.monaco-editor').first().click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('+5 figures: begins <b>well</b> [x](command:llp.deleteBot)');
    await widget(page).getByRole('button', { name: 'Save' }).click();
    await widget(page).getByText('+5 figures · 11 of 40 points').waitFor();
    expect(await widget(page).locator('.comment-body a, .comment-body b').count()).toBe(0);
    await codeLens(page, 'Score: 11 of 40').waitFor();
    await inBoth('inline-thread');
  });

  it('edits, resolves and deletes, and takes that back', async () => {
    const { page } = vs;
    await widget(page).locator('.comment-title').hover();
    await widget(page).getByRole('button', { name: 'Edit Remark' }).click();
    await widget(page).locator('.edit-container .monaco-editor').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('+3 figures');
    await page.keyboard.press('Control+s');
    await codeLens(page, 'Score: 9 of 40').waitFor();
    await widget(page).locator('.comment-title').hover();
    await widget(page).getByRole('button', { name: 'Delete Remark' }).click();
    await codeLens(page, 'Score: 6 of 40').waitFor();
    await notification(page, 'Deleted the remark').getByRole('button', { name: 'Undo' }).click();
    await codeLens(page, 'Score: 9 of 40').waitFor();
    await commentOn(page, /^\s*2\./);
    await widget(page).getByRole('button', { name: 'Resolve' }).click();
    await codeLens(page, '1 open remark').waitFor();
    await expect.poll(() => widget(page).isVisible()).toBe(false);
  });

  it('gives points from the list of rubric items', async () => {
    const { page } = vs;
    await line(page, /^\s*3\./).click();
    await chord(page, '0');
    await page.locator('.quick-input-widget:visible').waitFor();
    await vs.screenshot('inline-items');
    await quickPick(page, 'teaching');
    await page.locator('.quick-input-widget:visible input').first().fill('9: short and plain');
    await vs.screenshot('inline-amount');
    await page.keyboard.press('Enter');
    await codeLens(page, 'Score: 18 of 40').waitFor();
    await chord(page, 'Backspace');
    await codeLens(page, 'Score: 9 of 40').waitFor();
    await line(page, '+9 teaching').waitFor({ state: 'detached' });
    await chord(page, 'PageUp');
    await chord(page, 'PageUp');
    await codeLens(page, 'Score: 18 of 40').waitFor();
  });

  it('reads the header line back when it was edited by hand', async () => {
    const { page } = vs;
    await line(page, 'Stop:').click();
    // The whole line, as an answer that a busy machine reads at once has no speed in it.
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.insertText('7.25 tok/sec • Stop: stop');
    await page.keyboard.press('Control+s');
    await statusItem(page, 'Read back: 7.25 tok/sec').waitFor();
  });

  it('has it all still there after a reload', async () => {
    await vs.reload();
    const { page } = vs;
    await line(page, /^\s*1\./).waitFor();
    await codeLens(page, 'Score: 18 of 40').waitFor({ timeout: 30_000 });
    await line(page, '+3 figures').waitFor();
    await clearNotifications(page);
    await vs.screenshot('inline-reloaded');
    await runCommand(page, 'LLP: Show All Remarks');
    await page.locator('.comments-panel').getByText('+3 figures').first().waitFor();
    await vs.screenshot('inline-comments-panel');
    await runCommand(page, 'View: Toggle Panel Visibility');
  });

  it('compares the answer with another one, remarks and all', async () => {
    const { page } = vs;
    await openView(page, 'Local LLM Playground');
    await rowMenu(page, treeRow(page, 'practice/thinker-8b'), 'Conduct: Run a Prompt…');
    await quickPick(page, 'Booting');
    await quickPick(page, 'Teaching');
    await statusItem(page, 'Saved to').waitFor({ timeout: 60_000 });
    await page.keyboard.press('Control+b');
    await editorText(page).click();
    await page.keyboard.press('Control+Home');
    await codeLens(page, 'Compare').click();
    await quickPick(page, bot);
    const comparison = page.locator('.editor-group-container.active .monaco-diff-editor');
    await comparison.locator('.modified-in-monaco-diff-editor').getByText('+6 figures').waitFor();
    await vs.screenshot('inline-compare');
  });
});
