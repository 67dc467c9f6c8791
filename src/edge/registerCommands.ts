import * as vscode from 'vscode';
import type { Handlers } from './commands';
import { report } from './report';
import type { Session } from './session';

/** Registers commands so that whatever goes wrong in one is said to the person, with a way to try again. */
export function registerCommands(session: Pick<Session, 'log'>, handlers: Handlers): vscode.Disposable {
  const each = Object.entries(handlers) as [string, (...args: unknown[]) => unknown][];
  return vscode.Disposable.from(
    ...each.map(([id, handler]) =>
      vscode.commands.registerCommand(id, async (...args: unknown[]) => {
        try {
          return await handler(...args);
        } catch (error) {
          void report(error, session.log, { retry: () => vscode.commands.executeCommand(id, ...args) });
          return undefined;
        }
      }),
    ),
  );
}
