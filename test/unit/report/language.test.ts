import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectText } from '../../../src/exchange/export/destination';
import { exportPlayground } from '../../../src/exchange/export/exportPlayground';
import type { ReportData } from '../../../src/exchange/export/reportData';
import { exportStrings, type ExportStrings } from '../../../src/exchange/strings';
import type { ExportLanguage } from '../../../src/exchange/words';
import { translate } from '../../../src/l10n/strings';
import type { Store } from '../../../src/store';
import { temporaryStore } from '../builders';
import { openReport, startBrowser, stopBrowser } from './browser';
import { buildParts } from './buildParts';
import { fillGreek, fillPractice } from './greek';
import { pseudo, pseudoStrings, watch } from './pseudo';

const bundle = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../l10n/bundle.l10n.vi.json'), 'utf8'),
) as Record<string, string>;
const vietnamese: ExportLanguage = { tag: 'vi', strings: translate(exportStrings, (text) => bundle[text] ?? text) };

const page = (store: Store, spoken: { language?: ExportLanguage } = {}): Promise<string> =>
  collectText(exportPlayground(store, { format: 'html', practice: true, ...spoken }, { reportParts: buildParts }));
const part = (html: string, pattern: RegExp): string => pattern.exec(html)![1]!;
const dataOf = (html: string): ReportData =>
  JSON.parse(part(html, /<script type="application\/json" id="data">(.*?)<\/script>/)) as ReportData;

describe('the language of a report', () => {
  it('is that of the strings it is given, with the same script and policy in each', async () => {
    const store = await temporaryStore();
    fillPractice(store);
    const english = await page(store);
    const translated = await page(store, { language: vietnamese });
    expect(english).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
    expect(translated).toMatch(/^<!DOCTYPE html>\n<html lang="vi">/);
    expect(dataOf(english)).toMatchObject({ language: 'en', strings: { title: 'Leaderboard' } });
    expect(dataOf(translated)).toMatchObject({ language: 'vi', strings: vietnamese.strings });
    expect(translated).toContain('<noscript><p>Báo cáo này cần JavaScript');
    expect(part(translated, /<title>(.*)<\/title>/)).toMatch(/^Bảng xếp hạng của 1 bot, \d\d\/\d\d\/\d{4}$/);
    for (const same of [/Content-Security-Policy" content="(.*)">/, /<script>([^]*?)<\/script>/, /<style>([^]*?)<\/s/])
      expect(part(translated, same)).toBe(part(english, same));
  });

  it.each([
    ['zh-cn', 'zh-CN'],
    ['"><script>window.hacked=1</script>', 'en'],
    ['en" onload="x', 'en'],
    ['', 'en'],
    ['x y', 'en'],
  ])('%s is said to be %s', async (tag, lang) => {
    const html = await page(await temporaryStore(), { language: { tag, strings: exportStrings } });
    expect(html).toMatch(new RegExp(`^<!DOCTYPE html>\\n<html lang="${lang}">\\n<head>`));
    expect(dataOf(html).language).toBe(lang);
  });
});

describe('in a browser', () => {
  beforeAll(startBrowser, 120_000);
  afterAll(stopBrowser);

  it('texts that would be markup are only texts', async () => {
    const attack = '</script></noscript></title><img src=x onerror="window.hacked=1">{0}<!-- " \u202e ${1}';
    const strings = translate(exportStrings, (text) => `${attack} ${text}`);
    const store = await temporaryStore();
    fillGreek(store);
    const { page, incidents } = await openReport(store, { practice: true, language: { tag: 'vi', strings } });
    await page.locator('.answers > details > summary').first().click();
    await page.locator('.answer .text').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(strings.title);
    expect(incidents).toEqual([]);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(await page.locator('img, body > :not(noscript, #root, script)').count()).toBe(0);
  });

  it('nothing is said but in the language of the report', async () => {
    const greek = await temporaryStore();
    fillGreek(greek);
    const practice = await temporaryStore();
    fillPractice(practice);
    const seen = new Set<string>();
    const visit = async (store: Store, request: object, look: (page: Page) => Promise<unknown>): Promise<void> => {
      const { page, incidents } = await openReport(store, { ...request, language: pseudo });
      await page.evaluate(watch);
      await look(page);
      const left = await page.evaluate<string[]>('[...watched.left]');
      for (const name of await page.evaluate<string[]>('[...watched.seen]')) seen.add(name);
      expect({ left, incidents }).toEqual({ left: [], incidents: [] });
    };
    await visit(greek, { practice: true }, lookAtEverything);
    const [first] = greek.board.read(false).rows;
    await visit(greek, { view: { botIds: [first?.botId], categoryIds: ['κ'] } }, firstAnswers);
    await visit(practice, { practice: true }, (page) => page.locator('main').waitFor());
    await visit(await temporaryStore(), {}, (page) => page.locator('main').waitFor());

    // What Markdown says, how sure a total is (worked out in another thread), and what a browser says that cannot run
    // scripts or SQLite; the rest has been shown. Not every tier has a row here, and nobody has voted or judged.
    const elsewhere =
      /^(operator|verified|independent|aBot|chart.*|totalMadeOf|plusMinus|expected|table(Cell|CellProven|Practice|Empty|Legend)|noScript|notStarted|arena|arenaHint|proposed|proposedHint)$/;
    const unseen = Object.keys(exportStrings).filter((name) => !seen.has(name) && !elsewhere.test(name));
    expect(unseen).toEqual([]);
  }, 60_000);

  it('figures and days are written as the language writes them', async () => {
    const store = await temporaryStore();
    fillGreek(store);
    const { page } = await openReport(store, { language: vietnamese, exportedAt: '2026-06-01T10:00:00.000Z' });
    expect(await page.title()).toBe('Bảng xếp hạng của 202 bot, 01/06/2026');
    expect(await page.locator('header .dim').innerText()).toMatch(/1 tháng 6, 2026: 202 bot, 2 hạng mục, 208 lượt/);
    await page.getByLabel('Lọc').fill('Άλφα');
    const row = page.locator('.board tbody tr');
    await expect.poll(() => row.count()).toBe(1);
    // Not everything is scored, so the average is what is shown at first.
    expect(await row.innerText()).toContain('37,5%');
    await page.getByRole('combobox', { name: 'Hiện' }).selectOption('points');
    expect(await row.innerText()).toMatch(/\b7,5\b[^]*đã chấm 1\/3/);
  });
});

const control = (page: Page, name: keyof ExportStrings): Locator => page.getByLabel(pseudoStrings[name]);
const button = (page: Page, name: keyof ExportStrings): Locator =>
  page.getByRole('button', { name: pseudoStrings[name] });
const status = (page: Page, part: string): Locator => page.locator(`section[aria-labelledby=${part}] [role=status]`);

async function firstAnswers(page: Page): Promise<void> {
  await page.locator('.answers summary').first().waitFor();
}

async function lookAtEverything(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^⟦showAll·/ }).click();
  await control(page, 'bars').waitFor();
  await control(page, 'figure').selectOption('ttft');
  await control(page, 'show').selectOption('points');
  await control(page, 'show').selectOption('average');
  await control(page, 'show').selectOption('proven');
  await lookAtAnswers(page);
  await search(page);
  await askInSql(page);
  await stopWhatIsGoingOn(page);
  await control(page, 'filter').fill('ζζζ');
  await page.locator('.empty').first().waitFor();
  await control(page, 'filter').fill('');
  await control(page, 'results').selectOption('1');
  await page.locator('.practice').waitFor();
}

