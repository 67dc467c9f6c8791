import * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import { codeLanguage } from '../../edge/session';
import { registerBundledSuites } from './bundledSuites';
import type { SuiteFeatures } from './suiteFeatures';
import { tryChecksHandlers } from './tryChecks';

/** What helps a person who edits a suite file. It is read after activation: no command waits for it. */
export function register(edge: Edge): vscode.Disposable {
  let over = false;
  let features: SuiteFeatures | null = null;
  const read = import('./suiteFeatures').then(({ SuiteFeatures }) => {
    features ??= new SuiteFeatures(edge.session);
    if (over) features.dispose();
    return features;
  });
  const listening = vscode.workspace.onDidChangeConfiguration((change) => {
    if (!change.affectsConfiguration('llp.evaluate.language')) return;
    void edge.session.playground().then((playground) => {
      playground.suites.codeLanguage = codeLanguage();
      return playground.reloadSuites();
    });
  });
  return vscode.Disposable.from(
    listening,
    registerBundledSuites(edge.session),
    edge.commands(tryChecksHandlers(edge.session, async () => (await read).trial)),
    new vscode.Disposable(() => {
      over = true;
      features?.dispose();
    }),
  );
}
