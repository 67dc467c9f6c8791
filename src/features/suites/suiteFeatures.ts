import * as vscode from 'vscode';
import type { Session } from '../../edge/session';
import { SuiteCompletions } from './suiteCompletions';
import { SuiteDiagnostics } from './suiteDiagnostics';
import { SuiteDocuments, suiteSelector } from './suiteDocuments';
import { SuiteFixes } from './suiteFixes';
import { SuiteLenses } from './suiteLenses';
import { SuiteOutline } from './suiteOutline';

/** Everything that helps a person who edits a suite file. */
export function registerSuiteFeatures(session: Session): vscode.Disposable {
  const suites = new SuiteDocuments(session);
  const lenses = new SuiteLenses(suites);
  const outline = new SuiteOutline(suites);
  const { languages } = vscode;
  return vscode.Disposable.from(
    new SuiteDiagnostics(suites),
    lenses,
    languages.registerCompletionItemProvider(suiteSelector, new SuiteCompletions(suites), ...SuiteCompletions.triggers),
    languages.registerCodeActionsProvider(suiteSelector, new SuiteFixes(suites), SuiteFixes.metadata),
    languages.registerDocumentSymbolProvider(suiteSelector, outline, { label: 'LLP' }),
    languages.registerFoldingRangeProvider(suiteSelector, outline),
    languages.registerCodeLensProvider(suiteSelector, lenses),
    languages.registerHoverProvider(suiteSelector, lenses),
  );
}
