import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage } from '../../scripts/lib/host.mjs';
import { fillWithSamples, launch, openView, quickPick, runCommand, violations, type Session } from './harness';
import { picture } from './harness/pictures';

/** Answers where to save to, and waits until VS Code says that it is done. */
async function saveAs({ page, workspace }: Session, name: string, done: string): Promise<string> {
  const input = page.locator('.quick-input-widget:visible input').first();
  await expect.poll(() => input.inputValue(), { timeout: 15_000 }).toMatch(/playground-\d{4}-\d\d-\d\d/);
  const file = join(workspace, name);
  await input.fill(file);
  await page.keyboard.press('Enter');
  await page.locator('.notification-list-item', { hasText: done }).first().waitFor({ timeout: 30_000 });
  return file;
}

const copied = (page: Page): Promise<unknown> => page.evaluate('navigator.clipboard.readText()');

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

  it('saves the report, a page that may load nothing', async () => {
    await runCommand(vs.page, 'LLP: Export…');
    await quickPick(vs.page, 'HTML report');
    await quickPick(vs.page, 'To a file');
    const html = readFileSync(await saveAs(vs, 'report.html', 'Exported to'), 'utf8');
    expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="en">[^]*default-src 'none'[^]*<\/html>\s*$/);
    await vs.page.keyboard.press('Escape');
  });

  it('copies the table as Markdown', async () => {
    await runCommand(vs.page, 'LLP: Export…');
    await quickPick(vs.page, 'Markdown');
    await quickPick(vs.page, 'To the clipboard');
    await expect.poll(() => copied(vs.page), { timeout: 15_000 }).toMatch(/^# Leaderboard\n[^]*\| Bot \|/);
  });
});

describe('exporting with Vietnamese as the display language', () => {
  let vs: Session;

  beforeAll(async () => {
    vs = await launch({
      displayLanguage: 'vi',
      locale: 'vi',
      settings: { 'llp.servers': [{ url: 'http://127.0.0.1:9' }] },
      prepare: (workspace) => fillWithSamples(workspace, { bots: 6, promptsPerCategory: 3, unscored: 0.2 }),
    });
    await openView(vs.page, 'Local LLM Playground');
  });
  afterAll(() => vs?.stop());

  it('saves a report that is Vietnamese, for whoever opens it', async () => {
    await runCommand(vs.page, 'LLP: Xuất…');
    await quickPick(vs.page, 'Báo cáo HTML');
    await quickPick(vs.page, 'Ra tệp');
    const file = await saveAs(vs, 'report.html', 'Đã xuất ra');
    await vs.page.keyboard.press('Escape');
    // In an English browser, with nothing of VS Code around it.
    const opened = await openPage(pathToFileURL(file).href, { wait: false, colorScheme: 'light' });
    const { page } = opened;
    try {
      await page.getByRole('heading', { level: 1, name: 'Bảng xếp hạng' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('vi');
      expect(await page.title()).toMatch(/^Bảng xếp hạng của 6 bot, \d\d\/\d\d\/\d{4}$/);
      expect(await page.getByRole('columnheader').allInnerTexts()).toContain('Token đầu tiên (s)');
      expect(await page.getByRole('row').nth(1).innerText()).toMatch(/đã chấm \d+\/\d+[^]*\d,\d/);
      await picture(page, 'vietnamese-report', false);

      await page.locator('.answers summary').first().click();
      await page.locator('.answer .text').waitFor();
      expect(await page.locator('.answer .dim').first().innerText()).toMatch(
        /^\d+,\d\d token\/giây \(đo được\) • \d+ token • .* • Dừng: eosFound • 05\/01\/2026$/,
      );
      await page.locator('.answers').scrollIntoViewIfNeeded();
      await picture(page, 'vietnamese-report-answers', false);

      await page.getByLabel('Từ trong câu trả lời').fill('sample');
      await page.getByText(/^\d+ câu trả lời/).waitFor();
      await page.getByRole('button', { name: 'Chạy', exact: true }).click();
      await page.getByText(/^\d+ hàng, \d+ ms$/).waitFor();
      await page.getByRole('region', { name: 'Kết quả' }).scrollIntoViewIfNeeded();
      await picture(page, 'vietnamese-report-sql', false);
      const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n';
      await page.getByRole('textbox', { name: 'SQL' }).fill(endless);
      await page.keyboard.press('Control+Enter');
      await page.getByRole('button', { name: 'Dừng', exact: true }).click();
      await page.getByRole('alert').filter({ hasText: 'Đã dừng.' }).waitFor();
      expect(await violations(page)).toEqual([]);
    } finally {
      await opened.close();
    }
  });

  it('copies a Vietnamese table as Markdown, and the same CSV as everywhere', async () => {
    await runCommand(vs.page, 'LLP: Xuất…');
    await quickPick(vs.page, 'Markdown');
    await quickPick(vs.page, 'Vào bảng nhớ tạm');
    await expect
      .poll(() => copied(vs.page), { timeout: 15_000 })
      .toMatch(
        /^# Bảng xếp hạng\n[^]*\| Bot \|[^]*\| Tổng \|[^]*title "Tổng điểm[^]* Xuất từ Local LLM Playground, \d\d\/\d\d\/\d{4}\.\n$/,
      );
    await runCommand(vs.page, 'LLP: Xuất…');
    await quickPick(vs.page, 'CSV');
    await quickPick(vs.page, 'Vào bảng nhớ tạm');
    await expect.poll(() => copied(vs.page), { timeout: 15_000 }).toMatch(/^bot,booting,[^]*,total,/);
  });
});

describe('exporting with a display language that LLP does not speak', () => {
  it('saves a report that is English, and says so', async () => {
    const vs = await launch({
      displayLanguage: 'de',
      locale: 'de',
      prepare: (workspace) => fillWithSamples(workspace, { bots: 1, promptsPerCategory: 1 }),
    });
    try {
      await openView(vs.page, 'Local LLM Playground');
      await runCommand(vs.page, 'LLP: Export…');
      await quickPick(vs.page, 'HTML report');
      await quickPick(vs.page, 'To a file');
      const html = readFileSync(await saveAs(vs, 'report.html', 'Exported to'), 'utf8');
      expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="en">[^]*<title>Leaderboard of 1 bot, \d{4}-\d\d-\d\d</);
    } finally {
      await vs.stop();
    }
  });
});
