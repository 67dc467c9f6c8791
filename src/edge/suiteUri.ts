import { join, sep } from 'node:path';
import * as vscode from 'vscode';
import type { Session } from './session';

/** The read-only file system that shows the suites which come with LLP: what is typed there would be lost with its update. */
export const bundledSuiteScheme = 'llp-suite';

export function bundledSuites(session: Session): string {
  return vscode.Uri.file(join(session.context.extensionPath, 'suites')).fsPath;
}

/** Where a suite's file is opened: one of the workspace as it is, one that comes with LLP read-only. */
export function suiteUri(session: Session, file: string): vscode.Uri {
  const uri = vscode.Uri.file(file);
  return uri.fsPath.startsWith(bundledSuites(session) + sep) ? uri.with({ scheme: bundledSuiteScheme }) : uri;
}
