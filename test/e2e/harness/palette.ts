import type { Locator, Page } from 'playwright-core';

const widget = (page: Page): Locator => page.locator('.quick-input-widget:visible');
const rows = (page: Page): Locator => widget(page).locator('.quick-input-list .monaco-list-row');

/** Runs a command by its palette title, e.g. `LLP: Conduct: Run a Prompt…`; waits while the extension is still loading. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const row = rows(page).filter({ has: page.locator('.label-name', { hasText: exactly(title) }) });
  for (const deadline = Date.now() + 30_000; ;) {
    await page.keyboard.press('F1');
    await widget(page).locator('input').first().fill(`>${title}`);
    const found = await row
      .first()
      .waitFor({ timeout: 2500 })
      .then(
        () => true,
        () => false,
      );
    if (found) break;
    await page.keyboard.press('Escape');
    if (Date.now() > deadline) throw new Error(`The command palette does not offer "${title}".`);
  }
  await row.first().click();
}

/** Picks the first entry of an open quick pick whose text contains `text`, typing it when it is out of sight. */
export async function quickPick(page: Page, text: string): Promise<void> {
  const row = rows(page).filter({ hasText: text }).first();
  await widget(page).waitFor({ timeout: 15_000 });
  const inSight = await row.waitFor({ timeout: 5000 }).then(
    () => true,
    () => false,
  );
  if (!inSight) await widget(page).locator('input').first().fill(text);
  await row.click({ timeout: 10_000 });
}

/** The texts that an open quick pick shows now, top to bottom. */
export async function quickPickTexts(page: Page): Promise<string[]> {
  await rows(page).first().waitFor({ timeout: 15_000 });
  return rows(page).allInnerTexts();
}

/** The field of an input box. The list that was open before has the same frame: waits until it has given way. */
export async function openBox(page: Page): Promise<Locator> {
  const box = page.locator('.quick-input-widget:visible:not(:has(.quick-input-list:visible))');
  await box.waitFor({ timeout: 15_000 });
  return box.locator('input').first();
}

/** Fills in an open input box and confirms. */
export async function inputBox(page: Page, text: string): Promise<void> {
  await (await openBox(page)).fill(text);
  await page.keyboard.press('Enter');
}

function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
