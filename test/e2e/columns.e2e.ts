import type { FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  dragMouse,
  fillWithSamples,
  launch,
  openView,
  pointIn,
  runCommand,
  webviewInFront,
  type Session,
} from './harness';

/** Columns of the leaderboard: moved, pinned and hidden, with the mouse and without it. */
describe('columns', () => {
  let vs: Session;
  let page: Page;
  let board: FrameLocator;

  const heading = (title: string): Locator => board.getByRole('columnheader', { name: title });
  /** The first columns as they stand, left to right. */
  const titles = (): Promise<string[]> =>
    board.locator('body').evaluate<string[], null>(
      `[...document.querySelectorAll('[role=columnheader]')]
        .sort((a, b) => a.ariaColIndex - b.ariaColIndex)
        .slice(0, 6)
        .map((cell) => cell.innerText.split('\\n')[0].trim())`,
      null,
    );
  /** Chooses from the menu of a heading. */
  const choose = async (title: string, entry: string): Promise<void> => {
    await heading(title).click({ button: 'right' });
    await board.getByRole('menu').getByText(entry, { exact: true }).click();
  };

  beforeAll(async () => {
    vs = await launch({
      size: { width: 1500, height: 700 },
      settings: { 'llp.servers': ['http://127.0.0.1:9'] },
      prepare: (workspace) => fillWithSamples(workspace, { bots: 4, promptsPerCategory: 1 }),
    });
    page = vs.page;
    await openView(page, 'Local LLM Playground');
    await runCommand(page, 'LLP: Open Leaderboard');
    board = await webviewInFront(page, 'llp.leaderboard');
    await heading('Speed').waitFor();
  });
  afterAll(() => vs?.stop());

  it('go where their heading is dropped, which a line shows beforehand', async () => {
    expect(await titles()).toEqual(['#', 'Bot', 'Average', 'Stars', 'Speed', 'Booting']);
    await dragMouse(page, await pointIn(heading('Speed')), await pointIn(heading('Stars'), 0.2), async () => {
      await board.locator('.header.drop-before', { hasText: 'Stars' }).waitFor();
      await board.locator('.header.dragged', { hasText: 'Speed' }).waitFor();
      expect(await board.locator('.drop-before, .drop-after').count()).toBe(1);
      await page.screenshot({ path: 'test/e2e/out/column-drag.png' });
    });
    await expect.poll(titles).toEqual(['#', 'Bot', 'Average', 'Speed', 'Stars', 'Booting']);
    await dragMouse(page, await pointIn(heading('Average')), await pointIn(heading('Stars'), 0.8), async () => {
      await board.locator('.header.drop-after', { hasText: 'Stars' }).waitFor();
    });
    await expect.poll(titles).toEqual(['#', 'Bot', 'Speed', 'Stars', 'Average', 'Booting']);
    expect(await board.locator('.drop-before, .drop-after, .dragged').count()).toBe(0);
    // A drag is no click: the order of the rows stays.
    expect(await heading('Average').getAttribute('aria-sort')).toBe('descending');
  });

  it('can be moved with the keyboard, again and again', async () => {
    await board.locator('.grid').focus();
    for (const key of ['Control+Home', 'ArrowUp', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    await board.locator('.header.active', { hasText: 'Speed' }).waitFor();
    for (const place of [3, 4]) {
      await page.keyboard.press('Shift+F10');
      await board.getByRole('menu', { name: 'Column Speed' }).waitFor();
      for (const key of ['End', 'ArrowUp']) await page.keyboard.press(key);
      await board.getByRole('menuitem', { name: 'Move right' }).and(board.locator(':focus')).waitFor();
      await page.keyboard.press('Enter');
      await expect.poll(async () => (await titles()).indexOf('Speed')).toBe(place);
      // The next press must move the same column, and not the one that has come into its place.
      await board.locator('.header.active', { hasText: 'Speed' }).waitFor();
      await board
        .getByRole('status')
        .getByText(`Speed is column ${place + 1} of`)
        .waitFor({ state: 'attached' });
    }
  });

  it('are pinned and hidden by the menu of their heading', async () => {
    await choose('Speed', 'Pinned');
    await expect.poll(titles).toEqual(['#', 'Bot', 'Speed', 'Stars', 'Average', 'Booting']);
    await board.locator('.header.pinned', { hasText: 'Speed' }).waitFor();
    await choose('Stars', 'Hide column');
    await expect.poll(titles).toEqual(['#', 'Bot', 'Speed', 'Average', 'Booting', 'Programming']);
    await heading('Speed').click({ button: 'right' });
    await board.getByRole('menuitemcheckbox', { name: 'Pinned' }).and(board.locator('[aria-checked=true]')).waitFor();
    await vs.screenshot('column-menu');
    await page.keyboard.press('Escape');
    await board.getByRole('menu').waitFor({ state: 'detached' });
  });

  it('are as they were after the window was reloaded, and by one button as at first', async () => {
    await vs.reload({ atOnce: true });
    await runCommand(page, 'LLP: Open Leaderboard');
    board = await webviewInFront(page, 'llp.leaderboard');
    await expect.poll(titles).toEqual(['#', 'Bot', 'Speed', 'Average', 'Booting', 'Programming']);
    await board.locator('.header.pinned', { hasText: 'Speed' }).waitFor();
    await board.getByRole('button', { name: 'Columns' }).click();
    await board.getByRole('button', { name: 'Reset columns' }).click();
    await expect.poll(titles).toEqual(['#', 'Bot', 'Average', 'Stars', 'Speed', 'Booting']);
  });
});
