import * as vscode from 'vscode';
import type { Session } from '../../../edge/session';
import { lineOf } from '../../../edge/answers/layout';
import { linesOf, type AnswerPlace, type AnswerPlaces } from '../../../edge/answers/places';
import { verdictHints } from './verdictHints';
import { plain } from '../../../edge/plainText';
import { itemsText, marksText, totalText } from './text';

/** Points so far, at the end of an answer's heading and of each line that has marks. */
export class PointHints implements vscode.InlayHintsProvider {
  constructor(
    private readonly session: Session,
    private readonly places: AnswerPlaces,
    readonly onDidChangeInlayHints: vscode.Event<void>,
  ) {}

  async provideInlayHints(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.InlayHint[]> {
    await this.session.playground();
    const lines = linesOf(document);
    return this.places
      .in(document)
      .filter(({ first, last }) => first <= range.end.line && last >= range.start.line)
      .flatMap((place) => this.hintsOf(document, lines, place))
      .filter((hint) => range.contains(hint.position));
  }

  private hintsOf(document: vscode.TextDocument, lines: string[], { run, layout }: AnswerPlace): vscode.InlayHint[] {
    const read = this.session.current?.read;
    const sheet = read?.remarks.sheet(run.id);
    if (!read || !sheet) return [];
    const hint = (line: number, label: string, tooltip: string): vscode.InlayHint => {
      const shown = new vscode.InlayHint(document.lineAt(line).range.end, label);
      shown.paddingLeft = true;
      shown.tooltip = plain(tooltip);
      return shown;
    };
    const hints: vscode.InlayHint[] = [];
    if (run.status === 'complete') {
      const scored = read.scores.current(run.id) !== null;
      hints.push(hint(layout.headLine, totalText(sheet, scored), itemsText(sheet)));
    }
    const checked = this.session.current?.checking.sheet(run.id);
    if (checked) hints.push(...verdictHints(document, lines, run, layout, checked));
    const byLine = new Map<number, string[]>();
    for (const { anchor, remarks } of read.remarks.threads(run.id)) {
      const at = lineOf(layout, lines, run, anchor);
      if (!at) continue;
      const said = byLine.get(at.line) ?? [];
      said.push(...remarks.map((remark) => remark.body));
      byLine.set(at.line, said);
    }
    for (const [line, bodies] of byLine) {
      const marks = bodies.flatMap((body) => read.remarks.marksOf(run.id, body));
      if (marks.length > 0) hints.push(hint(line, marksText(marks), bodies.join('\n')));
    }
    return hints;
  }
}
