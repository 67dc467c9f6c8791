import type { Locator, Page } from 'playwright-core';

/** Opens a container of the activity bar by its title, unless it is open; answers the side bar. */
export async function openView(page: Page, container: string): Promise<Locator> {
  const item = page.locator(`.activitybar .action-item:has(> a[aria-label^="${container}"])`);
  for (const deadline = Date.now() + 45_000; !(await isOpen(item)); await page.waitForTimeout(250)) {
    if (Date.now() > deadline) throw new Error(`The activity bar has no "${container}", or it does not open.`);
    if (await item.isVisible()) await item.click();
    else await openHidden(page, container);
  }
  const sideBar = page.locator('.part.sidebar');
  await sideBar.locator('.pane-body:visible').first().waitFor({ timeout: 15_000 });
  return sideBar;
}

async function isOpen(item: Locator): Promise<boolean> {
  return (await item.isVisible()) && /\bchecked\b/.test((await item.getAttribute('class')) ?? '');
}

/** In a low window the last icons are behind the "…" of the activity bar. */
async function openHidden(page: Page, container: string): Promise<void> {
  const more = page.locator('.activitybar .action-item:has(> a[aria-label^="Additional Views"])');
  if (!(await more.isVisible())) return;
  await more.click();
  const entry = page.locator('.monaco-menu .action-label', { hasText: container }).first();
  await entry.click({ timeout: 2000 }).catch(() => page.keyboard.press('Escape'));
}

/** A row of any tree in the side bar whose text contains `text`. */
export function treeRow(page: Page, text: string | RegExp): Locator {
  const rows = page.locator('.part.sidebar .monaco-list-row');
  const withText = rows.filter({ hasText: text });
  if (typeof text !== 'string') return withText.first();
  // Long names are cut in their middle; what is read out is whole.
  return withText.or(rows.and(labelled(page, text))).first();
}

/** What is called so, among other words, when it is read out. */
export function labelled(page: Page, text: string): Locator {
  return page.locator(`[aria-label*=${JSON.stringify(text)}]`);
}

/** Chooses an entry of a row's context menu. */
export async function rowMenu(page: Page, row: Locator, entry: string): Promise<void> {
  const item = page.locator('.monaco-menu .action-label', { hasText: entry }).first();
  // A window that has just opened gives the focus to a tab that comes back, which closes a menu: then it is asked for again.
  for (let tries = 3, open = false; tries > 0 && !open; tries--) {
    await row.click({ button: 'right' });
    open = await item.waitFor({ timeout: 5_000 }).then(
      () => true,
      (error: unknown) => {
        if (tries === 1) throw error;
        return false;
      },
    );
  }
  // A menu ignores what comes right after it has opened, so that a slow right click does not choose an entry.
  for (const deadline = Date.now() + 10_000; (await item.isVisible()) && Date.now() < deadline;) {
    await page.waitForTimeout(300);
    await item.click({ timeout: 2_000 }).catch(() => undefined);
  }
}

/** A notification that contains `text`; its buttons are `.getByRole('button', …)` within. */
export function notification(page: Page, text: string | RegExp): Locator {
  return page.locator('.notification-toast').filter({ hasText: text }).first();
}

/** Closes all notifications, so that none lies over a picture. */
export async function clearNotifications(page: Page): Promise<void> {
  const close = page.locator('.notification-toast .codicon-notifications-clear');
  for (let left = await close.count(); left > 0; left--) {
    await page.locator('.notification-toast').first().hover();
    await close.first().click();
  }
}

/** An entry of the status bar whose text contains `text`. */
export function statusItem(page: Page, text: string | RegExp): Locator {
  return page.locator('.statusbar .statusbar-item').filter({ hasText: text }).first();
}

/** A CodeLens in the active editor. */
export function codeLens(page: Page, text: string | RegExp): Locator {
  return page.locator('.editor-group-container.active .codelens-decoration a').filter({ hasText: text }).first();
}

/** The lines of the active editor that are in sight, as text. */
export function editorText(page: Page): Locator {
  return page.locator('.editor-group-container.active .monaco-editor .view-lines').first();
}

/** An editor tab by its label. */
export function tab(page: Page, label: string): Locator {
  return page.locator(`.tabs-container .tab[aria-label^="${label}"]`).first();
}
