import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { openPage } from '../../../scripts/lib/host.mjs';
import { collectText } from '../../../src/exchange/export/destination';
import { exportPlayground } from '../../../src/exchange/export/exportPlayground';
import type { ExportRequest } from '../../../src/exchange/export/request';
import type { Store } from '../../../src/store';
import { temporaryFolder } from '../builders';
import { buildParts } from './buildParts';

let browser: Browser | null = null;
let close: () => Promise<void> = () => Promise.resolve();

export async function startBrowser(): Promise<void> {
  const opened = await openPage('about:blank', { wait: false });
  browser = opened.page.context().browser();
  close = () => opened.close();
}

export function stopBrowser(): Promise<void> {
  return close();
}

export interface OpenReport {
  page: Page;
  /** Everything that the page asked of the network, tried to, or complained about. */
  incidents: string[];
}

/** Exports a store as a report and opens it from disk, offline. */
export async function openReport(
  store: Store,
  request: Partial<ExportRequest> = {},
  options: BrowserContextOptions = {},
): Promise<OpenReport> {
  const html = await collectText(exportPlayground(store, { ...request, format: 'html' }, { reportParts: buildParts }));
  const file = join(await temporaryFolder(), 'report.html');
  await writeFile(file, html);
  const url = pathToFileURL(file).href;
  const context = await browser!.newContext({ viewport: { width: 1280, height: 900 }, offline: true, ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const incidents: string[] = [];
  page.on('request', (made) => {
    if (made.url() !== url && !made.url().startsWith('blob:')) incidents.push(`request ${made.url()}`);
  });
  page.on('console', (message) => incidents.push(`console ${message.text()}`));
  page.on('pageerror', (error) => incidents.push(`error ${error.message}`));
  page.on('dialog', (dialog) => {
    incidents.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('page', () => incidents.push('a new window'));
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, incidents };
}
