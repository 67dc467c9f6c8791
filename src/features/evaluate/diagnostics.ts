import * as vscode from 'vscode';
import { Disposables } from '../../edge/disposables';
import { TypingPause } from '../../edge/typingPause';
import { languageFiles } from '../../evaluate/extract/languages';
import type { Evaluation } from '../../evaluate/model';
import type { Evaluations } from './evaluations';
import { headerProblems } from './header';
import type { AnswerFiles } from './answerFiles';
import { definitionLine, placer } from './placing';
import { inert } from './words';

/** Underlines a header line that cannot be read, lines that the compiler refused, and functions whose cases fail. */
export class CodeDiagnostics extends Disposables {
  private readonly headers = this.own(vscode.languages.createDiagnosticCollection('llp-header'));
  private readonly results = this.own(vscode.languages.createDiagnosticCollection('llp-evaluate'));
  private readonly pause = this.own(new TypingPause((document) => void this.look(document)));

  constructor(
    private readonly files: AnswerFiles,
    private readonly evaluations: Evaluations,
  ) {
    super();
    this.own(
      vscode.workspace.onDidOpenTextDocument((document) => void this.look(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.lookSoon(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.headers.delete(uri);
        this.results.delete(uri);
      }),
      evaluations.onDidChange(() => this.lookAtAll()),
    );
    this.lookAtAll();
  }

  /** All open documents, e.g. when the suites, which have the maxima, are there. */
  lookAtAll(): void {
    for (const document of vscode.workspace.textDocuments) void this.look(document);
  }

  private lookSoon(document: vscode.TextDocument): void {
    if (this.files.has(document.uri)) this.pause.after(document);
  }

  private async look(document: vscode.TextDocument): Promise<void> {
    if (document.isClosed || !this.files.has(document.uri)) return;
    const problems = this.files.isCode(document.uri)
      ? headerProblems(document, this.files.maxima, this.files.written(document))
      : [];
    this.headers.set(document.uri, problems);
    const found = await this.evaluations.of(document).catch(() => null);
    this.results.set(document.uri, found ? diagnosticsOf(document, found) : []);
  }
}

function diagnosticsOf(document: vscode.TextDocument, found: Evaluation): vscode.Diagnostic[] {
  const all = found.problems.flatMap(({ file, line, message }) => {
    const at = placer(document, found, file)(line - 1);
    return at === null ? [] : [onLine(document, at, inert(message), vscode.DiagnosticSeverity.Error)];
  });
  return [...all, ...failuresOf(document, found)];
}

function failuresOf(document: vscode.TextDocument, found: Evaluation): vscode.Diagnostic[] {
  const isTest =
    found.language !== null && document.uri.path.endsWith(`_test${languageFiles[found.language].extension}`);
  if (isTest) return [];
  return (['parse', 'run'] as const).flatMap((op) => {
    const failed = found.cases.failed.filter(({ input }) => input.startsWith('Parse(') === (op === 'parse'));
    const [first] = failed;
    if (!first) return [];
    const line = definitionLine(document, op);
    const message = vscode.l10n.t(
      'Hidden cases fail here, the first: {0}. Expected {1}, but it was {2}.',
      inert(first.input),
      inert(first.expected),
      inert(first.actual),
    );
    return [onLine(document, line, message, vscode.DiagnosticSeverity.Warning)];
  });
}

function onLine(
  document: vscode.TextDocument,
  line: number,
  message: string,
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
  const { firstNonWhitespaceCharacterIndex: start, range } = document.lineAt(line);
  const diagnostic = new vscode.Diagnostic(new vscode.Range(line, start, line, range.end.character), message, severity);
  diagnostic.source = 'LLP';
  return diagnostic;
}
