import * as vscode from 'vscode';
import { checksLineOf, commentLine, figuresLineOf, readCodeHeader } from '../../model/codeHeader';
import { formatChecks, type ChecksProblem } from '../../model/checksLine';

/** Items that a person gives in a header, and how the code ran. */
export const headerNames = ['adjustment', 'explanation', 'suggestions'] as const;
export type HeaderName = (typeof headerNames)[number];

/** The lines that can hold a header: reading a whole file for each key would be a waste. */
export function head(document: vscode.TextDocument): string[] {
  return Array.from({ length: Math.min(8, document.lineCount) }, (_, line) => document.lineAt(line).text);
}

/** Where the points given by hand stand in a document, and what they are. */
export function headerOf(
  document: vscode.TextDocument,
  maxima: Readonly<Record<string, number>>,
  written: string,
): { line: number; checks: Record<string, number> } {
  const lines = head(document);
  const found = checksLineOf(lines, maxima, written);
  return {
    line: found?.line ?? Math.max(0, readCodeHeader(lines, written).lines - 1),
    checks: found?.checks ?? {},
  };
}

/** What is wrong with the lines of figures and of points, underlined. */
export function headerProblems(
  document: vscode.TextDocument,
  maxima: Readonly<Record<string, number>>,
  written: string,
): vscode.Diagnostic[] {
  const lines = head(document);
  const problems: vscode.Diagnostic[] = [];
  const figures = figuresLineOf(lines, written);
  if (figures && figures.stats === null) problems.push(underlined(figures, figuresSentence(), 'figures'));
  const points = checksLineOf(lines, maxima, written);
  if (points?.problem && points.line !== figures?.line && Object.keys(maxima).length > 0)
    problems.push(underlined(points, sentenceOf(points.problem), 'header'));
  return problems;
}

function underlined(
  { line, start, end }: { line: number; start: number; end: number },
  sentence: string,
  code: 'figures' | 'header',
): vscode.Diagnostic {
  const range = new vscode.Range(line, start, line, end);
  const diagnostic = new vscode.Diagnostic(range, sentence, vscode.DiagnosticSeverity.Warning);
  diagnostic.source = 'LLP';
  diagnostic.code = code;
  return diagnostic;
}

function figuresSentence(): string {
  return vscode.l10n.t(
    'These figures cannot be read; write them as “2.28 tok/sec • 476 tokens • 69.21s to first token • Stop: eosFound”.',
  );
}

function sentenceOf(problem: ChecksProblem): string {
  switch (problem.kind) {
    case 'unreadable':
      return vscode.l10n.t('This line cannot be read; write it as “adjustment: 0; explanation: 50; suggestions: 15”.');
    case 'adjustment':
      return vscode.l10n.t('“adjustment” is 0 (it ran as it came), 1 (after a minor change) or -1 (disqualified).');
    case 'unknown-item':
      return vscode.l10n.t('The rubric has no item “{0}”.', problem.name);
    case 'range':
      return vscode.l10n.t('“{0}” has from 0 to {1} points.', problem.name, problem.max);
  }
}

/** Writes one figure into the header, which becomes canonical by that; a header that is missing is made. */
export function withCheck(
  document: vscode.TextDocument,
  name: HeaderName,
  value: number,
  maxima: Readonly<Record<string, number>>,
  written: string,
): vscode.WorkspaceEdit {
  const lines = head(document);
  const found = checksLineOf(lines, maxima, written);
  const text = formatChecks({ ...found?.checks, [name]: value });
  const edit = new vscode.WorkspaceEdit();
  if (found) {
    edit.replace(document.uri, new vscode.Range(found.line, found.start, found.line, found.end), text);
    return edit;
  }
  const { lines: read } = readCodeHeader(lines, written);
  const like = document.uri.path.endsWith('.py') ? '#' : '//';
  // A script's first line may name its interpreter.
  const at = read === 0 && lines[0]?.startsWith('#!') ? 1 : read;
  edit.insert(document.uri, new vscode.Position(at, 0), `${commentLine(text, like)}\n`);
  return edit;
}

/** Quick fix: writes a line that cannot be read as it was most likely meant. */
export class HeaderFixes implements vscode.CodeActionProvider {
  static readonly metadata = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };

  constructor(
    private readonly maxima: () => Readonly<Record<string, number>>,
    private readonly written: (document: vscode.TextDocument) => string,
  ) {}

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const lines = head(document);
    return diagnostics
      .filter(({ source }) => source === 'LLP')
      .flatMap((diagnostic) => {
        if (diagnostic.code === 'figures') {
          const found = figuresLineOf(lines, this.written(document));
          return found ? fixesOf(document, diagnostic, found, [found.proposal]) : [];
        }
        if (diagnostic.code !== 'header') return [];
        const found = checksLineOf(lines, this.maxima(), this.written(document));
        const zeros = 'adjustment: 0; explanation: 0; suggestions: 0';
        return found ? fixesOf(document, diagnostic, found, [found.proposal, zeros]) : [];
      });
  }
}

function fixesOf(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  { line, start, end }: { line: number; start: number; end: number },
  proposals: (string | null)[],
): vscode.CodeAction[] {
  return proposals
    .filter((one) => one !== null)
    .map((proposal, index) => {
      const title = vscode.l10n.t('Write “{0}”', proposal);
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.edit = new vscode.WorkspaceEdit();
      action.edit.replace(document.uri, new vscode.Range(line, start, line, end), proposal);
      action.diagnostics = [diagnostic];
      action.isPreferred = index === 0;
      return action;
    });
}
