import * as vscode from 'vscode';
import { Disposables } from '../../edge/disposables';
import type { Session } from '../../edge/session';
import { CheckTrial } from './checkTrial';
import { SuiteCompletions } from './suiteCompletions';
import { SuiteDiagnostics } from './suiteDiagnostics';
import { SuiteDocuments, suiteSelector } from './suiteDocuments';
import { SuiteFixes } from './suiteFixes';
import { SuiteLenses } from './suiteLenses';
import { SuiteOutline } from './suiteOutline';

/** Everything that helps a person who edits a suite file. */
export class SuiteFeatures extends Disposables {
  readonly trial: CheckTrial;

  constructor(session: Session) {
    super();
    const suites = new SuiteDocuments(session);
    const trial = this.own(new CheckTrial(suites));
    this.trial = trial;
    const lenses = this.own(new SuiteLenses(suites, trial));
    const outline = new SuiteOutline(suites);
    const { languages } = vscode;
    this.own(
      new SuiteDiagnostics(suites),
      languages.registerCompletionItemProvider(
        suiteSelector,
        new SuiteCompletions(suites),
        ...SuiteCompletions.triggers,
      ),
      languages.registerCodeActionsProvider(suiteSelector, new SuiteFixes(suites), SuiteFixes.metadata),
      languages.registerDocumentSymbolProvider(suiteSelector, outline, { label: 'LLP' }),
      languages.registerFoldingRangeProvider(suiteSelector, outline),
      languages.registerCodeLensProvider(suiteSelector, lenses),
      languages.registerHoverProvider(suiteSelector, lenses),
      languages.registerInlayHintsProvider(suiteSelector, trial),
    );
  }
}
