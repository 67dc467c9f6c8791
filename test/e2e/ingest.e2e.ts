import type { FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  fieldValue,
  fillWithSamples,
  launch,
  openView,
  runCommand,
  treeRow,
  untilStored,
  webview,
  webviewInFront,
  webviewView,
  type Session,
} from './harness';

const bots = ['Llama-3.3-70B-Instruct-IQ2_M', 'Codestral-22B-v0.1-Q8_0', 'Qwen2.5-Coder-32B-Instruct.i1-Q5_K_M'];
const [first = ''] = bots;

/** What a hostile model writes: what a link says, and what of its address must be seen before it is opened. */
const links: [name: string, address: string, shown: string][] = [
  ['plain', 'https://example.org/a/b?c=d#e', 'https://example.org/a/b?c=d#e'],
  ['wrong host', 'https://good.example%2F@evil.example/x', 'https://good.example%2F@evil.example/x'],
  ['letters that look alike', 'https://gооgle.example/', 'https://xn--ggle-55da.example/'],
  ['turned around', 'https://example.org/\u202egpj.exe', 'https://example.org/%E2%80%AEgpj.exe'],
  ['long', `https://example.org/${'abcdefghi/'.repeat(150)}end`, `${'abcdefghi/'.repeat(150)}end`],
];
const inert = ['javascript:alert(1)', 'command:workbench.action.closeAllEditors', 'file:///etc/passwd', 'vscode://a/b'];
const answer = [
  ...links.map(([name, address]) => `- [${name}](${address})`),
  ...inert.map((address) => `- [inert](${address})`),
  '- ![picture](https://example.org/pixel.png) <a href="https://html.example">html</a>',
].join('\n');

