import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { THEMES, type Session } from './launch';

/** Changes settings of the opened folder; VS Code follows by itself. */
export function changeSettings(vs: Session, settings: Record<string, unknown>): void {
  const file = join(vs.workspace, '.vscode', 'settings.json');
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as object) : {};
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...before, ...settings }, null, 2));
}

const MARKS = {
  dark: '.monaco-workbench.vs-dark',
  light: '.monaco-workbench.vs',
  'high contrast': '.monaco-workbench.hc-black',
  'high contrast light': '.monaco-workbench.hc-light',
};

/** Changes the colour theme while everything stays open, and waits until the window wears it. */
export async function changeTheme(vs: Session, theme: keyof typeof THEMES): Promise<void> {
  changeSettings(vs, { 'workbench.colorTheme': THEMES[theme] });
  await vs.page.locator(MARKS[theme]).first().waitFor({ timeout: 20_000 });
}

/**
 * Waits until VS Code has written what an extension keeps, which it does a moment after it was told: from then on it is there
 * after a crash, too. Whether it is, is for the test to see.
 */
export async function untilStored(page: Page, text: string): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await page.waitForTimeout(100))
    if ((await storedForExtensions(page).catch(() => '')).includes(text)) return;
}

/** What VS Code has stored for extensions in this browser, as text. */
async function storedForExtensions(page: Page): Promise<string> {
  return page.evaluate<string>(`(async () => {
    const result = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const texts = [];
    for (const { name } of await indexedDB.databases()) {
      if (!name.startsWith('vscode-web-state-db-')) continue;
      const database = await result(indexedDB.open(name));
      const store = database.transaction('ItemTable').objectStore('ItemTable');
      texts.push(...(await result(store.getAll())).filter((value) => String(value).includes('llp.')));
      database.close();
    }
    return texts.join(' ');
  })()`);
}
