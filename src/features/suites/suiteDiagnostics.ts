import * as vscode from 'vscode';
import { Disposables } from '../../edge/disposables';
import { saidText } from '../../edge/coreText';
import type { Session } from '../../edge/session';
import { suiteUri } from '../../edge/suiteUri';
import { TypingPause } from '../../edge/typingPause';
import type { SuiteProblem } from '../../model/prompt';
import { parseSuite } from '../../suites/parse';
import { readSharedPrompts } from '../../suites/sharedPrompts';
import type { SuiteDocuments } from './suiteDocuments';

/**
 * Underlines mistakes in suite files and in the shared system prompts: of all when they are loaded, and of the one being
 * edited as it is typed.
 */
export class SuiteDiagnostics extends Disposables {
  private readonly collection = this.own(vscode.languages.createDiagnosticCollection('llp'));
  private readonly pause = this.own(new TypingPause((document) => void this.check(document)));

  private readonly session: Session;

  constructor(private readonly suites: SuiteDocuments) {
    super();
    const { session } = suites;
    this.session = session;
    const watcher = vscode.workspace.createFileSystemWatcher('**/suites/*.md');
    const reload = (): void => void this.reload();
    // A folder that is deleted or moved as a whole says nothing of the files in it.
    const folders = vscode.workspace.createFileSystemWatcher('**/suites', false, true, false);
    this.own(
      watcher,
      folders,
      folders.onDidCreate(reload),
      folders.onDidDelete(reload),
      watcher.onDidChange(reload),
      watcher.onDidCreate(reload),
      watcher.onDidDelete(reload),
      session.onDidChange((change) => {
        if (change === 'suites') this.showAll();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.checkSoon(document)),
    );
    this.showAll();
  }

  private async reload(): Promise<void> {
    try {
      await (await this.session.playground()).reloadSuites();
    } catch (error) {
      this.session.log.error(`The suites could not be read: ${String(error)}`);
    }
  }

  private showAll(): void {
    const playground = this.session.current;
    if (!playground) return;
    this.collection.clear();
    const byFile = Map.groupBy(playground.suites.current.problems, (problem) => problem.file);
    for (const [file, problems] of byFile) this.collection.set(suiteUri(this.session, file), problems.map(toDiagnostic));
  }

  private checkSoon(document: vscode.TextDocument): void {
    if (this.suites.has(document) || this.suites.isShared(document)) this.pause.after(document);
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    if (document.isClosed) return;
    const file = document.uri.fsPath;
    const { problems } = this.suites.isShared(document)
      ? readSharedPrompts(document.getText(), file)
      : parseSuite(document.getText(), file, await this.suites.shared(document));
    this.collection.set(document.uri, problems.map(toDiagnostic));
  }
}

function toDiagnostic(problem: SuiteProblem): vscode.Diagnostic {
  const range = new vscode.Range(problem.line, problem.column, problem.line, problem.endColumn);
  const severity = problem.severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(range, saidText(problem.said), severity);
  diagnostic.source = 'LLP';
  return diagnostic;
}
