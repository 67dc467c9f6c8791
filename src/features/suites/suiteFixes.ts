import { basename } from 'node:path';
import * as vscode from 'vscode';
import { coreText } from '../../edge/coreText';
import type { Fix } from '../../suites/tools/fix';
import { fixesAt } from '../../suites/tools/fixes';
import { sharedPromptFixes } from '../../suites/tools/sharedPromptFixes';
import { rangeOf, type SuiteDocuments } from './suiteDocuments';

/** Quick fixes for what LLP underlines in a suite. */
export class SuiteFixes implements vscode.CodeActionProvider {
  static readonly metadata = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };

  constructor(private readonly suites: SuiteDocuments) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const own = context.diagnostics.filter((diagnostic) => diagnostic.source === 'LLP');
    const isShared = this.suites.isShared(document);
    if (own.length === 0 || (!isShared && !this.suites.has(document))) return [];
    const source = document.getText();
    const shared = isShared ? null : await this.suites.shared(document);
    const fixes = (line: number): Fix[] =>
      shared ? fixesAt(source, line, shared, basename(document.fileName)) : sharedPromptFixes(source, line);
    const lines = [...new Set(own.map((diagnostic) => diagnostic.range.start.line))];
    return lines.flatMap((line) =>
      fixes(line).map((fix) => {
        const action = new vscode.CodeAction(coreText(fix.title), vscode.CodeActionKind.QuickFix);
        action.edit = new vscode.WorkspaceEdit();
        for (const edit of fix.edits) action.edit.replace(document.uri, rangeOf(document, edit), edit.text);
        action.diagnostics = own.filter((diagnostic) => diagnostic.range.start.line === line);
        action.isPreferred = fix.preferred;
        return action;
      }),
    );
  }
}
