import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'jsonc-parser';
import type { Page } from 'playwright-core';
import { ensureHost, openPage, startVsCode, workbenchUp } from '../../../scripts/lib/host.mjs';
import { forget, remember } from './failures';
import { picture } from './pictures';

export const root = join(import.meta.dirname, '..', '..', '..');

export const THEMES = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high contrast': 'Default High Contrast',
  'high contrast light': 'Default High Contrast Light',
};

export interface LaunchOptions {
  /** Folder whose copy is opened; default `sample/`. `null` opens an empty window. */
  workspace?: string | null;
  /** Puts things into the copy before VS Code opens it. */
  prepare?: (workspace: string) => void | Promise<void>;
  /** Folder of the extension; default is the checkout (build it first). */
  extension?: string;
  /** User settings, e.g. `{ 'llp.servers': […] }`; they also replace what the workspace's own settings say. */
  settings?: Record<string, unknown>;
  theme?: keyof typeof THEMES;
  /** Window size in pixels before zooming; default 1280 × 800. */
  size?: { width: number; height: number };
  /** 2 is the browser's 200 %: everything twice as large in a window of the same size. */
  zoom?: number;
  /** Device pixels a pixel, for sharp pictures; default 1. */
  scale?: number;
  /** True opens the folder in Restricted Mode. */
  restricted?: boolean;
  reducedMotion?: boolean;
  locale?: string;
  /** VS Code’s display language, e.g. `vi`; what VS Code itself says stays English, as its language pack is missing. */
  displayLanguage?: string;
}

export interface Session {
  /** Another one after `crash`. */
  readonly page: Page;
  /** The opened folder, a copy that is deleted on stop; an empty string for an empty window. */
  readonly workspace: string;
  /** Takes a picture into test/e2e/out; with `media` it also becomes media/<name>.png when LLP_MEDIA=1. */
  screenshot(name: string, options?: { media?: boolean }): Promise<string>;
  /**
   * Reloads the window and waits until the workbench is up again; `atOnce` where the tabs that are open do not matter,
   * as VS Code has not stored them yet.
   */
  reload(options?: { atOnce?: boolean }): Promise<void>;
  /** Ends the page without a goodbye, as when the browser dies, and opens VS Code again. */
  crash(): Promise<void>;
  /** Ends the extension host; VS Code starts another one and leaves the pages of the first on the screen. */
  killExtensionHost(): void;
  stop(): Promise<void>;
}

/** Starts VS Code with the extension on a fresh profile and a fresh workspace; rejects when it does not come up. */
export async function launch(options: LaunchOptions = {}): Promise<Session> {
  await ensureHost();
  const scratch = mkdtempSync(join(tmpdir(), 'llp-e2e-'));
  const workspace = options.workspace === null ? '' : copyOf(options.workspace ?? join(root, 'sample'), scratch);
  if (workspace) overrule(workspace, options.settings ?? {});
  if (workspace) await options.prepare?.(workspace);
  const theme = options.theme ?? 'dark';
  const vscode = await startVsCode({
    ...(workspace ? { workspace } : {}),
    extensionDevelopmentPath: options.extension ?? root,
    workspaceTrust: options.restricted ?? false,
    // Most tests are about a person's points; those about a program's turn the checks on.
    userSettings: { 'workbench.colorTheme': THEMES[theme], 'llp.checks.automatic': false, ...options.settings },
  });
  const { width, height } = options.size ?? { width: 1280, height: 800 };
  const zoom = options.zoom ?? 1;
  const opened = await openPage(vscode.url, {
    size: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
    scale: zoom * (options.scale ?? 1),
    colorScheme: theme.includes('light') ? 'light' : 'dark',
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
    ...(options.locale ? { locale: options.locale } : {}),
    ...(options.displayLanguage ? { displayLanguage: options.displayLanguage } : {}),
    initScript: everyFiveSeconds,
  }).catch(async (error: unknown) => {
    await vscode.stop();
    throw error;
  });
  let { page } = opened;
  remember(page);
  return {
    get page() {
      return page;
    },
    workspace,
    screenshot: (name, { media = false } = {}) => picture(page, name, media),
    reload: async ({ atOnce = false } = {}) => {
      if (!atOnce) await storeState(page);
      await page.reload({ waitUntil: 'domcontentloaded' });
      await workbenchUp(page);
    },
    crash: async () => {
      const context = page.context();
      const session = await context.newCDPSession(page);
      const gone = page.waitForEvent('crash');
      session.send('Page.crash').catch(() => undefined);
      await gone;
      forget(page);
      await page.close();
      page = await context.newPage();
      remember(page);
      await page.goto(vscode.url, { waitUntil: 'domcontentloaded' });
      await workbenchUp(page);
    },
    killExtensionHost: () => {
      // That of a page which crashed waits for it to come back for hours; the newest is this page's.
      const host = extensionHosts(vscode.pid).at(-1);
      if (host === undefined) throw new Error('There is no extension host to end.');
      process.kill(host, 'SIGKILL');
    },
    stop: async () => {
      forget(page);
      await opened.close();
      await vscode.stop();
      rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** What VS Code does every 5 s, to be done when it is asked for; each says when VS Code has set it up again. */
const everyFiveSeconds = `if (window === window.top) {
  const { setTimeout, clearTimeout } = window;
  const waiting = new Map();
  let asked = [];
  window.setTimeout = (then, after, ...args) => {
    if (after !== 5000) return setTimeout(then, after, ...args);
    const id = setTimeout(() => { waiting.delete(id); then(...args); }, after);
    waiting.set(id, { then, args });
    return id;
  };
  window.clearTimeout = (id) => { waiting.delete(id); clearTimeout(id); };
  window.llpNow = () => {
    asked = [...waiting.values()].map(({ then }) => then);
    for (const [id, { then, args }] of [...waiting]) { window.clearTimeout(id); then(...args); }
  };
  window.llpDone = () => [...waiting.values()].some(({ then }) => asked.includes(then));
}`;

/**
 * In a browser VS Code stores its state every 5 s and not on leaving: which tabs are open would be lost. Has it do so now;
 * twice, as the first may still be writing when it says that it is done.
 */
async function storeState(page: Page): Promise<void> {
  for (let round = 0; round < 2; round++) {
    await page.evaluate('window.llpNow()');
    await page.waitForFunction('window.llpDone()', null, { timeout: 60_000 });
    await page.waitForTimeout(250);
  }
}

/** The processes of the extension hosts that a server has started, oldest first. */
function extensionHosts(server: number | undefined): number[] {
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid=,args=']).toString().split('\n');
  const found = lines.flatMap((line) => {
    const [pid, parent] = line.trim().split(/\s+/);
    return Number(parent) === server && line.includes('--type=extensionHost') ? [Number(pid)] : [];
  });
  return found.sort((a, b) => a - b);
}

function copyOf(source: string, scratch: string): string {
  const copy = join(scratch, 'workspace');
  if (existsSync(source)) cpSync(source, copy, { recursive: true });
  else mkdirSync(copy);
  return copy;
}

/** A folder's settings win over a user's: in the copy those given here win. */
function overrule(workspace: string, settings: Record<string, unknown>): void {
  const file = join(workspace, '.vscode', 'settings.json');
  if (!existsSync(file)) return;
  const own = parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const both = Object.entries(settings).filter(([key]) => key in own);
  writeFileSync(file, JSON.stringify({ ...own, ...Object.fromEntries(both) }, null, 2));
}
