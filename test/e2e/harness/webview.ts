import type { FrameLocator, Locator, Page } from 'playwright-core';

/**
 * The content of a webview editor, by its tab's title or its view type; its tab is brought to the front. A webview
 * that was hidden or reloaded is a new frame: ask again then.
 */
export async function webview(page: Page, titleOrViewType: string): Promise<FrameLocator> {
  const byName = `.tab[data-resource-name^="webview-${titleOrViewType}-"]`;
  const tab = page.locator(`.tab[aria-label^="${titleOrViewType}"], ${byName}`).first();
  await tab.waitFor({ timeout: 30_000 });
  await tab.click();
  return webviewIn(
    page,
    page.locator('.editor-group-container').filter({ has: tab }).locator('.editor-container').first(),
  );
}

/** The content of the webview that lies over `area`, e.g. a side bar's pane. VS Code keeps the frames elsewhere. */
export async function webviewIn(page: Page, area: Locator): Promise<FrameLocator> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await page.waitForTimeout(150)) {
    const box = await area.boundingBox();
    if (!box) continue;
    for (const frame of await page.locator('iframe.webview.ready').all()) {
      const at = await frame.boundingBox();
      const name = await frame.getAttribute('name');
      if (!at || !name || at.width < 2 || !(await frame.isVisible())) continue;
      const [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
      const inside = x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
      if (inside) return page.frameLocator(`iframe.webview[name="${name}"]`).frameLocator('iframe#active-frame');
    }
  }
  throw new Error('No webview came up there within 30 s.');
}
