import type { Locator, Page } from 'playwright-core';

/** An open list or box of VS Code's, by what it says. */
export const quick = (page: Page, says: string | RegExp): Locator =>
  page.locator('.quick-input-widget:visible').filter({ hasText: says });
export const quickWith = (page: Page, placeholder: RegExp): Locator =>
  page.locator('.quick-input-widget:visible').getByPlaceholder(placeholder);

/** The tab in front, by its view type; empty for what is not a webview. */
export const inFront = async (page: Page): Promise<string> => {
  const name = await page
    .locator('.editor-group-container.active .tab.active')
    .first()
    .getAttribute('data-resource-name');
  return /^webview-(llp\.\w+)/.exec(name ?? '')?.[1] ?? '';
};

/** Where the keyboard is comes to VS Code a moment after it is there. */
export const settle = (page: Page): Promise<void> => page.waitForTimeout(250);

export async function press(page: Page, key: string): Promise<void> {
  await settle(page);
  await page.keyboard.press(key);
}

/** Presses a key that opens a list, and leaves the list. */
export async function opensList(page: Page, key: string, list: (page: Page) => Locator): Promise<void> {
  await press(page, key);
  await list(page).waitFor({ timeout: 10_000 });
  await page.keyboard.press('Escape');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** VS Code's own list of files. */
export const fileList = (page: Page): Locator => quickWith(page, /Search files by name|Go to file/);
