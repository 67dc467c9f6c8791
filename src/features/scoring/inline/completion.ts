import * as vscode from 'vscode';
import type { Session } from '../../../edge/session';
import type { SheetItem } from '../../../model/scoreSheet';
import type { AnswerPlaces } from '../../../edge/answers/places';

const afterPoints = /^\s*[+\-−–]\s*\d+(?:[.,]\d+)?\s+([\p{L}\p{N}_-]*)$/u;

/** Offers the rubric's items behind points in a remark that is being written. */
export class RubricCompletion implements vscode.CompletionItemProvider {
  static readonly triggers = [' '];

  constructor(
    private readonly session: Session,
    private readonly places: AnswerPlaces,
  ) {}

  provideCompletionItems(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] {
    const before = document.lineAt(position.line).text.slice(0, position.character);
    const word = afterPoints.exec(before)?.[1];
    if (word === undefined) return [];
    const range = new vscode.Range(position.translate(0, -word.length), position);
    return this.items().map((item, index) => {
      const completion = new vscode.CompletionItem(
        { label: item.id, description: vscode.l10n.t('{0} of {1}', item.points, item.max) },
        vscode.CompletionItemKind.EnumMember,
      );
      completion.detail = item.title;
      completion.range = range;
      completion.sortText = String(index).padStart(3, '0');
      return completion;
    });
  }

  /** VS Code does not say to which thread a comment belongs: the answer at the cursor, else those in sight. */
  private items(): SheetItem[] {
    const read = this.session.current?.read;
    if (!read) return [];
    const own = this.places.atCursor()?.place;
    const seen = vscode.window.visibleTextEditors.flatMap(({ document }) => this.places.in(document));
    const items = new Map<string, SheetItem>();
    for (const { run } of own ? [own] : seen)
      for (const item of read.remarks.sheet(run.id)?.items ?? []) if (!items.has(item.id)) items.set(item.id, item);
    return [...items.values()];
  }
}
