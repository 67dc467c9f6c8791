import { verbatim } from '../../l10n/said';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { DiskFiles, expectUnchanged } from '../../suites/edit/diskFiles';
import { EditRefused } from '../../suites/edit/places';
import { differenceOf } from '../../suites/edit/splice';
import type { FileChange, SuiteFiles } from '../../suites/edit/suiteEditor';

/**
 * Suite files as the window has them: one that is open in an editor is changed there, so that the editor's own undo
 * takes the change back too; all others are changed on the disk.
 */
export class EditorFiles implements SuiteFiles {
  private readonly disk = new DiskFiles();

  async read(file: string): Promise<string | null> {
    const document = openDocument(file);
    if (!document) return this.disk.read(file);
    if (document.isDirty) await saveFirst(document);
    return document.getText();
  }

  async write(changes: FileChange[]): Promise<void> {
    const open = changes.flatMap((change) => {
      const document = change.after === null || change.before === null ? undefined : openDocument(change.file);
      return document ? [{ change, document }] : [];
    });
    for (const { document, change } of open) expectUnchanged(change, document.isDirty ? null : document.getText());
    const closed = changes.filter((change) => !open.some((other) => other.change === change));
    await this.disk.write(closed.filter((change) => change.after !== null));
    if (open.length > 0) await applyToDocuments(open);
    for (const change of closed) if (change.after === null) await this.remove(change);
  }

  /** To the trash where the system has one. */
  private async remove(change: FileChange): Promise<void> {
    expectUnchanged(change, await this.read(change.file));
    const uri = vscode.Uri.file(change.file);
    try {
      await vscode.workspace.fs.delete(uri, { useTrash: true });
    } catch {
      await vscode.workspace.fs.delete(uri, { useTrash: false });
    }
  }
}

async function applyToDocuments(open: { change: FileChange; document: vscode.TextDocument }[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const { document, change } of open) {
    const { start, end, text } = differenceOf(change.before ?? '', change.after ?? '');
    edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  }
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new EditRefused(verbatim(vscode.l10n.t('The editor did not accept the change; nothing was written.')));
  for (const { document, change } of open) {
    if (!(await document.save()))
      throw new Error(
        vscode.l10n.t('{0} could not be saved; the change is in its editor.', basename(document.fileName)),
      );
    // What a formatter made of it on saving is what a later undo has to find.
    change.after = document.getText();
  }
}

/** An edit of what stands on the disk would be lost when the person saves, and the other way round. */
async function saveFirst(document: vscode.TextDocument): Promise<void> {
  const save = vscode.l10n.t('Save and go on');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} has unsaved changes. They are saved together with this one.', basename(document.fileName)),
    { modal: true },
    save,
  );
  if (chosen !== save) throw new vscode.CancellationError();
  await document.save();
}

function openDocument(file: string): vscode.TextDocument | undefined {
  const { fsPath } = vscode.Uri.file(file);
  return vscode.workspace.textDocuments.find(
    (document) => !document.isClosed && document.uri.scheme === 'file' && document.uri.fsPath === fsPath,
  );
}
