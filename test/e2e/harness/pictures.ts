import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const top = join(import.meta.dirname, '..', '..', '..');
const out = join(top, 'test', 'e2e', 'out');

/** Saves what a person sees now as `<name>.png`; answers the file's path. */
export async function picture(page: Page, name: string, media: boolean): Promise<string> {
  mkdirSync(out, { recursive: true });
  const path = join(out, `${name}.png`);
  // Away from anything that reacts to hovering, so that no tooltip lies over the picture.
  await page.mouse.move(2, 2);
  await page
    .locator('.monaco-hover:visible')
    .first()
    .waitFor({ state: 'detached', timeout: 1500 })
    .catch(() => undefined);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  if (media && process.env.LLP_MEDIA === '1') copyFileSync(path, join(top, 'media', `${name}.png`));
  return path;
}
