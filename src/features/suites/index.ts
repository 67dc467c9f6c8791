import * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import { codeLanguage } from '../../edge/session';

/** What helps a person who edits a suite file. It is read after activation: no command waits for it. */
export function register(edge: Edge): vscode.Disposable {
  let over = false;
  let features: vscode.Disposable | null = null;
  void import('./suiteFeatures').then(({ registerSuiteFeatures }) => {
    if (!over) features = registerSuiteFeatures(edge.session);
  });
  const listening = vscode.workspace.onDidChangeConfiguration((change) => {
    if (!change.affectsConfiguration('llp.evaluate.language')) return;
    void edge.session.playground().then((playground) => {
      playground.suites.codeLanguage = codeLanguage();
      return playground.reloadSuites();
    });
  });
  return new vscode.Disposable(() => {
    over = true;
    listening.dispose();
    features?.dispose();
  });
}