async function lookAtAnswers(page: Page): Promise<void> {
  await control(page, 'bot').selectOption({ label: 'Άλφα' });
  await control(page, 'category').selectOption('λ');
  await page.getByText(pseudoStrings.noneHere).waitFor();
  await control(page, 'category').selectOption('κ');
  await page.locator('.answers > details').first().waitFor();
  for (const summary of await page.locator('.answers > details > summary').all()) {
    await summary.click();
    await page.locator('details[open] .answer .text').last().waitFor();
  }
  for (const inner of await page.locator('.answer details > summary').all()) await inner.click();
}

async function search(page: Page): Promise<void> {
  for (const [words, answer] of [
    ['λόγος', 'hitsBest'],
    ['μόνη', 'oneHit'],
    ['παλιά απάντηση δεν', 'hits'],
  ] as const) {
    await control(page, 'searchWords').fill(words);
    await expect.poll(() => status(page, 'search').innerText()).toMatch(`⟦${answer}·`);
  }
}

async function askInSql(page: Page): Promise<void> {
  for (const [sql, answer] of [
    [`SELECT 1 AS "α", NULL AS "β", x'00ff' AS "γ", 1.5 AS "δ"`, 'oneRow'],
    ['SELECT 1 AS "α" UNION SELECT 2', 'rows'],
    ['WITH RECURSIVE n(α) AS (SELECT 1 UNION ALL SELECT α + 1 FROM n LIMIT 600) SELECT * FROM n', 'moreRows'],
  ]) {
    await startSql(page, sql!);
    await expect.poll(() => status(page, 'sql').innerText()).toMatch(`⟦${answer}·`);
  }
}

async function startSql(page: Page, sql: string): Promise<void> {
  const box = page.getByRole('textbox', { name: pseudoStrings.sql });
  await box.fill(sql);
  await box.press('Control+Enter');
}

/** A query that never ends holds up all that is asked meanwhile; stopping it fails them all. */
async function stopWhatIsGoingOn(page: Page): Promise<void> {
  const endless = 'WITH RECURSIVE n(α) AS (SELECT 1 UNION ALL SELECT α + 1 FROM n) SELECT COUNT(*) FROM n';
  await startSql(page, endless);
  await control(page, 'searchWords').fill('δύο');
  await page.locator('.answers > details > summary').first().click();
  await page.locator('.answers > details > summary').first().click();
  await button(page, 'stop').click();
  await expect.poll(() => page.getByRole('alert').allInnerTexts()).toContain(pseudoStrings.stopped);
  await startSql(page, endless);
  await control(page, 'category').selectOption('λ');
  await page.getByText(pseudoStrings.openingAnswers).waitFor();
  await button(page, 'stop').click();
  await page.getByRole('alert').filter({ hasText: '⟦answersFailed·' }).waitFor();
}
