import * as vscode from 'vscode';
import { report } from './report';
import type { Session } from './session';

/** Handlers by command id; the manifest test checks them against package.json. */
export type Handlers = Record<string, (...args: never[]) => unknown>;

/** Registers commands so that whatever goes wrong in one is said to the person, with a way to try again. */
export function registerCommands(session: Session, handlers: Handlers): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([id, handler]) =>
      vscode.commands.registerCommand(id, async (...args: never[]) => {
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
