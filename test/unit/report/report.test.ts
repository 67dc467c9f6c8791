import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillStore } from '../../../bench/export/fill';
import type { Store } from '../../../src/store';
import { aCategory, aModel, aPrompt, recordRun, someStats, temporaryStore } from '../builders';
import { openReport, startBrowser, stopBrowser, type OpenReport } from './browser';

beforeAll(startBrowser, 120_000);
afterAll(stopBrowser);

const attacks = [
  '<script>window.hacked=1</script><img src="https://evil.example/x.png" onerror="window.hacked=1"><svg onload="window.hacked=1">',
  '</script><script>window.hacked=1</script><!-- <script>',
  '</style><style>@import url(https://evil.example/x.css)</style><link rel=stylesheet href=https://evil.example/>',
  '![picture](https://evil.example/pixel.png) [click](javascript:window.hacked=1) <https://evil.example/auto>',
  '[a]: javascript:window.hacked=1\n\n[go][a] ![b][a]\n\n<iframe src="https://evil.example"></iframe>',
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u001b[2J',
  'safe\u202egpj.exe\u2066\u2069\u200b\u{e0041}',
  '" onmouseover="window.hacked=1" style="background:url(https://evil.example/)',
  '{{constructor.constructor("window.hacked=1")()}} ${window.hacked=1} \\u003cscript\\u003e',
  '<form action="https://evil.example"><input name=a><button>send</button></form><base href="https://evil.example/">',
];

/** A store in which every text that somebody else can write is an attack. */
function fillWithAttacks(store: Store): void {
  const prompts = attacks.map((attack, index) =>
    aPrompt(`p${index}`, 10, { title: attack, text: attack, system: attack, categoryId: 'c', position: index }),
  );
  store.prompts.sync([aCategory(prompts, { id: 'c', title: attacks[0]! })]);
  for (const [index, attack] of attacks.entries()) {
    const bot = store.bots.add({
      name: `${index} ${attack}`.slice(0, 200),
      server: attack,
      modelId: attack,
      practice: false,
    });
    store.bots.setNotes(bot.id, attack);
    for (const [place, prompt] of prompts.entries()) {
      const stats = someStats({ stopReason: attack, tokensPerSecond: 10 + index });
      const run = recordRun(store, bot.id, prompt, {
        text: attacks[place]!,
        reasoning: attack,
        stats,
        flags: [attack as never],
        model: aModel(attack),
        runtime: { name: attack, version: attack },
      });
      store.scores.add({ runId: run.id, points: place, note: attack });
      store.remarks.begin(
        run.id,
        { part: 'answer', line: 1, lines: 1, quote: attack, before: attack, after: attack },
        attack,
      );
    }
  }
}

function fillSmall(store: Store): void {
  fillStore(store, { bots: 12, categories: 3, promptsPerCategory: 3, answers: 100, answerLength: 300 });
}

async function violations(page: Page): Promise<string[]> {
  // The page's own policy lets nothing in, so the checker comes by the debugger.
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return found.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map(({ html }) => html)
        .join(' ')
        .slice(0, 300)}`,
  );
}

const search = (page: Page): ReturnType<Page['getByLabel']> => page.getByLabel('Words in answers');
const rowNames = async (page: Page): Promise<string[]> => page.locator('.board tbody th .link').allTextContents();

async function runSql(page: Page, sql: string): Promise<void> {
  await page.getByRole('textbox', { name: 'SQL' }).fill(sql);
  await page.getByRole('textbox', { name: 'SQL' }).press('Control+Enter');
}

describe('the report in a browser', () => {
  it('runs nothing and loads nothing of what a model, a server or a file has written', async () => {
    const store = await temporaryStore();
    fillWithAttacks(store);
    const { page, incidents } = await openReport(store, { practice: true });
    await page.locator('.answers details').first().waitFor();
    for (const summary of await page.locator('.answers > details > summary').all()) {
      await summary.click();
      await page.locator('details[open] .answer .text').last().waitFor();
    }
    for (const inner of await page.locator('.answer details > summary').all()) await inner.click();
    for (const link of await page.locator('.answer .markdown button.link').all()) await link.click();
    await page.locator('.board tbody th button').last().click();
    await search(page).fill('hacked');
    await page.locator('.hits li').first().waitFor();
    await runSql(page, 'SELECT * FROM bot; SELECT * FROM answer');
    await page.getByRole('region', { name: 'Result' }).waitFor();
    for (const cell of await page.locator('.heat').all()) await cell.hover();
    await page.waitForTimeout(300);
    expect(incidents).toEqual([]);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(
      await page
        .locator('img, iframe, form, base, link, object, embed, body script:not([type]):not(:last-of-type)')
        .count(),
    ).toBe(0);
    expect(await page.locator('#root').innerText()).not.toMatch(/(?![\n\t])[\p{Cc}\u202e\u2066\u200b\u{e0041}]/u);
    expect(page.url()).toMatch(/^file:.*report\.html$/);
  });

  it('stops a script that somehow got into the page', async () => {
    const store = await temporaryStore();
    fillSmall(store);
    const { page, incidents } = await openReport(store);
    // As text, as the tests know no browser; after a pause, as the debugger's own call may do what the page may not.
    const outcome = await page.evaluate(`(async () => {
      await new Promise((resolve) => setTimeout(resolve));
      const tries = {};
      const attempt = async (name, work) => {
        tries[name] = await Promise.resolve().then(work).then(() => 'done', () => 'refused');
      };
      await attempt('markup', () => (document.body.innerHTML = '<img src=x onerror="window.hacked=1">'));
      await attempt('fetch', () => fetch('https://evil.example/'));
      await attempt('eval', () => eval('1'));
      await attempt('types', () => trustedTypes.createPolicy('other', {}));
      const script = document.createElement('script');
      script.append('window.hacked = 1');
      document.head.append(script);
      return tries;
    })()`);
    expect(outcome).toEqual({ markup: 'refused', fetch: 'refused', eval: 'refused', types: 'refused' });
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(incidents.join('\n')).toMatch(/Content Security Policy/);
  });

  it.each([
    ['light', { colorScheme: 'light' as const }],
    ['dark', { colorScheme: 'dark' as const }],
    ['narrow', { viewport: { width: 320, height: 800 } }],
    ['forced colours', { forcedColors: 'active' as const }],
  ])('has no accessibility violations: %s', async (_name, options) => {
    const store = await temporaryStore();
    fillSmall(store);
    const { page, incidents } = await openReport(store, {}, options);
    await page.locator('.answers summary').first().click();
    await page.locator('.answer .text').waitFor();
    await search(page).fill('memory');
    await page.locator('.hits li').first().waitFor();
    await runSql(page, 'SELECT 1 AS one, NULL AS two');
    await page.getByRole('region', { name: 'Result' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(incidents).toEqual([]);
  });

  it('with no bot says what to do', async () => {
    const { page } = await openReport(await temporaryStore());
    expect(await page.locator('main').innerText()).toContain('Run a prompt');
    expect(await violations(page)).toEqual([]);
  });

  it('is sorted, filtered and read by keyboard', async () => {
    const store = await temporaryStore();
    fillSmall(store);
    const { page } = await openReport(store);
    const speeds = page.getByRole('columnheader', { name: 'Tokens/s' });
    await speeds.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await speeds.getAttribute('aria-sort')).toBe('descending');
    const expected = store.board
      .read(false)
      .rows.sort((a, b) => b.tokensPerSecond! - a.tokensPerSecond!)
      .map((row) => row.bot);
    expect(await rowNames(page)).toEqual(expected);
    await page.keyboard.press('Enter');
    expect(await rowNames(page)).toEqual(expected.toReversed());
    await page.getByLabel('Filter').fill('qwen3 8b');
    expect((await rowNames(page)).every((name) => name.includes('qwen3-8b'))).toBe(true);
    await page.getByLabel('Filter').fill('');
    const bot = page.locator('.board tbody th button').nth(3);
    const name = await bot.textContent();
    await bot.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate('document.activeElement?.id')).toBe('answers');
    expect(
      await page.locator('section[aria-labelledby=answers] select').first().locator('option:checked').textContent(),
    ).toBe(name);
  });

  it('finds words in answers whatever is typed, and opens the answer', async () => {
    const store = await temporaryStore();
    const prompt = aPrompt('p', 10, { title: 'The syrup bottle', categoryId: 'c' });
    store.prompts.sync([aCategory([prompt], { id: 'c' })]);
    const texts = ['The café by the river.', 'A river, a river and another river.', 'Nothing here.'];
    for (const [index, text] of texts.entries())
      recordRun(
        store,
        store.bots.add({ name: `bot ${index}`, server: 's', modelId: 'm', practice: false }).id,
        prompt,
        { text },
      );
    const { page } = await openReport(store);
    const hits = page.locator('.hits li');
    await search(page).fill('river');
    await expect.poll(() => hits.count()).toBe(2);
    expect(await hits.first().innerText()).toContain('bot 1');
    expect(await hits.first().locator('mark').allTextContents()).toContain('river');
    for (const odd of ['"', 'AND', 'river NOT', '*', '(', "'; DROP TABLE bot; --", 'cafe riv']) {
      await search(page).fill(odd);
      await expect
        .poll(() => page.locator('section[aria-labelledby=search] [role=status]').innerText())
        .toMatch(/answers?$/);
    }
    await expect.poll(() => hits.count()).toBe(1);
    await hits.getByRole('button').click();
    await expect.poll(() => page.locator('.answer .text').innerText()).toBe('The café by the river.');
  });

  it('answers SQL, says what is wrong with it, and stops what would never end', async () => {
    const store = await temporaryStore();
    fillSmall(store);
    const { page } = await openReport(store);
    const result = page.getByRole('region', { name: 'Result' });
    await runSql(page, 'SELECT COUNT(*) FROM run WHERE points IS NOT NULL');
    const scored = store.database.get<{ count: number }>('SELECT COUNT(*) AS count FROM score')!.count;
    await expect.poll(() => result.locator('td').innerText()).toBe(String(scored));
    await runSql(page, 'SELECT nonsense');
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('nonsense');
    await runSql(page, 'DELETE FROM run');
    await expect.poll(() => page.getByRole('alert').innerText()).toMatch(/readonly/);
    await runSql(page, 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n');
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect.poll(() => page.getByRole('alert').innerText()).toBe('Stopped.');
    await runSql(page, 'SELECT COUNT(*) FROM bot');
    await expect.poll(() => result.locator('td').innerText()).toBe('12');
    const examples = page.getByLabel('Example');
    for (let index = 0; index < (await examples.locator('option').count()); index++) {
      await examples.selectOption(String(index));
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await expect
        .poll(() => page.locator('section[aria-labelledby=sql] [role=status]').innerText())
        .toMatch(/^\d+ rows?/);
    }
  });

  it('shows what was seen: these bots and categories, in that order', async () => {
    const store = await temporaryStore();
    fillSmall(store);
    const bots = store.board
      .read(false)
      .rows.map((row) => row.botId)
      .reverse()
      .slice(0, 5);
    const view = { botIds: bots, categoryIds: ['category-3', 'category-1'], columns: ['speed'] };
    const { page } = await openReport(store, { view });
    expect(await page.locator('.board thead th').allTextContents()).toEqual([
      'Bot',
      'Category 3',
      'Category 1',
      'Tokens/s',
    ]);
    expect(await rowNames(page)).toEqual(bots.map((id) => store.bots.get(id)!.name));
    await runSql(
      page,
      `SELECT (SELECT COUNT(*) FROM bot), (SELECT COUNT(*) FROM run WHERE category_id = 'category-2')`,
    );
    await expect
      .poll(() => page.getByRole('region', { name: 'Result' }).locator('td').allTextContents())
      .toEqual(['5', '0']);
  });

  it('prints every row', async () => {
    const store = await temporaryStore();
    fillStore(store, { bots: 260, categories: 1, promptsPerCategory: 1, answers: 260, answerLength: 40 });
    const { page }: OpenReport = await openReport(store);
    expect((await rowNames(page)).length).toBeLessThan(260);
    await page.pdf();
    expect(await rowNames(page)).toHaveLength(260);
  });
});
