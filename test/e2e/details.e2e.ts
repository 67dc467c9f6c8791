import { join } from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unknownStats } from '../../src/model/run';
import { Store } from '../../src/store';
import {
  fieldValue,
  fillWithSamples,
  launch,
  openView,
  quickPick,
  runCommand,
  treeRow,
  webviewInFront,
  type Session,
} from './harness';

const hostile = 'gemma\u202Etxt <b>x</b>';

const rig = {
  ...{ cpu: 'AMD Ryzen 9 7950X 16-Core Processor', threads: 32, memoryBytes: 2 ** 36, system: 'Linux 6.8.0 (x64)' },
  gpus: [{ name: 'NVIDIA GeForce RTX 4090', memoryBytes: 24 * 2 ** 30, driver: '560.94' }],
};

/** The row of the second answer. */
const repeat = 'tbody tr:has-text("cold load")';

/** Gives the first bot a name that would turn round what stands after it, and a second answer to a prompt. */
async function withRepeat(workspace: string): Promise<void> {
  await fillWithSamples(workspace, { bots: 4, promptsPerCategory: 2 });
  const store = await Store.open(join(workspace, '.llp', 'playground.db'));
  const [bot] = store.bots.list();
  const [first] = bot ? [...store.runs.latestByPrompt(bot.id)].filter(([key]) => key.startsWith('booting/')) : [];
  const run = first && store.runs.get(first[1].runId);
  if (!bot || !run) throw new Error('There is no answer to repeat.');
  store.bots.rename(bot.id, hostile);
  const startedAt = '2026-02-03T04:05:00.000Z';
  const { botId, categoryId, promptId, promptHash, request, model } = run;
  const id = store.runs.begin({
    ...{ botId, categoryId, promptId, promptHash, request, model, startedAt },
    provenance: { origin: 'measured' },
    rawLog: null,
    stats: unknownStats,
  });
  const text = 'A second answer, with [an address](https://example.com/?q=1).';
  store.runs.finish(id, {
    ...{ status: 'complete', errorCode: null, error: null, text, reasoning: '', stats: unknownStats },
    ...{ flags: ['cold-load'], model, rig, runtime: null, finishedAt: startedAt },
  });
  store.close();
}

describe('the details of a bot', () => {
  let vs: Session;
  let details: FrameLocator;

  beforeAll(async () => {
    vs = await launch({
      size: { width: 1600, height: 900 },
      settings: { 'llp.servers': ['http://127.0.0.1:9'] },
      prepare: withRepeat,
    });
    await openView(vs.page, 'Local LLM Playground');
    await treeRow(vs.page, 'gemma').click();
    await vs.page.waitForTimeout(300);
    await vs.page.keyboard.press('Control+e');
    details = await webviewInFront(vs.page, 'llp.details');
    await details.locator('tbody vscode-checkbox').nth(1).waitFor();
  });
  afterAll(() => vs?.stop());

  it('let no character of a name act in tabs and trees', async () => {
    const shown = [
      ...(await vs.page.locator('.tab').allInnerTexts()),
      ...(await vs.page.locator('.part.sidebar .monaco-list-row').allInnerTexts()),
    ].filter((text) => text.includes('gemma'));
    expect(shown.length).toBeGreaterThan(1);
    for (const text of shown) expect(text).toMatch(/gemma⟨RLO⟩txt <b>x<\/b>/);
  });

  it('show the rig that it ran on, and that of each run', async () => {
    const section = details.locator('section', { has: vs.page.locator('h2', { hasText: /^Rig$/ }) });
    const texts = await section.locator('dd').allInnerTexts();
    expect(texts.join(' | ')).toMatch(/RTX 4090, 24 GiB\s+Driver 560\.94 \| AMD Ryzen.* \| 32 \| 64 GiB \| Linux 6/);
    await details.locator(`${repeat} vscode-button`).click();
    await details.getByText('NVIDIA GeForce RTX 4090 24 GiB, 64 GiB RAM').waitFor();
    await vs.screenshot('details-rig');
    await details.locator(`${repeat} vscode-button`).click();
  });

  it('show the difference of two answers of one bot, told apart by their time', async () => {
    const { page } = vs;
    for (const row of [repeat, `${repeat} + tr`]) await details.locator(`${row} vscode-checkbox`).click();
    await details.getByRole('button', { name: 'Difference' }).click();
    await page.locator('.monaco-diff-editor').getByText('A second answer').first().waitFor();
    const names = /^(.*) ↔ (.*): /.exec(await page.locator('.tab.active', { hasText: '↔' }).innerText());
    expect(names?.[1]).toContain('gemma⟨RLO⟩txt');
    expect(names?.[2]).toContain('2026');
    expect(names?.[1]).not.toBe(names?.[2]);
    await page.keyboard.press('Control+w');
  });

  it('show the difference to another bot’s answer', async () => {
    const { page } = vs;
    await treeRow(page, 'gemma').click();
    await page.waitForTimeout(300);
    await page.keyboard.press('Control+e');
    details = await webviewInFront(page, 'llp.details');
    await details.locator(`${repeat} vscode-button`).click();
    await details.getByRole('button', { name: 'Compare with another answer…' }).click();
    await quickPick(page, 'Qwen');
    await page.locator('.tab.active', { hasText: /gemma.* ↔ Qwen/ }).waitFor();
    await page.locator('.monaco-diff-editor.focused, .monaco-diff-editor .monaco-editor.focused').first().waitFor();
    await page.keyboard.press('Control+w');
  });

  it('ask before a link of an answer is opened, and say where it leads', async () => {
    const { page } = vs;
    await treeRow(page, 'gemma').click();
    await page.waitForTimeout(300);
    await page.keyboard.press('Control+e');
    details = await webviewInFront(page, 'llp.details');
    const score = details.getByRole('button', { name: 'Score answer' });
    await details.locator(`${repeat} vscode-button`).click();
    await score.click();
    const form = await webviewInFront(page, 'llp.ingest');
    await form.getByText('an address').click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('https://example.com/?q=1').first().waitFor();
    await vs.screenshot('link-asked');
    await page.keyboard.press('Escape');
    await runCommand(page, 'View: Close All Editors');
  });

  it('keep notes as they were typed, however soon they are closed', async () => {
    const { page } = vs;
    const open = async (): Promise<Locator> => {
      await runCommand(page, 'LLP: Focus Bots');
      await treeRow(page, 'gemma').click();
      await page.waitForTimeout(300);
      await page.keyboard.press('Control+e');
      details = await webviewInFront(page, 'llp.details');
      return details.locator('.notes vscode-text-area');
    };
    await (await open()).click();
    await page.keyboard.press('Control+a');
    await page.waitForTimeout(250);
    await page.keyboard.type('Slow but sure.');
    await page.keyboard.press('Control+w');
    await page.waitForTimeout(300);
    const notes = await open();
    await expect.poll(() => fieldValue(notes)).toBe('Slow but sure.');
  });
});
