import * as vscode from 'vscode';
import { answerSections } from '../../conduct/answerFile';
import { runIdOf } from './answerDocuments';

/** The run of the active editor: an answer's own tab, or the section of a saved file in which the cursor stands. */
export function runAtCursor(): number | null {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return null;
  const own = runIdOf(editor.document.uri);
  if (own !== null) return own;
  const offset = editor.document.offsetAt(editor.selection.active);
  const section = answerSections(editor.document.getText()).find(({ start, end }) => start <= offset && offset <= end);
  return section?.runId ?? null;
}
