import * as vscode from 'vscode';
import type { Session } from '../../../src/edge/session';
import { startPracticeServer, type PracticeServer } from '../../../src/practice/practiceServer';

export const extensionId = 'local-llm-playground.local-llm-playground';

/** The extension as it runs: its exports are the session of this window. */
export async function activeSession(): Promise<Session> {
  const extension = vscode.extensions.getExtension<Session>(extensionId);
  if (!extension) throw new Error('The extension is not installed in this window.');
  return extension.activate();
}

/** A practice server without any wait, as the only one in the settings. */
export async function usePractice(target = vscode.ConfigurationTarget.Workspace): Promise<PracticeServer> {
  const server = await startPracticeServer({ port: 0, speed: Infinity });
  await vscode.workspace.getConfiguration('llp').update('servers', [{ url: server.url }], target);
  return server;
}

export async function until<T>(
  what: string,
  look: () => T | undefined | null | false | Promise<T | undefined | null | false>,
): Promise<T> {
  for (const deadline = Date.now() + 10_000; ;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`It did not happen within 10 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
