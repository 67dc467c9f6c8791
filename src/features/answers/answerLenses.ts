import * as vscode from 'vscode';
import { Disposables } from '../../edge/disposables';
import { commandLink } from '../../edge/commands';
import type { Session } from '../../edge/session';
import { answerSections } from '../../conduct/answerFile';
import { answerScheme, runIdOf, type AnswerDocuments } from '../../edge/answers/answerDocuments';
import type { AnswerPlaces } from '../../edge/answers/places';

/** Actions above each answer, in its own tab and above each section of a saved file. */
export class AnswerLenses extends Disposables implements vscode.CodeLensProvider {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(
    private readonly session: Session,
    private readonly documents: AnswerDocuments,
    private readonly places: Pick<AnswerPlaces, 'isAnswer'>,
  ) {
    super();
    this.own(
      session.onDidChange((change) => {
        if (change === 'scores' || change === 'runs') this.changed.fire();
      }),
    );
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const own = runIdOf(document.uri);
    if (own !== null) return this.documents.isLive(document.uri) ? [] : this.lenses(own, 0, false);
    if (!this.places.isAnswer(document.uri)) return [];
    const sections = answerSections(document.getText());
    const lenses = await Promise.all(sections.map((section) => this.lenses(section.runId, section.line, true)));
    return lenses.flat();
  }

  private async lenses(runId: number, line: number, saved: boolean): Promise<vscode.CodeLens[]> {
    const { read } = await this.session.playground();
    const run = read.runs.get(runId);
    if (!run) return [];
    const range = new vscode.Range(line, 0, line, 0);
    const lens = (command: vscode.Command): vscode.CodeLens => new vscode.CodeLens(range, command);
    const lenses: vscode.CodeLens[] = [];
    if (run.status === 'complete') {
      const score = read.scores.current(runId);
      const title = score
        ? vscode.l10n.t('$(edit) Score: {0} of {1}', score.points, score.max)
        : vscode.l10n.t('$(edit) Score this answer');
      lenses.push(lens(commandLink(title, 'llp.ingest', [{ runId }])));
    }
    if (!saved && run.status !== 'failed')
      lenses.push(lens(commandLink(vscode.l10n.t('$(save) Save answer'), 'llp.saveAnswer', [runId])));
    if (!saved) lenses.push(lens(commandLink(vscode.l10n.t('$(refresh) Run again'), 'llp.runAgain', [runId])));
    if (run.rawLog !== null)
      lenses.push(lens(commandLink(vscode.l10n.t('$(output) Raw log'), 'llp.openRawLog', [runId])));
    return lenses;
  }
}

/** Where the lenses and the reasoning folds apply. */
export const answerSelector: vscode.DocumentSelector = [
  { scheme: answerScheme },
  { scheme: 'file', language: 'markdown', pattern: '**/llm_outputs/**/*.md' },
];