describe('the form for scores', () => {
  let vs: Session;
  let page: Page;
  let form: FrameLocator;
  const points = (): Locator => form.getByRole('spinbutton');
  const note = (): Locator => form.locator('.score vscode-text-area');
  const restored = (): Locator => form.getByText('Your unsaved score was restored.');
  /** Opens the form for the first answer of a bot. */
  const open = async (bot: string): Promise<void> => {
    await openView(page, 'Local LLM Playground');
    await treeRow(page, bot).click();
    await page.waitForTimeout(250);
    await page.keyboard.press('Control+i');
    form = await webviewInFront(page, 'llp.ingest');
    await points().first().waitFor();
  };

  beforeAll(async () => {
    vs = await launch({
      size: { width: 1500, height: 900 },
      settings: { 'llp.servers': ['http://127.0.0.1:9'] },
      prepare: (workspace) =>
        fillWithSamples(workspace, { bots: 3, promptsPerCategory: 2, unscored: 1, text: answer, whole: true }),
    });
    page = vs.page;
    await openView(page, 'Local LLM Playground');
    await treeRow(page, first).waitFor();
    await open(first);
  });
  afterAll(() => vs?.stop());

  describe('asks before it opens an address', () => {
    const dialog = (): Locator => page.locator('.monaco-dialog-box');
    const opened: string[] = [];
    const click = (name: string): Promise<void> =>
      form.locator('.answer .markdown').getByRole('button', { name, exact: true }).click();

    beforeAll(async () => {
      await page.context().route(/example/, (route) => route.fulfill({ body: 'Outside.' }));
      page.context().on('page', (other) => opened.push(other.url()));
    });

    it.each(links)('which it shows as it is: %s', async (name, _address, shown) => {
      await click(name);
      await dialog().getByText('A model wrote it.').waitFor();
      expect((await dialog().innerText()).replace(/\s/g, '')).toContain(shown);
      await page.keyboard.press('Escape');
      await dialog().waitFor({ state: 'detached' });
    });

    it('and opens that very one', async () => {
      await click('wrong host');
      await vs.screenshot('ingest-link');
      await dialog().getByRole('button', { name: 'Open', exact: true }).click();
      // VS Code asks by itself, too.
      await dialog().getByText('external website').waitFor();
      expect(opened).toEqual([]);
      const other = page.context().waitForEvent('page');
      await dialog().getByRole('button', { name: 'Open', exact: true }).click();
      await (await other).waitForURL('https://good.example%2F@evil.example/x');
      await (await other).close();
    });

    it('and offers no others', async () => {
      const text = form.locator('.answer .markdown');
      expect(await text.getByRole('button').count()).toBe(links.length);
      expect(await text.locator('a, img, [href], [src]').count()).toBe(0);
      for (const address of inert) await text.getByText(`inert (${address})`).click();
      await page.waitForTimeout(400);
      expect(await dialog().count()).toBe(0);
      expect(opened).toHaveLength(1);
      expect(await page.locator('.tab').count()).toBe(1);
    });
  });

  describe('keeps what was typed', () => {
    it('when it is closed right after the last letter', async () => {
      await points().first().click();
      await page.keyboard.type('5');
      await note().click();
      await page.keyboard.type('half a note');
      await page.keyboard.press('Control+w');
      await page.locator('.tab').waitFor({ state: 'detached' });
      await open(first);
      await restored().waitFor();
      expect(await points().first().inputValue()).toBe('5');
      expect(await fieldValue(note())).toBe('half a note');
    });

    it('of an answer being pasted, when other things are looked at', async () => {
      await form.getByRole('button', { name: 'Paste another answer…' }).click();
      await form.locator('.paste textarea').fill('Half an answer');
      await page.keyboard.press('Alt+ArrowRight');
      await form.locator('.answer .markdown').waitFor();
      await page.keyboard.press('Alt+ArrowLeft');
      await expect.poll(() => fieldValue(form.locator('.paste vscode-text-area'))).toBe('Half an answer');
    });

    it('when the browser dies', async () => {
      await note().click();
      await page.keyboard.press('End');
      await page.keyboard.type('!');
      await untilStored(page, 'half a note!');
      await vs.crash();
      page = vs.page;
      await open(first);
      await restored().waitFor();
      expect(await fieldValue(note())).toBe('half a note!');
      expect(await fieldValue(form.locator('.paste vscode-text-area'))).toBe('Half an answer');
      await form.getByRole('button', { name: 'Cancel' }).click();
      await form.locator('.answer .markdown').waitFor();
    });

    it('when the extension host dies, and says that nobody hears it any more', async () => {
      await note().click();
      await page.keyboard.press('End');
      await page.keyboard.type(' Before');
      await untilStored(page, 'half a note! Before');
      vs.killExtensionHost();
      await page.keyboard.type(' and after');
      await form.getByText('LLP does not hear this view any more').waitFor({ timeout: 15_000 });
      await vs.screenshot('ingest-lost');
      await form.getByRole('link', { name: 'Open it again' }).click();
      await page.locator('.tab').waitFor({ state: 'detached' });
      form = await webviewInFront(page, 'llp.ingest');
      await restored().waitFor();
      expect(await fieldValue(note())).toBe('half a note! Before and after');
      await points().first().fill('6');
      await untilStored(page, ':"6"');
      expect(await page.locator('.tab').count()).toBe(1);
    });

    it('when the window is reloaded', async () => {
      await vs.reload({ atOnce: true });
      await open(first);
      await restored().waitFor();
      expect(await points().first().inputValue()).toBe('6');
    });
  });

  describe('saves with Ctrl+S', () => {
    const prompt = (): Promise<string> => form.locator('.wide select').inputValue();
    const fill = async (): Promise<void> => {
      for (const field of await points().all()) {
        await field.click();
        await page.keyboard.press('f');
      }
    };

    it('from the note, and stays where figures are being put right', async () => {
      await fill();
      await form.getByRole('button', { name: 'Correct the figures…' }).click();
      await form.locator('.correct input').first().fill('77');
      const before = await prompt();
      await note().click();
      await page.keyboard.press('Control+s');
      await form.getByText(/^Saved/).waitFor();
      expect(await form.locator('.correct input').first().inputValue()).toBe('77');
      expect(await prompt()).toBe(before);
      await form.locator('.correct input').first().click();
      await page.keyboard.press('Control+s');
      await form.locator('.stats', { hasText: '77 tokens' }).waitFor();
      await note().click();
      await page.keyboard.press('Control+s');
      await expect.poll(prompt).not.toBe(before);
    });

    it('the score, not the answer, while one is being pasted beside it', async () => {
      const before = await prompt();
      await form.getByRole('button', { name: 'Paste another answer…' }).click();
      await form.locator('.paste textarea').fill('Another answer');
      await fill();
      await page.keyboard.press('Control+s');
      await form.getByText(/^Saved/).waitFor();
      expect(await prompt()).toBe(before);
      expect(await fieldValue(form.locator('.paste vscode-text-area'))).toBe('Another answer');
      await form.locator('.paste vscode-text-field input').first().click();
      await page.keyboard.press('Control+s');
      await form.getByRole('region', { name: 'Answer' }).getByText('Another answer').waitFor();
    });

    it('and does nothing where there is nothing to save', async () => {
      const press = async (place: Locator): Promise<void> => {
        await place.click();
        await page.waitForTimeout(150);
        await page.keyboard.press('Control+s');
        await page.waitForTimeout(150);
      };
      const downloads: string[] = [];
      page.on('download', (download) => downloads.push(download.suggestedFilename()));
      await press(form.locator('header h1'));
      await form.getByRole('tab', { name: 'Prompt' }).click();
      await press(form.locator('.prompt'));
      await form.getByRole('tab', { name: 'Answer' }).click();
      await form.getByText('Some points are missing or out of range.').waitFor();
      await runCommand(page, 'LLP: Open Leaderboard');
      const board = await webviewInFront(page, 'llp.leaderboard');
      await press(board.locator('vscode-text-field.search'));
      await press(board.getByRole('rowheader').first());
      await page.keyboard.press('Control+e');
      const details = await webviewInFront(page, 'llp.details');
      await press(details.getByRole('heading', { name: 'Runs' }));
      await press(details.locator('.notes vscode-text-area'));
      await runCommand(page, 'LLP: Search…');
      await press((await webviewView(page, 'Search')).locator('vscode-text-field').first());
      await press(treeRow(page, first));
      await press(treeRow(page, /^Booting/));
      expect(downloads).toEqual([]);
      expect(await page.locator('.notification-toast, .monaco-dialog-box, .quick-input-widget:visible').count()).toBe(
        0,
      );
      await runCommand(page, 'View: Close All Editors');
    });
  });

  describe('in blind mode', () => {
    /** All that can be read of the form, and in VS Code around it, labels and tooltips too. */
    const readable = async (): Promise<string> => {
      const around = await page.locator('body').evaluate<string, null>(
        `[document.title, ...[...document.querySelectorAll('*')].filter((one) => one.checkVisibility()).flatMap((one) => [
          ...['aria-label', 'title', 'aria-description', 'data-resource-name'].map((name) => one.getAttribute(name)),
          ...[...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data)])].join(' ')`,
        null,
      );
      return `${around} ${await form.locator('body').evaluate<string, null>('document.documentElement.outerHTML', null)}`;
    };
    const named = async (): Promise<string[]> => {
      const text = await readable();
      return bots.filter((bot) => text.includes(bot));
    };
    const ingestTab = (): Locator => page.locator('.tab[data-resource-name^="webview-llp.ingest-"]');

    beforeAll(async () => {
      await open(first);
      // The trees name all bots; what is to be seen is whether anything else names the one that is judged.
      await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
      form = await webview(page, 'llp.ingest');
      expect(await named()).toEqual([first]);
      await form.locator('vscode-checkbox', { hasText: 'Blind' }).click();
      await form.getByRole('heading', { name: 'Bot hidden' }).waitFor();
    });

    it('names the bot nowhere, from answer to answer', async () => {
      for (let seen = 0; seen < 3; seen++) {
        await form.getByRole('heading', { name: 'Bot hidden' }).waitFor();
        await expect.poll(() => ingestTab().getAttribute('aria-label')).toMatch(/^Score an answer/);
        expect(await named()).toEqual([]);
        expect(await form.locator('.answer .stats').count()).toBe(0);
        await page.keyboard.press('Alt+ArrowRight');
        await page.waitForTimeout(300);
      }
      await ingestTab().hover();
      await page.locator('.monaco-hover:visible', { hasText: 'Score an answer' }).waitFor();
      expect(await named()).toEqual([]);
      await vs.screenshot('ingest-blind');
    });

    it('names it once the score is saved, and not the next', async () => {
      for (const field of await points().all()) {
        await field.click();
        await page.keyboard.press('h');
      }
      await form.getByRole('button', { name: 'Save', exact: true }).click();
      await form.getByText(/^Saved: .* points for /).waitFor();
      const [shown] = await named();
      await form.getByRole('heading', { name: shown }).waitFor();
      await form.locator('.answer .stats').waitFor();
      await page.keyboard.press('Alt+ArrowRight');
      await form.getByRole('heading', { name: 'Bot hidden' }).waitFor();
      await expect.poll(named).toEqual([]);
    });

    it('is not given away by the views beside it, which stay with the bot that was chosen in them', async () => {
      await openView(page, 'Local LLM Playground');
      await treeRow(page, first).click();
      await form.locator('.answer .text').click();
      const pane = page
        .locator('.part.sidebar .pane')
        .filter({ has: page.locator('.pane-header[aria-label^="Bots"]') });
      for (let step = 0; step < 3; step++) {
        await page.keyboard.press('Alt+ArrowRight');
        await page.waitForTimeout(300);
        const selected = await pane.locator('.monaco-list-row.selected').allInnerTexts();
        expect(selected).toEqual([expect.stringContaining(first.replace(/-IQ\w+$/, ''))]);
      }
    });
  });
});
