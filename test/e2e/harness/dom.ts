import type { FrameLocator, Locator, Page } from 'playwright-core';

/** What stands in a field, also one of the element library's. */
export const fieldValue = (field: Locator): Promise<string> => field.locator('input, textarea').inputValue();

/** The text on the clipboard; the window must have the keyboard, or a page of it. */
export const clipboardText = (page: Page): Promise<string> => page.evaluate('navigator.clipboard.readText()');

/** Waits until a page's fonts, so its icons, are there. */
export async function fontsLoaded(content: FrameLocator): Promise<void> {
  await content.locator('body').evaluate('document.fonts.ready.then(() => undefined)');
}
