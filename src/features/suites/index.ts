import * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';

/** What helps a person who edits a suite file. It is read after activation: no command waits for it. */
export function register(edge: Edge): vscode.Disposable {
  let over = false;
  let features: vscode.Disposable | null = null;
  void import('./suiteFeatures').then(({ registerSuiteFeatures }) => {
    if (!over) features = registerSuiteFeatures(edge.session);
  });
  return new vscode.Disposable(() => {
    over = true;
    features?.dispose();
  });
}
