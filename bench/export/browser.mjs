// How the report feels in Chromium, opened from disk.
import { pathToFileURL } from 'node:url';
import { openPage } from '../../scripts/lib/host.mjs';

/** @param {string} file @returns {Promise<[string, number][]>} what was done and how long it took, in ms */
export async function measureReport(file) {
  const { page, close } = await openPage('about:blank', { wait: false });
  /** @type {[string, number][]} */
  const times = [];
  const timed = async (what, work) => {
    const begin = performance.now();
    await work();
    times.push([what, performance.now() - begin]);
  };
  try {
    await timed('first rows on the screen', async () => {
      await page.goto(pathToFileURL(file).href, { waitUntil: 'commit' });
      await page.locator('.board tbody tr').first().waitFor();
    });
    await timed('answers open after that', () => page.locator('.answers summary').first().waitFor());
    const search = page.getByLabel('Words in answers');
    await timed('first search, making the index', async () => {
      await search.fill('memory kernel');
      await page.locator('.hits li').first().waitFor({ timeout: 60_000 });
    });
    await timed('next search, with the pause for typing', async () => {
      await search.fill('x4711');
      await page.locator('.hits mark', { hasText: 'x4711' }).first().waitFor();
    });
    await timed('sorting', async () => {
      await page.getByRole('columnheader', { name: 'Tokens/s' }).getByRole('button').click();
      await page.locator('th[aria-sort]').waitFor();
    });
    return times;
  } finally {
    await close();
  }
}
