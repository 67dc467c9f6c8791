import type { FrameLocator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import {
  changeTheme,
  clearNotifications,
  fillWithSamples,
  fontsLoaded,
  launch,
  openView,
  runCommand,
  treeRow,
  webview,
  webviewView,
  type LaunchOptions,
  type Session,
} from './harness';

// All pictures only where they are asked for: `LLP_LOOKS=1`. They are to be looked at; what a program can see is asserted.
const all = process.env.LLP_LOOKS === '1';
const bot = 'Mistral-Nemo-Instruct-2407-Q8_0';

const start = (bots: number, options: LaunchOptions = {}): Promise<Session> =>
  launch({
    size: { width: 1600, height: 900 },
    settings: { 'llp.servers': ['http://127.0.0.1:9'] },
    ...options,
    prepare: (workspace) => fillWithSamples(workspace, { bots, ...(bots > 100 ? { promptsPerCategory: 2 } : {}) }),
  });

/** What of a page is cut or sticks out sideways. */
const cut = `(() => {
  const wrong = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) wrong.push('the page scrolls sideways: ' + page.scrollWidth + ' > ' + page.clientWidth);
  const parts = '.toolbar vscode-button, .toolbar select, .switch button, .count, .choice select, .bar h2, .actions vscode-button, .foot vscode-button, h1';
  for (const element of document.querySelectorAll(parts)) {
    if (element.closest('.visually-hidden')) continue;
    const box = element.getBoundingClientRect();
    const name = element.localName + ' ' + element.textContent.trim().slice(0, 30);
    if (box.width === 0) continue;
    if (box.right > page.clientWidth + 1 || box.left < -1) wrong.push('outside: ' + name);
    if (element.localName !== 'select' && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible') wrong.push('cut: ' + name);
  }
  for (const row of document.querySelectorAll('.grid .row')) {
    const line = row.getBoundingClientRect();
    for (const cell of row.querySelectorAll('.cell')) {
      const box = cell.getBoundingClientRect();
      if (box.top < line.top - 1 || box.bottom > line.bottom + 1) wrong.push('out of its row: ' + cell.id + ' ' + cell.textContent);
    }
    if (row.getAttribute('role') === 'row' && !row.classList.contains('group') && row.querySelectorAll('.cell').length < 3) wrong.push('cells are missing: ' + row.textContent);
  }
  return wrong;
})()`;

async function looksRight(content: FrameLocator): Promise<void> {
  await fontsLoaded(content);
  expect(await content.locator('body').evaluate(cut)).toEqual([]);
}

async function openBoard(vs: Session): Promise<FrameLocator> {
  await runCommand(vs.page, 'LLP: Open Leaderboard');
  const board = await webview(vs.page, 'llp.leaderboard');
  await board.locator('.grid, .empty').first().waitFor();
  await fontsLoaded(board);
  await clearNotifications(vs.page);
  return board;
}

/** The header row stays in sight however far the board is scrolled. */
async function headerStays(board: FrameLocator): Promise<void> {
  await board.locator('.grid').evaluate('document.querySelector(".grid").scrollTop = 99999');
  const header = await board.locator('.header-row').boundingBox();
  const grid = await board.locator('.grid').boundingBox();
  expect(Math.abs((header?.y ?? -99) - (grid?.y ?? 0))).toBeLessThan(3);
  await board.locator('.grid').evaluate('document.querySelector(".grid").scrollTop = 0');
}

const sideBarOff = (page: Page): Promise<void> => runCommand(page, 'View: Toggle Primary Side Bar Visibility');

describe('looks', () => {
  it('of 43 bots in the dark', async () => {
    const vs = await start(43);
    try {
      const { page } = vs;
      await openView(page, 'Local LLM Playground');
      await treeRow(page, 'Codestral').waitFor();
      const board = await openBoard(vs);
      await board.getByRole('row').filter({ hasText: bot }).getByRole('rowheader').click();
      await page.waitForTimeout(600);
      await looksRight(board);
      await headerStays(board);
      await vs.screenshot('looks-board-43-dark');
      await board.getByRole('combobox', { name: 'Plot' }).selectOption('speed');
      await board.locator('.plot svg').waitFor();
      await looksRight(board);
      await vs.screenshot('looks-board-43-dark-plot');
      await board.getByRole('combobox', { name: 'Plot' }).selectOption('none');
      await page.setViewportSize({ width: 600, height: 800 });
      await sideBarOff(page);
      await page.waitForTimeout(400);
      await looksRight(board);
      await vs.screenshot('looks-board-43-dark-narrow');
    } finally {
      await vs.stop();
    }
  });

  for (const bots of [0, 1, 1000]) {
    it.runIf(all)(`of ${bots} bots`, async () => {
      const vs = await start(bots);
      try {
        await openView(vs.page, 'Local LLM Playground');
        const board = await openBoard(vs);
        for (const theme of ['dark', 'light', 'high contrast'] as const) {
          await changeTheme(vs, theme);
          await vs.page.waitForTimeout(400);
          await looksRight(board);
          await vs.screenshot(`looks-board-${bots}-${theme.replace(' ', '-')}`);
        }
        if (bots > 100) await headerStays(board);
      } finally {
        await vs.stop();
      }
    });
  }

  for (const theme of ['light', 'high contrast'] as const) {
    it.runIf(all)(`of every screen, ${theme}, wide and narrow`, async () => {
      const vs = await start(43, { theme, size: { width: 1920, height: 1000 } });
      const name = (screen: string): string => `looks-${screen}-${theme.replace(' ', '-')}`;
      try {
        const { page } = vs;
        await openView(page, 'Local LLM Playground');
        await treeRow(page, 'Codestral').waitFor();
        const board = await openBoard(vs);
        await board.getByRole('row').filter({ hasText: bot }).getByRole('rowheader').click();
        await looksRight(board);
        await vs.screenshot(name('board-wide'));
        for (const plot of ['speed', 'categories', 'history']) {
          await board.getByRole('combobox', { name: 'Plot' }).selectOption(plot);
          await board.locator('.plot svg').first().waitFor();
          await vs.screenshot(name(`plot-${plot}`));
        }
        await board.getByRole('combobox', { name: 'Plot' }).selectOption('none');
        await board.getByRole('button', { name: 'Filter' }).click();
        await vs.screenshot(name('filter'));
        await page.keyboard.press('Escape');
        await board.getByRole('button', { name: 'Score an answer' }).click();
        const form = await webview(page, 'llp.ingest');
        await form.getByRole('spinbutton').first().waitFor();
        await looksRight(form);
        await vs.screenshot(name('ingest-wide'));
        await webview(page, 'llp.leaderboard').then((shown) => shown.getByRole('button', { name: 'Details' }).click());
        const details = await webview(page, 'llp.details');
        await details.locator('tbody vscode-button').first().click();
        await looksRight(details);
        await vs.screenshot(name('details-beside'));
        await runCommand(page, 'LLP: Search…');
        const search = await webviewView(page, 'Search');
        await search.locator('vscode-text-field').first().click();
        await page.keyboard.type('sample answer');
        await search.getByRole('option').first().waitFor();
        await looksRight(search);
        await vs.screenshot(name('search'));
        await runCommand(page, 'LLP: Focus Tournament');
        await vs.screenshot(name('tournament'));
        await sideBarOff(page);
        await runCommand(page, 'View: Join All Editor Groups');
        await page.setViewportSize({ width: 600, height: 900 });
        for (const screen of ['leaderboard', 'ingest', 'details']) {
          const content = await webview(page, `llp.${screen}`);
          await content.locator('main h1').first().waitFor({ state: 'attached' });
          await page.waitForTimeout(500);
          await looksRight(content);
          await vs.screenshot(name(`${screen}-narrow`));
        }
      } finally {
        await vs.stop();
      }
    });
  }

  it.runIf(all)('of every screen at 200 %', async () => {
    const vs = await start(43, { zoom: 2 });
    try {
      const { page } = vs;
      await sideBarOff(page);
      const board = await openBoard(vs);
      await board.getByRole('row').nth(1).getByRole('rowheader').click();
      await looksRight(board);
      await vs.screenshot('looks-board-zoomed');
      for (const [button, type] of [
        ['Score an answer', 'llp.ingest'],
        ['Details', 'llp.details'],
      ] as const) {
        const shown = await webview(page, 'llp.leaderboard');
        const more = shown.getByRole('button', { name: 'More' });
        if (await more.isVisible()) await more.click();
        await shown.getByRole('button', { name: button }).click();
        const content = await webview(page, type);
        await content.locator('main h1').first().waitFor();
        await looksRight(content);
        await vs.screenshot(`looks-${type.slice(4)}-zoomed`);
      }
    } finally {
      await vs.stop();
    }
  });
});
