/* global MutationObserver, requestAnimationFrame, MessageChannel */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').FrameLocator} FrameLocator */

/**
 * Opens LLP's search and makes it tall enough to show results.
 * @param {Page} page
 * @returns {Promise<FrameLocator>}
 */
export async function openSearch(page) {
  const header = (/** @type {string} */ title) =>
    page.locator(`.part.sidebar .pane-header[aria-label^="${title}"]`).first();
  const icon = page.locator('.activitybar .action-item > a[aria-label^="Local LLM Playground"]');
  await icon.click({ timeout: 60_000 });
  await header('Search').waitFor({ timeout: 60_000 });
  for (const title of ['Bots', 'Prompts']) await header(title).click();
  await header('Search').click();
  const frames = page.locator('iframe.webview.ready');
  await frames.first().waitFor({ timeout: 60_000 });
  const search = frames.first().contentFrame().frameLocator('iframe#active-frame');
  await search.locator('vscode-text-field input').waitFor({ timeout: 60_000 });
  await search.locator('.message').waitFor({ timeout: 60_000 });
  return search;
}

/**
 * Types each query, key by key. Times are in milliseconds, from the key's own time stamp until after the frame that
 * shows the results of the text with that key.
 * @param {Page} page
 * @param {FrameLocator} search
 * @param {string[]} queries
 * @param {number} [pauseMs] between keys; without it each key waits for its results
 * @returns {Promise<{keys: number[], ends: number[]}>} of all keys waited for, and of the last of each query
 */
export async function typeAndMeasure(page, search, queries, pauseMs) {
  const main = search.locator('main');
  await main.evaluate(watch);
  const keys = [];
  const ends = [];
  for (const query of queries) {
    await search.locator('vscode-text-field input').press('Escape');
    await search.locator('main[data-shown=""]').waitFor();
    const letters = [...query];
    for (const [index, letter] of letters.entries()) {
      await page.keyboard.type(letter);
      const last = index === letters.length - 1;
      if (pauseMs !== undefined && !last) {
        await page.waitForTimeout(pauseMs);
        continue;
      }
      const ms = await main.evaluate(latency);
      keys.push(ms);
      if (last) ends.push(ms);
    }
  }
  return { keys, ends };
}

/* Both run in the page of the search. */

/** Notes when a key came, and when the results of the text in the field had been painted. @param {any} main */
function watch(main) {
  if (main.watched) return;
  const watched = (main.watched = { key: 0, text: '', at: 0 });
  const field = document.querySelector('vscode-text-field');
  let pressed = false;
  document.addEventListener(
    'keydown',
    (event) => {
      watched.key = event.timeStamp;
      pressed = true;
    },
    true,
  );
  // Letters that no key has, such as Chinese ones, come without one.
  document.addEventListener(
    'beforeinput',
    (event) => {
      if (!pressed) watched.key = event.timeStamp;
      pressed = false;
    },
    true,
  );
  new MutationObserver(() => {
    const text = main.dataset.shown;
    if (text !== field.value) return;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => Object.assign(watched, { text, at: performance.now() });
      port2.postMessage(null);
    });
  }).observe(main, { attributes: true, attributeFilter: ['data-shown'] });
}

/** Milliseconds from the last key to its results. @param {any} main */
async function latency(main) {
  const { watched } = main;
  const field = document.querySelector('vscode-text-field');
  for (const deadline = performance.now() + 20_000; watched.text !== field.value;) {
    if (performance.now() > deadline) throw new Error(`No results of “${field.value}” within 20 s.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const ms = watched.at - watched.key;
  watched.key = 0;
  return ms;
}
