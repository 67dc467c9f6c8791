import * as vscode from 'vscode';
import { commandLink } from '../../../edge/commands';
import type { Session } from '../../../edge/session';
import type { AnswerPlace, AnswerPlaces } from '../../../edge/answers/places';
import { itemsText } from './text';

/** What is called with the line of the lens and the answer below it. */
type LensCommand = 'llp.givePoints' | 'llp.ingest' | 'llp.showRemarks' | 'llp.diffAnswers';

/** Points so far by rubric item above each answer, and what can be done with it from there. */
export class PointLenses implements vscode.CodeLensProvider {
  constructor(
    private readonly session: Session,
    private readonly places: AnswerPlaces,
    readonly onDidChangeCodeLenses: vscode.Event<void>,
  ) {}

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    await this.session.playground();
    return this.places.in(document).flatMap((place) => this.lensesOf(place));
  }

  private lensesOf({ run, layout, first }: AnswerPlace): vscode.CodeLens[] {
    const read = this.session.current?.read;
    const sheet = read?.remarks.sheet(run.id);
    if (!read || !sheet) return [];
    const range = new vscode.Range(first, 0, first, 0);
    const at = { runId: run.id, line: layout.headLine };
    const lens = (title: string, command: LensCommand, tooltip: string): vscode.CodeLens =>
      new vscode.CodeLens(range, commandLink(title, command, [at], tooltip));
    const lenses: vscode.CodeLens[] = [];
    if (run.status === 'complete') {
      const items = itemsText(sheet);
      const points = items === '' ? `${sheet.points}/${sheet.max}` : items;
      const tooltip = vscode.l10n.t('Points so far; click to give some for a rubric item');
      lenses.push(lens(`$(checklist) ${points}`, 'llp.givePoints', tooltip));
      // In a code file there are no other lenses of ours.
      if (layout.kind === 'code') {
        const score = read.scores.current(run.id);
        const title = score
          ? vscode.l10n.t('$(edit) Score: {0} of {1}', score.points, score.max)
          : vscode.l10n.t('$(edit) Score this answer');
        lenses.unshift(lens(title, 'llp.ingest', vscode.l10n.t('Score this answer in the form')));
      }
    }
    const remarks = read.remarks.threads(run.id).filter((thread) => !thread.resolved).length;
    if (remarks > 0) {
      const title = remarks === 1 ? vscode.l10n.t('1 open remark') : vscode.l10n.t('{0} open remarks', remarks);
      lenses.push(lens(`$(comment) ${title}`, 'llp.showRemarks', vscode.l10n.t('Show all remarks in a list')));
    }
    lenses.push(
      lens(vscode.l10n.t('$(diff) Compare'), 'llp.diffAnswers', vscode.l10n.t('Compare with another answer')),
    );
    return lenses;
  }
}
