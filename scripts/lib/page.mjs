// Opens the browser VS Code in Chromium and waits until a person could use it.
import { ensureSystem, chromiumPath } from './system.mjs';

const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
ARGS.push('--disable-component-update', '--disable-sync', '--disable-dev-shm-usage');

/** @typedef {{page: import('playwright-core').Page, close: () => Promise<void>}} OpenPage */

/**
 * @param {string} url as startVsCode gives it
 * @param {object} [options]
 * @param {{width: number, height: number}} [options.size] in CSS pixels; default 1280 × 800
 * @param {number} [options.scale] device pixels a CSS pixel; default 1
 * @param {string} [options.locale] e.g. "de-DE", for number and date formats; default "en-US"
 * @param {string} [options.displayLanguage] of VS Code and its extensions, e.g. "vi"; default English
 * @param {'light' | 'dark'} [options.colorScheme] what the system prefers
 * @param {'reduce' | 'no-preference'} [options.reducedMotion]
 * @param {Record<string, (...args: any[]) => unknown>} [options.expose] functions the page may call
 * @param {string} [options.initScript] runs in each frame before its own scripts
 * @param {boolean} [options.wait] false answers before the workbench is up
 * @returns {Promise<OpenPage>}
 */
export async function openPage(url, options = {}) {
  await ensureSystem(['chromium']);
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ARGS });
  try {
    const context = await browser.newContext({
      viewport: options.size ?? { width: 1280, height: 800 },
      deviceScaleFactor: options.scale ?? 1,
      locale: options.locale ?? 'en-US',
      colorScheme: options.colorScheme ?? 'dark',
      reducedMotion: options.reducedMotion ?? 'no-preference',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    // What the messages file of a language pack does: it is this that tells VS Code its display language.
    if (options.displayLanguage)
      await context.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(options.displayLanguage)}`);
    if (options.initScript) await context.addInitScript(options.initScript);
    const page = await context.newPage();
    for (const [name, call] of Object.entries(options.expose ?? {})) await page.exposeFunction(name, call);
    await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 60_000 });
    if (options.wait !== false) await workbenchUp(page);
    return { page, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Waits until the workbench is drawn and its status bar has settled. @param {import('playwright-core').Page} page */
export async function workbenchUp(page) {
  await page.locator('.monaco-workbench .statusbar .statusbar-item').first().waitFor({ timeout: 90_000 });
  await page.locator('.monaco-workbench .activitybar .action-item').first().waitFor({ timeout: 30_000 });
}
