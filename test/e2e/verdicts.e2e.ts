import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  fillWithSamples,
  inEveryTheme,
  launch,
  openView,
  runCommand,
  treeRow,
  webview,
  webviewInFront,
  type Session,
} from './harness';

const bot = 'Llama-3.3-70B-Instruct-IQ2_M';

describe('points that checks prove', () => {
  let vs: Session;
  let page: Page;

  beforeAll(async () => {
    vs = await launch({
      size: { width: 1500, height: 900 },
      settings: { 'llp.servers': ['http://127.0.0.1:9'], 'llp.checks.automatic': true },
      prepare: (workspace) =>
        fillWithSamples(workspace, {
          bots: 1,
          promptsPerCategory: 3,
          unscored: 3,
          text: 'One line.\n\nTwo.',
          whole: true,
        }),
    });
    page = vs.page;
    await openView(page, 'Local LLM Playground');
    await treeRow(page, bot).waitFor();
  });
  afterAll(() => vs?.stop());

  it('stand on the board, apart from those that are open, and in the form with what they rest on', async () => {
    await runCommand(page, 'LLP: Open Leaderboard');
    const board = await webview(page, 'Leaderboard');
    await board.getByText(/minutes of scoring left|hours of scoring left/).waitFor();
    await board.locator('.cell.kind-category.part').first().waitFor();
    await board.getByRole('button', { name: 'Proven', exact: true }).click();
    await board.getByRole('columnheader', { name: /Proven/ }).waitFor();
    await vs.screenshot('board-proven');
    await treeRow(page, bot).click();
    await page.keyboard.press('Control+i');
    const form = await webviewInFront(page, 'llp.ingest');
    const verdict = form.locator('.verdicts li').first();
    await verdict.waitFor();
    expect(await verdict.innerText()).toMatch(/^\s*(Passes|Fails|Cannot be told)/);
    await vs.screenshot('form-verdicts');
  });

  it('stand on a board with one bot, of which nothing hinders anybody', async () => {
    const board = await webview(page, 'Leaderboard');
    await board.locator('.grid').waitFor();
    await inEveryTheme(vs, board, '1 bot', ['dark', 'high contrast light']);
  });
});
