import type { FrameLocator, Locator, Page } from 'playwright-core';

const tabOf = (page: Page, titleOrViewType: string): Locator =>
  page
    .locator(`.tab[aria-label^="${titleOrViewType}"], .tab[data-resource-name^="webview-${titleOrViewType}-"]`)
    .first();

/** The content of a webview editor that a key or a command brings to the front: nothing is clicked. */
export async function webviewInFront(page: Page, titleOrViewType: string): Promise<FrameLocator> {
  const tab = tabOf(page, titleOrViewType).and(page.locator('.tab.active'));
  await tab.waitFor({ timeout: 30_000 });
  return webviewIn(page, editorOf(page, tab));
}

/** The content of a view of the side bar that is a webview, by its title. */
export async function webviewView(page: Page, title: string): Promise<FrameLocator> {
  const pane = page
    .locator('.part.sidebar .pane')
    .filter({ has: page.locator(`.pane-header[aria-label^="${title}"]`) });
  await pane.locator('.pane-body').first().waitFor();
  return webviewIn(page, pane.locator('.pane-body').first());
}

const editorOf = (page: Page, tab: Locator): Locator =>
  page.locator('.editor-group-container').filter({ has: tab }).locator('.editor-container').first();

/**
 * The content of a webview editor, by its tab's title or its view type; its tab is brought to the front. A webview
 * that was hidden or reloaded is a new frame: ask again then.
 */
export async function webview(page: Page, titleOrViewType: string): Promise<FrameLocator> {
  const tab = tabOf(page, titleOrViewType);
  await tab.waitFor({ timeout: 30_000 });
  await tab.click();
  return webviewIn(page, editorOf(page, tab));
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
      if (!inside) continue;
      const content = page.frameLocator(`iframe.webview[name="${name}"]`).frameLocator('iframe#active-frame');
      // What is painted before the page's script runs takes no keys and clicks yet.
      await content.locator('#root:not([inert])').waitFor({ state: 'attached' });
      return content;
    }
  }
  throw new Error('No webview came up there within 30 s.');
}
