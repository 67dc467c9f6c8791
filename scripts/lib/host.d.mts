import type { Page } from 'playwright-core';

export interface VsCode {
  /** The page that opens VS Code with the extension loaded. */
  readonly url: string;
  readonly port: number;
  /** The server's process; its extension host is a child of it. */
  readonly pid: number | undefined;
  /** Its profile: user settings are in `data/User/settings.json`. */
  readonly dataDir: string;
  /** The last of what the server printed. */
  output(): string;
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

export interface VsCodeOptions {
  workspace?: string;
  extensionDevelopmentPath: string;
  testsPath?: string;
  port?: number;
  /** True opens folders in Restricted Mode until they are trusted. */
  workspaceTrust?: boolean;
  userSettings?: Record<string, unknown>;
  dataDir?: string;
  env?: Record<string, string>;
}

export interface PageOptions {
  size?: { width: number; height: number };
  scale?: number;
  locale?: string;
  displayLanguage?: string;
  /** Runs in each frame before its own scripts. */
  initScript?: string;
  colorScheme?: 'light' | 'dark';
  reducedMotion?: 'reduce' | 'no-preference';
  expose?: Record<string, (...args: unknown[]) => unknown>;
  wait?: boolean;
}

export const calmSettings: Record<string, unknown>;
export function ensureHost(options?: { browser?: boolean }): Promise<void>;
export function startVsCode(options: VsCodeOptions): Promise<VsCode>;
export function openPage(url: string, options?: PageOptions): Promise<{ page: Page; close(): Promise<void> }>;
export function workbenchUp(page: Page): Promise<void>;
export function node24(): string | undefined;
export function ensureNode24(): Promise<string>;
