import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillWithSamples, launch, openView, quickPick, runCommand, type Session } from './harness';

describe('exporting', () => {
  let vs: Session;

  beforeAll(async () => {
    vs = await launch({
      settings: { 'llp.servers': [{ url: 'http://127.0.0.1:9' }] },
      prepare: (workspace) => fillWithSamples(workspace, { bots: 5, promptsPerCategory: 3 }),
    });
    await openView(vs.page, 'Local LLM Playground');
  });
  afterAll(() => vs?.stop());

  const saveAs = async (name: string): Promise<string> => {
    const { page } = vs;
    const input = page.locator('.quick-input-widget:visible input').first();
    await expect.poll(() => input.inputValue(), { timeout: 15_000 }).toMatch(/playground-\d{4}-\d\d-\d\d/);
    const file = join(vs.workspace, name);
    await input.fill(file);
    await page.keyboard.press('Enter');
    await page.locator('.notification-list-item', { hasText: 'Exported to' }).first().waitFor({ timeout: 30_000 });
    return file;
  };

  it('saves the report, a page that may load nothing', async () => {
    await runCommand(vs.page, 'LLP: Export…');
    await quickPick(vs.page, 'HTML report');
    await quickPick(vs.page, 'To a file');
    const html = readFileSync(await saveAs('report.html'), 'utf8');
    expect(html).toMatch(/^<!DOCTYPE html>[^]*default-src 'none'[^]*<\/html>\s*$/);
    await vs.page.keyboard.press('Escape');
  });

  it('copies the table as Markdown', async () => {
    await runCommand(vs.page, 'LLP: Export…');
    await quickPick(vs.page, 'Markdown');
    await quickPick(vs.page, 'To the clipboard');
    await expect
      .poll(() => vs.page.evaluate('navigator.clipboard.readText()'), { timeout: 15_000 })
      .toMatch(/^# Leaderboard\n[^]*\| Bot \|/);
  });
});
