import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage } from '../../scripts/lib/host.mjs';
import {
  fillWithSamples,
  inEveryTheme,
  launch,
  openView,
  root,
  runCommand,
  violations,
  webview,
  webviewView,
  type Session,
} from './harness';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const bot = 'Codestral-22B-v0.1-Q8_0';

/** What moves, or would: of every element, its two halves before and after, and those inside of controls. */
const moving = `(() => {
  const all = (root) => [...root.querySelectorAll('*')].flatMap((e) => [e, ...(e.shadowRoot ? all(e.shadowRoot) : [])]);
  const probe = Object.assign(document.createElement('div'), { className: 'progress running' });
  document.body.append(probe);
  const found = all(document).flatMap((element) => [null, '::before', '::after'].flatMap((part) => {
    const style = getComputedStyle(element, part);
    const animated = style.animationName !== 'none' && parseFloat(style.animationDuration) > 0;
    const turning = style.transitionDuration.split(',').some((time) => parseFloat(time) > 0);
    return animated || turning ? [element.localName + '.' + element.className + (part ?? '')] : [];
  }));
  probe.remove();
  return [...new Set(found)];
})()`;

describe('accessibility', () => {
  let vs: Session;

  beforeAll(async () => {
    vs = await launch({
      size: { width: 1700, height: 1000 },
      reducedMotion: true,
      settings: { 'llp.servers': ['http://127.0.0.1:9'] },
      prepare: (workspace) => fillWithSamples(workspace, { bots: 8, promptsPerCategory: 3, unscored: 0.2 }),
    });
  });
  afterAll(() => vs?.stop());

  it('of the leaderboard, with its plots, menus and groups', async () => {
    const { page } = vs;
    await runCommand(page, 'LLP: Open Leaderboard');
    const board = await webview(page, 'llp.leaderboard');
    await board.getByRole('row').filter({ hasText: bot }).getByRole('rowheader').click();
    await inEveryTheme(vs, board, 'a selected row');
    const plot = board.getByRole('combobox', { name: 'Plot' });
    for (const [name, label] of [
      ['speed', 'speed plot'],
      ['categories', 'category plot'],
      ['history', 'history plot'],
    ] as const) {
      await plot.selectOption(name);
      await board.locator('.plot svg').first().waitFor();
      if (name === 'speed') await inEveryTheme(vs, board, label);
      else expect(await violations(board), label).toEqual([]);
    }
    await plot.selectOption('none');
    await board.getByRole('button', { name: 'Filter' }).click();
    await board.getByRole('dialog').waitFor();
    expect(await violations(board), 'filter').toEqual([]);
    await page.keyboard.press('Escape');
    await board.getByRole('columnheader').filter({ hasText: 'Booting' }).click({ button: 'right' });
    await board.getByRole('menu').waitFor();
    expect(await violations(board)).toEqual([]);
    await page.keyboard.press('Escape');
    await board.getByRole('combobox', { name: /group/i }).selectOption('family');
    expect(await violations(board)).toEqual([]);
    await board.getByRole('combobox', { name: /group/i }).selectOption('none');
  });

  it('of the leaderboard’s grid: its roles, its place in it, and where the keyboard is', async () => {
    const { page } = vs;
    const board = await webview(page, 'llp.leaderboard');
    const grid = board.getByRole('grid');
    expect(await grid.getAttribute('aria-rowcount')).toBe('9');
    expect(Number(await grid.getAttribute('aria-colcount'))).toBeGreaterThan(10);
    await board.getByRole('row').filter({ hasText: bot }).getByRole('rowheader').click();
    await page.keyboard.press('ArrowRight');
    const id = (await grid.getAttribute('aria-activedescendant')) ?? '';
    const cell = board.locator(`[id="${id}"]`);
    expect(await cell.getAttribute('role')).toBe('gridcell');
    expect(await board.getByRole('columnheader', { name: /Average/ }).getAttribute('aria-sort')).toBe('descending');
    expect(await cell.evaluate('getComputedStyle(document.querySelector(".cell.active")).outlineStyle')).not.toBe(
      'none',
    );
  });

  it('of every control: the focus can be seen', async () => {
    const { page } = vs;
    const board = await webview(page, 'llp.leaderboard');
    await board.locator('.grid').focus();
    await page.waitForTimeout(200);
    // Backwards over the whole toolbar: each stop draws something around itself.
    for (let stop = 0; stop < 8; stop++) {
      await page.keyboard.press('Shift+Tab');
      const drawn = await board.locator('body').evaluate(`(() => {
        let element = document.activeElement;
        const shown = [];
        while (element) {
          const style = getComputedStyle(element);
          shown.push(style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0, style.borderColor);
          element = element.shadowRoot?.activeElement ?? null;
        }
        const name = document.activeElement.localName;
        const focusColour = getComputedStyle(document.documentElement).getPropertyValue('--vscode-focusBorder');
        const probe = Object.assign(document.createElement('i'), { style: 'color:' + focusColour });
        document.body.append(probe);
        const colour = getComputedStyle(probe).color;
        probe.remove();
        const inner = document.activeElement.shadowRoot ? [...document.activeElement.shadowRoot.querySelectorAll('*')] : [];
        const bordered = inner.some((e) => getComputedStyle(e).borderColor === colour || getComputedStyle(e).outlineColor === colour && getComputedStyle(e).outlineStyle !== 'none');
        return shown.includes(true) || bordered ? 'seen' : 'not seen: ' + name + ' ' + document.activeElement.textContent;
      })()`);
      expect(drawn).toBe('seen');
    }
  });

  it('of the form that scores', async () => {
    const { page } = vs;
    const board = await webview(page, 'llp.leaderboard');
    await board.getByRole('row').filter({ hasText: bot }).getByRole('rowheader').click();
    await board.getByRole('button', { name: 'Score an answer' }).click();
    const form = await webview(page, 'llp.ingest');
    await form.getByRole('spinbutton').first().waitFor();
    await inEveryTheme(vs, form, 'rubric');
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await form.getByRole('alert').waitFor();
    await form
      .getByRole('button', { name: /figures|correct/i })
      .first()
      .click();
    await inEveryTheme(vs, form, 'mistakes and figures');
    expect(await form.locator('body').evaluate(moving)).toEqual([]);
  });

  it('of the form without an answer', async () => {
    const form = await webview(vs.page, 'llp.ingest');
    const [last] = (await form.locator('.wide select optgroup').last().locator('option').all()).slice(-1);
    await form.locator('.wide select').selectOption((await last?.getAttribute('value')) ?? '');
    await form
      .getByRole('button', { name: /Use|Take/ })
      .first()
      .waitFor();
    await inEveryTheme(vs, form, 'pasting');
  });

  it('of the details, with a run opened', async () => {
    const { page } = vs;
    const board = await webview(page, 'llp.leaderboard');
    await board.getByRole('button', { name: 'Details' }).click();
    const details = await webview(page, 'llp.details');
    await details.locator('tbody vscode-button').first().click();
    await details.locator('.run-details').waitFor();
    await inEveryTheme(vs, details, 'details');
    expect(await details.locator('body').evaluate(moving)).toEqual([]);
    await runCommand(page, 'View: Close All Editors');
  });

  it('of the search', async () => {
    const { page } = vs;
    await openView(page, 'Local LLM Playground');
    await runCommand(page, 'LLP: Search…');
    const search = await webviewView(page, 'Search');
    await inEveryTheme(vs, search, 'before anything is typed');
    await search.locator('vscode-text-field').first().click();
    await page.keyboard.type('sample');
    await search.getByRole('option').first().waitFor();
    await search.getByRole('button', { name: /filter/i }).click();
    await inEveryTheme(vs, search, 'results and filters');
    expect(await search.locator('body').evaluate(moving)).toEqual([]);
  });

  it('of the board: nothing moves when the person wants no motion', async () => {
    await runCommand(vs.page, 'LLP: Open Leaderboard');
    const board = await webview(vs.page, 'llp.leaderboard');
    await board.getByRole('row').nth(2).waitFor();
    expect(await board.locator('body').evaluate(moving)).toEqual([]);
  });

  it('of the page that an export makes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'llp-report-'));
    const file = join(folder, 'report.html');
    const cli = join(root, 'dist', 'cli.js');
    const run = promisify(execFile);
    await run(process.execPath, [cli, 'export', '--format', 'html', '-o', file, '--workspace', vs.workspace]);
    const found: Record<string, string[]> = {};
    for (const colorScheme of ['dark', 'light'] as const) {
      const opened = await openPage(pathToFileURL(file).href, { wait: false, colorScheme, reducedMotion: 'reduce' });
      await opened.page.getByRole('heading', { level: 1 }).waitFor();
      found[colorScheme] = await violations(opened.page);
      await opened.close();
    }
    await rm(folder, { recursive: true });
    expect(found).toEqual({ dark: [], light: [] });
  });
});
