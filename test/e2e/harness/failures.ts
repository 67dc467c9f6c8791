import type { Page } from 'playwright-core';
import { afterEach } from 'vitest';
import { picture } from './pictures';

const open = new Set<Page>();

export const remember = (page: Page): unknown => open.add(page);
export const forget = (page: Page): unknown => open.delete(page);

// A test that fails leaves a picture of what was on the screen then: test/e2e/out/failed-<test>.png.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  const name = `failed-${task.name.replace(/[^a-z0-9]+/gi, '-').slice(0, 80)}`;
  for (const page of open) console.log(`Picture: ${await picture(page, name, false)}`);
});
