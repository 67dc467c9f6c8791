import * as vscode from 'vscode';

/** Text that is shown as it is, whatever is in it. */
export function plain(text: string): vscode.MarkdownString {
  const shown = new vscode.MarkdownString();
  shown.isTrusted = false;
  shown.supportHtml = false;
  return shown.appendText(text);
}
