import * as vscode from 'vscode';
import type { Remark } from '../../../model/remarks';

/** A remark as VS Code shows it. Its body is a string, which is shown as it is: no Markdown, no HTML, no links. */
export class RemarkComment implements vscode.Comment {
  readonly author = { name: vscode.l10n.t('You') };
  mode = vscode.CommentMode.Preview;
  label?: string;
  timestamp?: Date;

  private constructor(
    public body: string,
    /** Null while it was refused and is not stored. */
    readonly remark: Remark | null,
    readonly thread: vscode.CommentThread,
  ) {}

  static stored(remark: Remark, thread: vscode.CommentThread): RemarkComment {
    const comment = new RemarkComment(remark.body, remark, thread);
    comment.timestamp = new Date(remark.createdAt);
    if (remark.editedAt !== null) comment.label = vscode.l10n.t('edited');
    return comment;
  }

  /** What was typed and cannot be stored stays open for editing, with the reason beside it. */
  static refused(body: string, problem: string, remark: Remark | null, thread: vscode.CommentThread): RemarkComment {
    const comment = new RemarkComment(body, remark, thread);
    comment.mode = vscode.CommentMode.Editing;
    comment.label = vscode.l10n.t('Not stored: {0}', problem);
    return comment;
  }

  /** The same, open for editing. */
  editing(): RemarkComment {
    const comment = new RemarkComment(this.remark?.body ?? this.body, this.remark, this.thread);
    comment.mode = vscode.CommentMode.Editing;
    return comment;
  }

  get contextValue(): string {
    return this.remark === null ? 'llp.remark.refused' : 'llp.remark';
  }
}
