import type { FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillWithSamples, labelled, launch, openView, runCommand, treeRow, webview, type Session } from './harness';

describe('the leaderboard', () => {
  let vs: Session;
  let page: Page;
  let board: FrameLocator;

  const heading = (title: string): Locator => board.getByRole('columnheader').filter({ hasText: title }).first();
  /** The headings' first lines as they stand; in the page they stand as they were last used. */
  const headings = async (): Promise<string[]> => {
    const cells = await board.getByRole('columnheader').all();
    const placed = await Promise.all(
      cells.map(async (cell) => [Number(await cell.getAttribute('aria-colindex')), await cell.innerText()] as const),
    );
    return placed.sort(([one], [other]) => one - other).map(([, text]) => text.split('\n')[0] ?? '');
  };
  const isInSight = async (part: Locator): Promise<boolean> => {
    const [box, grid] = [await part.boundingBox(), await board.locator('.grid').boundingBox()];
    return box !== null && grid !== null && box.y >= grid.y && box.y + box.height <= grid.y + grid.height + 1;
  };

  beforeAll(async () => {
    vs = await launch({
      size: { width: 1200, height: 800 },
      settings: { 'llp.servers': ['http://127.0.0.1:9'] },
      prepare: (workspace) => fillWithSamples(workspace, { bots: 43, promptsPerCategory: 2 }),
    });
    page = vs.page;
    await openView(page, 'Local LLM Playground');
    await treeRow(page, 'Codestral').waitFor();
    await runCommand(page, 'LLP: Open Leaderboard');
    board = await webview(page, 'llp.leaderboard');
    await board.getByRole('row').nth(3).waitFor();
  });
  afterAll(() => vs?.stop());

  it('brings the row of a bot into sight that is chosen in the tree', async () => {
    await board.locator('.grid').focus();
    await page.keyboard.press('Control+End');
    const last = (await board.locator('.row.selected [role=rowheader]').first().textContent()) ?? '';
    await page.keyboard.press('Control+Home');
    await expect.poll(() => board.locator('.row').filter({ hasText: last }).count()).toBe(0);
    await page.locator('.part.sidebar .pane').first().hover();
    for (let turn = 0; turn < 20 && !(await treeRow(page, last).isVisible()); turn++) {
      await page.mouse.wheel(0, 200);
      await page.waitForTimeout(100);
    }
    await treeRow(page, last).click();
    await expect.poll(() => isInSight(board.locator('.row.selected').filter({ hasText: last }))).toBe(true);
  });

  it('stays on the row that keys have led to, though the tree beside it follows late', async () => {
    await board.locator('.grid').focus();
    await page.keyboard.press('Control+Home');
    for (let row = 0; row < 12; row++) await page.keyboard.press('ArrowDown');
    const active = (): Promise<string | null> => board.locator('.grid').getAttribute('aria-activedescendant');
    await expect.poll(active).toBe('cell-12-0');
    const name = await board.locator('.row.selected bdi').first().innerText();
    await page.locator('.part.sidebar .monaco-list-row.selected').and(labelled(page, name)).waitFor();
    expect(await active()).toBe('cell-12-0');
    await page.keyboard.press('ArrowDown');
    await expect.poll(active).toBe('cell-13-0');
  });

  it('says which ranks the scores leave possible, once that is worked out', async () => {
    // Any row in sight: the first may be scrolled away.
    const rank = board
      .locator('.row .kind-rank')
      .filter({ hasText: /^\d+–\d+$/ })
      .first();
    await rank.waitFor();
    expect(await rank.getAttribute('title')).toMatch(/within noise/);
  });

  it('points at a cell that is there, however far it was scrolled away from', async () => {
    const grid = board.locator('.grid');
    await grid.focus();
    await page.keyboard.press('Control+Home');
    for (let column = 0; column < 3; column++) await page.keyboard.press('ArrowRight');
    const scroll = (left: number, top: number): Promise<void> =>
      grid.evaluate(`Object.assign(document.querySelector('.grid'), { scrollLeft: ${left}, scrollTop: ${top} })`);
    await scroll(9_999, 9_999);
    await page.waitForTimeout(300);
    const id = (await grid.getAttribute('aria-activedescendant')) ?? '';
    expect(id).toBe('cell-0-3');
    await expect.poll(() => board.locator(`[id="${id}"]`).count()).toBe(1);
    await scroll(0, 0);
  });

  it('counts the keys that are pressed before its script runs', async () => {
    // As on a machine whose cores are busy: what is drawn at once comes to life late.
    await page.addInitScript(`{
      const { postMessage } = MessagePort.prototype;
      const { setTimeout } = window;
      const isPage = () => document.getElementById('later') !== null;
      MessagePort.prototype.postMessage = function (...args) {
        setTimeout(() => postMessage.apply(this, args), isPage() ? 3000 : 0);
      };
      window.setTimeout = (then, after, ...args) => setTimeout(then, after === 500 && isPage() ? 3000 : after, ...args);
    }`);
    await runCommand(page, 'View: Close All Editors');
    await runCommand(page, 'LLP: Open Leaderboard');
    const drawn = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await drawn.locator('#root[inert] .grid').waitFor({ state: 'attached' });
    await expect.poll(() => drawn.locator('body').evaluate<boolean, null>('document.hasFocus()', null)).toBe(true);
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    expect(await drawn.locator('#root[inert]').count()).toBe(1);
    board = await webview(page, 'Leaderboard');
    await expect.poll(() => board.locator('.grid').getAttribute('aria-activedescendant')).toBe('cell-1-1');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => board.locator('.grid').getAttribute('aria-activedescendant')).toBe('cell-1-2');
  });

  it('is sorted by several columns, its columns are dragged, and all is as it was after a reload', async () => {
    await heading('Booting').click();
    await heading('Speed').click({ modifiers: ['Shift'] });
    await expect.poll(() => heading('Booting').innerText()).toMatch(/Booting\s+1/);
    await expect.poll(() => heading('Speed').innerText()).toMatch(/Speed\s+2/);
    // Else the heading to drop on may lie under those that stay in sight.
    await board.locator('.grid').evaluate('document.querySelector(".grid").scrollLeft = 0');
    await heading('Speed').dragTo(heading('Average'), { targetPosition: { x: 8, y: 20 } });
    await expect.poll(async () => (await headings()).slice(0, 4)).toEqual(['#', 'Bot', 'Speed', 'Average']);
    const search = board.locator('vscode-text-field.search');
    await search.click();
    await page.keyboard.type('q8');
    await expect.poll(() => board.locator('.count').innerText()).toMatch(/of 43 bots/);
    await board.getByRole('row').nth(4).getByRole('rowheader').click();
    const seen = async (): Promise<unknown> => ({
      count: await board.locator('.count').innerText(),
      headings: await headings(),
      sorts: (await board.locator('.header .order').allInnerTexts()).sort(),
      selected: await board.locator('.row.selected [role=rowheader]').innerText(),
      first: await board.locator('[aria-rowindex="2"] [role=rowheader]').innerText(),
    });
    const before = await seen();
    await vs.reload();
    board = await webview(page, 'llp.leaderboard');
    await board.locator('.row.selected').waitFor();
    await expect.poll(seen).toEqual(before);
  });

  it('leaves room for bots under a plot where the window is low, as at 200 %', async () => {
    await page.setViewportSize({ width: 800, height: 500 });
    // The controls stand behind one button there.
    await board.getByRole('button', { name: 'More' }).click();
    const plot = board.getByRole('combobox', { name: 'Plot' });
    await plot.selectOption('speed');
    await page.keyboard.press('Escape');
    await board.locator('.plot svg').waitFor();
    await page.waitForTimeout(300);
    const [axis] = await board.locator('.plot .axis').allTextContents();
    expect(axis).toBe('tokens/s');
    const shown = (await board.locator('.grid').boundingBox())?.height ?? 0;
    expect(shown).toBeGreaterThan(130);
    await board.locator('.row.selected').or(board.locator('[aria-rowindex="2"]')).first().scrollIntoViewIfNeeded();
    await vs.screenshot('board-low');
  });
});
