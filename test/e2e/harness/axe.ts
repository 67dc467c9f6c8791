import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { FrameLocator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Session } from './launch';
import { changeTheme } from './settings';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Rules about a page as a whole, which a webview is not: VS Code puts it into a frame of its own and names that frame.
 * `region` would want landmarks around the ring that is shown while a page waits for its content.
 */
const disabled = ['region'];

/** What axe finds wrong on a page: one line for each element. Empty is good. */
export async function violations(content: FrameLocator | Page, options: RunOptions = {}): Promise<string[]> {
  const body = content.locator('body');
  await body.evaluate(`${source}; 0`);
  const rules = Object.fromEntries(disabled.map((rule) => [rule, { enabled: false }]));
  const given = { resultTypes: ['violations'], ...options, rules: { ...rules, ...options.rules } };
  const results = await body.evaluate<AxeResults, null>(`axe.run(document, ${JSON.stringify(given)})`, null);
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      (node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`,
    ),
  );
}

const allThemes = ['dark', 'light', 'high contrast', 'high contrast light'] as const;
type Theme = (typeof allThemes)[number];

/** Checks a page in every theme, the one that is worn now first. */
export async function inEveryTheme(
  vs: Session,
  content: FrameLocator,
  what: string,
  themes: readonly Theme[] = allThemes,
): Promise<void> {
  const found: Record<string, string[]> = {};
  for (const theme of themes) {
    await changeTheme(vs, theme);
    await content.locator(`body.vscode-${theme === 'dark' || theme === 'light' ? theme : 'high-contrast'}`).waitFor();
    await vs.page.waitForTimeout(150);
    found[`${what}, ${theme}`] = await violations(content);
  }
  expect(found).toEqual(Object.fromEntries(themes.map((theme) => [`${what}, ${theme}`, []])));
}
