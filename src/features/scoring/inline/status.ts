import * as vscode from 'vscode';
import { Disposables } from '../../../edge/disposables';
import { type CommandId, setContext } from '../../../edge/commands';
import type { Session } from '../../../edge/session';
import type { PointGiver } from './giving';
import type { AnswerPlaces } from '../../../edge/answers/places';
import { plain } from '../../../edge/plainText';

/** Set while the editor in front shows an answer: the keys that give points work then. */
const contextKey = 'llp.answerEditor';

/** The rubric item that points go to, and the points so far, in the status bar of an answer. */
export class PointStatus extends Disposables {
  private readonly item = this.own(vscode.window.createStatusBarItem('llp.points', vscode.StatusBarAlignment.Left, 90));
  private inAnswer = false;
  private editor: vscode.TextEditor | undefined;

  constructor(
    private readonly session: Session,
    private readonly places: AnswerPlaces,
    private readonly giver: PointGiver,
  ) {
    super();
    this.item.name = vscode.l10n.t('LLP: points so far');
    this.item.command = 'llp.givePoints' satisfies CommandId;
    this.own(
      vscode.window.onDidChangeActiveTextEditor(() => this.show()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor) this.show();
      }),
    );
  }

  show(): void {
    // A comment that is being written is an editor too: what counts is the answer below it.
    const active = vscode.window.activeTextEditor;
    if (active?.document.uri.scheme !== 'comment') this.editor = active;
    const { editor } = this;
    const inAnswer = editor !== undefined && this.places.in(editor.document).length > 0;
    if (inAnswer !== this.inAnswer) {
      this.inAnswer = inAnswer;
      void setContext(contextKey, inAnswer);
    }
    const at = this.places.atCursor(editor);
    const read = this.session.current?.read;
    const sheet = at && read ? read.remarks.sheet(at.place.run.id) : null;
    if (!at || !sheet || at.place.run.status !== 'complete') {
      this.item.hide();
      return;
    }
    const id = this.giver.itemOf(at.place, sheet);
    const chosen = sheet.items.find((item) => item.id === id);
    const target = chosen ? `${chosen.id} ${chosen.points}/${chosen.max}` : vscode.l10n.t('whole answer');
    this.item.text = `$(checklist) ${target} · ${sheet.points}/${sheet.max}`;
    const items = sheet.items.map((item, index) => `${index + 1}  ${item.id} ${item.points}/${item.max}`);
    this.item.tooltip = plain(
      [
        vscode.l10n.t(
          'Points go to “{0}”. Click to choose and give some.',
          chosen?.id ?? vscode.l10n.t('whole answer'),
        ),
        ...items,
      ].join('\n'),
    );
    this.item.show();
  }
}
