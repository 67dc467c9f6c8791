import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Scoring } from '../../src/playground/scoring';
import { Store } from '../../src/store';
import { fillWithSamples, launch, openView, runCommand, webviewInFront, type Session } from './harness';

/** A judge has read everything; nobody else has scored anything but the first bots' answers. */
async function propose(workspace: string): Promise<void> {
  const store = await Store.open(join(workspace, '.llp', 'playground.db'));
  store.database.transaction(() => {
    const scoring = new Scoring(store, () => undefined);
    for (const { runId, botId } of store.arena.answers(false)) {
      const { rubric } = store.scores.prompt(runId);
      const share = Math.max(0.1, 0.9 - 0.1 * (botId % 8));
      const items = rubric.map(({ id, points }) => [id, { points: Math.round(points * share), evidence: {} }]);
      scoring.propose(runId, { by: 'judge-8b', items: Object.fromEntries(items) });
    }
  });
  store.close();
}

describe('the verdict', () => {
  let vs: Session;
  let page: FrameLocator;

  beforeAll(async () => {
    vs = await launch({
      settings: { 'llp.servers': ['http://127.0.0.1:9'] },
      prepare: async (workspace) => {
        await fillWithSamples(workspace, { bots: 6, promptsPerCategory: 3, whole: true, unscored: 1 });
        await propose(workspace);
      },
    });
    await openView(vs.page, 'Local LLM Playground');
    await runCommand(vs.page, 'LLP: Which One Should I Keep?');
    page = await webviewInFront(vs.page, 'llp.verdict');
    await page.locator('main.verdict .first').waitFor();
  });
  afterAll(() => vs?.stop());

  it('says in a sentence which bot to use, and shows what is behind it', async () => {
    const kept = await page.locator('main.verdict').getAttribute('data-keep');
    expect(kept).not.toBe('');
    expect(await page.locator('.first').innerText()).toContain(kept!);
    await vs.screenshot('verdict');
    await page.locator('tr.kept button[aria-expanded]').click();
    await page.locator('.answers button').first().waitFor();
    await vs.screenshot('verdict-answers');
  });

  it('parks what is slower than asked for, and says so', async () => {
    await page.getByLabel('At least (tokens/s)').fill('100000');
    await page.getByLabel('At least (tokens/s)').press('Tab');
    await page.getByRole('heading', { name: 'Parked' }).waitFor();
    await page.locator('.first', { hasText: 'No bot fits' }).waitFor();
    await page.getByLabel('At least (tokens/s)').fill('');
    await page.getByLabel('At least (tokens/s)').press('Tab');
    await page.locator('tr.kept').waitFor();
  });

  it('asks for the answer to score next, with the minutes left', async () => {
    await page.getByRole('button', { name: 'Settle it' }).click();
    const form = await webviewInFront(vs.page, 'llp.ingest');
    await form.locator('body').waitFor();
    await vs.screenshot('verdict-settle');
    const store = await Store.open(join(vs.workspace, '.llp', 'playground.db'));
    expect(store.verdict.drawn()).toHaveLength(1);
    store.close();
  });
});
