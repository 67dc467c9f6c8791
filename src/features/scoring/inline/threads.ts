import * as vscode from 'vscode';
import { Disposables } from '../../../edge/disposables';
import { errorText } from '../../../edge/errorText';
import type { Session } from '../../../edge/session';
import { TypingPause } from '../../../edge/typingPause';
import { guarded } from '../../../model/guarded';
import type { RemarkThread } from '../../../model/remarks';
import type { Playground } from '../../../playground';
import { anchorIn, lineOf, nearestLine } from '../../../edge/answers/layout';
import { linesOf, type AnswerPlace, type AnswerPlaces } from '../../../edge/answers/places';
import { RemarkComment } from './remarkComment';
import { marksText, totalText } from './text';

/** A thread in one document. The same one may be shown in an answer's own tab and in the saved file. */
interface Shown {
  thread: vscode.CommentThread;
  /** What was shown last, so that only what has changed is drawn anew. */
  drawn: string;
}

/** Comment threads on lines of answers: drawn from the database, and written back to it. */
export class RemarkThreads extends Disposables {
  private readonly controller: vscode.CommentController;
  private readonly shown = new Map<string, Map<number, Shown>>();
  private readonly idOf = new WeakMap<vscode.CommentThread, number>();
  /** New threads whose first remark was refused. */
  private readonly unsaved = new Set<vscode.CommentThread>();
  private readonly pause: TypingPause;
  /** While a remark is being stored: the thread it is typed in is not known yet, and would be drawn a second time. */
  private isStoring = false;

