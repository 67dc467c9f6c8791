import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Scoring } from '../../src/playground/scoring';
import { Store } from '../../src/store';
import { fillWithSamples, launch, openView, quickPick, runCommand, webviewInFront, type Session } from './harness';

const votesOf = async (workspace: string) => {
  const store = await Store.open(join(workspace, '.llp', 'playground.db'));
  const votes = store.arena.list();
  store.close();
  return votes;
};

/** A judge's proposals for every answer: half of the first two items. */
async function propose(workspace: string): Promise<void> {
  const store = await Store.open(join(workspace, '.llp', 'playground.db'));
  store.database.transaction(() => {
    const scoring = new Scoring(store, () => undefined);
    for (const { runId } of store.arena.answers(false)) {
      const items = store.scores.prompt(runId).rubric.slice(0, 2);
      const verdict = (points: number) => ({ points, evidence: { reason: 'It says so.', quotation: 'three' } });
      scoring.propose(runId, {
        by: 'judge-8b',
        items: Object.fromEntries(items.map(({ id, points }) => [id, verdict(points / 2)])),
      });
    }
  });
  store.close();
}

describe('comparing blind', () => {
  let vs: Session;
  let arena: FrameLocator;

  beforeAll(async () => {
    vs = await launch({
      settings: { 'llp.servers': ['http://127.0.0.1:9'] },
      prepare: async (workspace) => {
        await fillWithSamples(workspace, {
          bots: 6,
          promptsPerCategory: 3,
          whole: true,
          unscored: 1,
          text: '# One\n\n- **two**\n\nthree',
        });
        await propose(workspace);
      },
    });
    await openView(vs.page, 'Local LLM Playground');
    await runCommand(vs.page, 'LLP: Compare Blind…');
    await quickPick(vs.page, 'All categories');
    arena = await webviewInFront(vs.page, 'llp.arena');
    await arena.locator('.pair:visible').waitFor();
  });
  afterAll(() => vs?.stop());

  it('hides whose answers they are in the page’s data too', async () => {
    const html = await arena.locator('html').innerHTML();
    expect(html).toContain('class="pair"');
    for (const word of ['gemma', 'qwen', 'llama', 'tokens/s)']) expect(html.toLowerCase()).not.toContain(word);
    await vs.screenshot('arena');
  });

  it('takes thirty votes as fast as they are typed, and loses none', async () => {
    await arena.locator('main.arena').focus();
    const keys = ['ArrowLeft', 'ArrowRight', 't', 'b'];
    for (let i = 0; i < 30; i++) await vs.page.keyboard.press(keys[i % 4] as string);
    await arena.locator('main.arena[data-votes="30"][data-busy="false"]').waitFor();
    const votes = await votesOf(vs.workspace);
    expect(votes.map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 30 }, (_, i) => ['left', 'right', 'tie', 'both_bad'][i % 4]),
    );
    await arena.locator('.reveal .bot').first().waitFor();
  });

  it('takes a vote back by a key, and skips with a reason', async () => {
    await vs.page.keyboard.press('u');
    await arena.locator('main.arena[data-votes="29"][data-busy="false"]').waitFor();
    await vs.page.keyboard.press('s');
    await arena.getByRole('group', { name: 'Why skip this pair?' }).waitFor();
    await vs.page.keyboard.press('1');
    await arena.getByText('Skipped:').waitFor();
    const votes = await votesOf(vs.workspace);
    expect(votes.at(-2)?.voidedAt).not.toBeNull();
    expect(votes.at(-1)).toMatchObject({ outcome: null, reason: 'same', voidedAt: null });
  });

  it('shows the prompt and the rubric by a key, and the ratings', async () => {
    await vs.page.keyboard.press('r');
    await arena.locator('.aside li').first().waitFor();
    await vs.page.keyboard.press('p');
    await arena.locator('.aside .markdown').waitFor();
    await vs.screenshot('arena-prompt');
    await vs.page.keyboard.press('Escape');
    await arena.getByRole('button', { name: 'Ratings' }).click();
    await expect.poll(() => arena.locator('.ratings tbody tr').count()).toBe(6);
    await vs.screenshot('arena-ratings');
  });

  it('puts ratings and proposals beside the points of the board, never inside', async () => {
    await runCommand(vs.page, 'LLP: Open Leaderboard');
    const board = await webviewInFront(vs.page, 'llp.leaderboard');
    await board
      .getByRole('columnheader', { name: /^Arena/ })
      .first()
      .waitFor();
    await board
      .getByText(/proposed/)
      .first()
      .waitFor();
    await board.getByText('Proposed by judges').click();
    await board.getByText(/not checked on 20 answers/).waitFor();
    await vs.screenshot('arena-board');
  });

  it('is the tab in front again', async () => {
    await runCommand(vs.page, 'LLP: Compare Blind…');
    await quickPick(vs.page, 'All categories');
    await webviewInFront(vs.page, 'llp.arena');
  });

  it('is there again after a reload', async () => {
    await vs.reload();
    arena = await webviewInFront(vs.page, 'llp.arena');
    await arena.locator('main.arena[data-votes="29"] .pair:visible').waitFor();
  });
});
