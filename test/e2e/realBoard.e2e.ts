import { join } from 'node:path';
import { expect, it } from 'vitest';
import { importResults } from '../../src/exchange/results/importResults';
import { Store } from '../../src/store';
import { loadSuites } from '../../src/suites/load';
import {
  clearNotifications,
  fontsLoaded,
  launch,
  openView,
  quickPick,
  root,
  runCommand,
  treeRow,
  webview,
  webviewInFront,
} from './harness';

const bot = 'smollm2-135m-instruct@q8_0@temp02';

/** What stands in llm_outputs/ at the top: real answers, points that programs have proven. Its pictures are the README's. */
it('shows the board of real answers that comes with the repository', async () => {
  const vs = await launch({
    size: { width: 1600, height: 900 },
    settings: { 'llp.servers': ['http://127.0.0.1:9'] },
    prepare: async (workspace) => {
      const store = await Store.open(join(workspace, '.llp', 'playground.db'));
      try {
        store.prompts.sync((await loadSuites(join(root, 'suites'))).categories);
        await importResults(store, join(root, 'llm_outputs', 'board.json'));
      } finally {
        store.close();
      }
    },
  });
  try {
    const { page } = vs;
    await openView(page, 'Local LLM Playground');
    await treeRow(page, bot).waitFor();
    await runCommand(page, 'LLP: Open Leaderboard');
    const board = await webview(page, 'llp.leaderboard');
    const row = board.getByRole('row').filter({ hasText: bot }).first();
    await row.getByRole('rowheader').click();
    await fontsLoaded(board);
    // Some of it is proven by programs, and nobody has scored the rest.
    expect(await row.innerText()).toMatch(/[1-9]/);
    await clearNotifications(page);
    await vs.screenshot('leaderboard', { media: true });
    await page.keyboard.press('Control+i');
    const form = await webviewInFront(page, 'llp.ingest');
    await form.getByRole('spinbutton').first().waitFor();
    await fontsLoaded(form);
    await vs.screenshot('ingest', { media: true });
    await runCommand(page, 'LLP: Compare All Answers of Two Bots…');
    await quickPick(page, bot);
    // The list of the first question has the same rows.
    await page.getByPlaceholder('Beside whose?').waitFor();
    await quickPick(page, 'smollm2-135m-instruct@q2_k@temp02');
    const differences = page.locator('.multiDiffEntry');
    await differences.nth(1).waitFor();
    await differences.first().locator('.view-line').first().waitFor();
    await vs.screenshot('compare-bots');
  } finally {
    await vs.stop();
  }
});