  constructor(
    private readonly session: Session,
    private readonly places: AnswerPlaces,
  ) {
    super();
    this.controller = this.own(
      vscode.comments.createCommentController('llp.remarks', vscode.l10n.t('Remarks on answers')),
    );
    this.controller.options = {
      prompt: vscode.l10n.t('Points or a remark…'),
      placeHolder: vscode.l10n.t('+5 correctness: why · -2 · or a remark in words'),
    };
    this.offerLines();
    const draw = (document: vscode.TextDocument): void => {
      if (!document.isClosed) this.draw(document);
    };
    this.pause = this.own(new TypingPause(guarded(draw, (problem) => session.log.warn(String(problem)))));
    this.own(
      vscode.workspace.onDidOpenTextDocument((document) => this.draw(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.drop(document.uri)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.places.isAnswer(document.uri)) this.pause.after(document);
      }),
    );
  }

  /** Tells VS Code which lines can have a remark; call it again when that may have changed. */
  offerLines(): void {
    this.controller.commentingRangeProvider = {
      provideCommentingRanges: async (document) => {
        await this.session.playground();
        const blocks = this.places.in(document).flatMap(({ layout }) => layout.blocks);
        return blocks.map(({ start, end }) => new vscode.Range(Math.max(0, start - 1), 0, end - 1, 0));
      },
    };
  }

  /** Draws the threads of all open documents. */
  drawAll(): void {
    for (const document of vscode.workspace.textDocuments) this.draw(document);
  }

  /** Stores what was typed below a thread, or in a new one. */
  async reply({ thread, text }: vscode.CommentReply): Promise<void> {
    const playground = await this.session.playground();
    this.attempt(thread, text, null, () => this.add(playground, thread, text));
  }

  /** Stores a remark that was being edited. */
  async save(comment: RemarkComment): Promise<void> {
    const playground = await this.session.playground();
    const { remark, body, thread } = comment;
    this.attempt(thread, body, comment, () => {
      if (remark) playground.remarks.edit(remark.id, body);
      else this.add(playground, thread, body);
    });
  }

  edit(comment: RemarkComment): void {
    const { thread } = comment;
    thread.comments = thread.comments.map((other) => (other === comment ? comment.editing() : other));
  }

  /** Leaves editing without a change; what was never stored goes away. */
  cancel(comment: RemarkComment): void {
    const { remark, thread } = comment;
    thread.comments = thread.comments.flatMap((other): vscode.Comment[] =>
      other !== comment ? [other] : remark ? [RemarkComment.stored(remark, thread)] : [],
    );
    if (thread.comments.length > 0) return;
    this.unsaved.delete(thread);
    thread.dispose();
  }

  /** Deletes remarks, and offers to take that back. */
  async delete(target: RemarkComment | vscode.CommentThread): Promise<void> {
    const playground = await this.session.playground();
    const comments = target instanceof RemarkComment ? [target] : target.comments;
    const ids = comments.flatMap((comment) =>
      comment instanceof RemarkComment && comment.remark ? [comment.remark.id] : [],
    );
    if (ids.length === 0) {
      if (!(target instanceof RemarkComment)) target.dispose();
      return;
    }
    playground.remarks.delete(ids);
    const undo = vscode.l10n.t('Undo');
    const message =
      ids.length === 1 ? vscode.l10n.t('Deleted the remark.') : vscode.l10n.t('Deleted {0} remarks.', ids.length);
    // Not awaited: the offer may stand for as long as the person likes.
    void vscode.window.showInformationMessage(message, undo).then((chosen) => {
      if (chosen !== undo) return;
      playground.remarks.restore(ids);
    });
  }

  async resolve(thread: vscode.CommentThread, resolved: boolean): Promise<void> {
    const playground = await this.session.playground();
    const id = this.idOf.get(thread);
    if (id === undefined) return;
    playground.remarks.resolve(id, resolved);
    if (resolved) thread.collapsibleState = vscode.CommentThreadCollapsibleState.Collapsed;
  }

  /** Does what stores a remark; where that is refused, what was typed stays open with the reason beside it. */
  private attempt(thread: vscode.CommentThread, text: string, edited: RemarkComment | null, store: () => void): void {
    const others = thread.comments.filter((comment) => comment !== edited);
    this.isStoring = true;
    try {
      store();
    } catch (error) {
      const problem = errorText(error);
      const refused = RemarkComment.refused(text, problem, edited?.remark ?? null, thread);
      thread.comments = edited
        ? thread.comments.map((other) => (other === edited ? refused : other))
        : [...others, refused];
      thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
      if (this.idOf.get(thread) === undefined) {
        thread.label = vscode.l10n.t('New remark');
        this.unsaved.add(thread);
      }
      return;
    } finally {
      this.isStoring = false;
    }
    this.unsaved.delete(thread);
    // Out of editing before it is drawn anew: drawing leaves alone what is being edited.
    thread.comments = others;
    const known = this.inDocument(thread.uri).get(this.idOf.get(thread) ?? -1);
    if (known) known.drawn = '';
    this.drawAll();
  }

  private add(playground: Playground, thread: vscode.CommentThread, text: string): void {
    const known = this.idOf.get(thread);
    if (known !== undefined) {
      playground.remarks.reply(known, text);
      return;
    }
    const document = vscode.workspace.textDocuments.find((other) => other.uri.toString() === thread.uri.toString());
    const { start, end } = thread.range ?? new vscode.Range(0, 0, 0, 0);
    const place = document && this.places.at(document, start.line);
    // As points are: on the blank line above an answer means its first line.
    const line = (place && nearestLine(place.layout, start.line)) ?? start.line;
    const anchor =
      document && place && anchorIn(place.layout, linesOf(document), place.run, line, Math.max(1, end.line - line + 1));
    if (!place || !anchor) throw new Error(vscode.l10n.t('This line no longer belongs to an answer.'));
    const { id } = playground.remarks.begin(place.run.id, anchor, text);
    this.idOf.set(thread, id);
    this.inDocument(thread.uri).set(id, { thread, drawn: '' });
  }

  private draw(document: vscode.TextDocument): void {
    const playground = this.session.current;
    if (!playground || this.isStoring || !this.places.isAnswer(document.uri)) return;
    const lines = linesOf(document);
    const shown = this.inDocument(document.uri);
    const wanted = new Set<number>();
    for (const place of this.places.in(document)) {
      for (const thread of playground.read.remarks.threads(place.run.id)) {
        if (this.drawThread(playground, document.uri, place, lines, thread)) wanted.add(thread.id);
      }
    }
    for (const [id, { thread }] of shown) {
      if (wanted.has(id)) continue;
      shown.delete(id);
      thread.dispose();
    }
  }

  /** Returns false where the document does not show the lines the thread is about. */
  private drawThread(
    playground: Playground,
    uri: vscode.Uri,
    { run, layout }: AnswerPlace,
    lines: string[],
    stored: RemarkThread,
  ): boolean {
    const at = lineOf(layout, lines, run, stored.anchor);
    if (!at) return false;
    const last = Math.min(at.line + stored.anchor.lines - 1, lines.length - 1);
    const range = new vscode.Range(at.line, 0, last, 0);
    const known = this.inDocument(uri).get(stored.id);
    const thread = known?.thread ?? this.controller.createCommentThread(uri, range, []);
    if (!known) {
      thread.collapsibleState = vscode.CommentThreadCollapsibleState.Collapsed;
      this.idOf.set(thread, stored.id);
    }
    if (!thread.range?.isEqual(range)) thread.range = range;
    const sheet = playground.read.remarks.sheet(run.id);
    const marks = stored.remarks.flatMap(({ body }) => playground.read.remarks.marksOf(run.id, body));
    const parts = [
      marks.length > 0 ? marksText(marks) : vscode.l10n.t('Remark'),
      ...(marks.length > 0 && sheet ? [totalText(sheet, true)] : []),
      ...(at.changed ? [vscode.l10n.t('the line was edited')] : []),
    ];
    const drawn = JSON.stringify([parts, stored.resolved, stored.remarks]);
    if (known?.drawn !== drawn) {
      thread.label = parts.join(' · ');
      thread.contextValue = stored.resolved ? 'llp.resolved' : 'llp.open';
      thread.state = stored.resolved ? vscode.CommentThreadState.Resolved : vscode.CommentThreadState.Unresolved;
      const open = thread.comments.filter((comment) => comment.mode === vscode.CommentMode.Editing);
      thread.comments = merged(stored, thread, open);
      this.inDocument(uri).set(stored.id, { thread, drawn });
    }
    return true;
  }

  private inDocument(uri: vscode.Uri): Map<number, Shown> {
    const key = uri.toString();
    const shown = this.shown.get(key) ?? new Map<number, Shown>();
    this.shown.set(key, shown);
    return shown;
  }

  private drop(uri: vscode.Uri): void {
    const key = uri.toString();
    for (const { thread } of this.shown.get(key)?.values() ?? []) thread.dispose();
    this.shown.delete(key);
    for (const thread of this.unsaved) {
      if (thread.uri.toString() !== key) continue;
      this.unsaved.delete(thread);
      thread.dispose();
    }
  }
}

/** The stored remarks, with those that are just being edited left as they are. */
function merged(
  { remarks }: RemarkThread,
  thread: vscode.CommentThread,
  open: readonly vscode.Comment[],
): vscode.Comment[] {
  const editing = open.filter((comment): comment is RemarkComment => comment instanceof RemarkComment);
  const comments: RemarkComment[] = remarks.map(
    (remark) => editing.find((comment) => comment.remark?.id === remark.id) ?? RemarkComment.stored(remark, thread),
  );
  return [...comments, ...editing.filter((comment) => comment.remark === null)];
}
