import * as vscode from 'vscode';

const opening = /^<details><summary>Reasoning<\/summary>\s*$/;
const closing = /^<\/details>\s*$/;

/** Lets the reasoning fold away, in the tab of an answer and in the saved files. */
export class ReasoningFolds implements vscode.FoldingRangeProvider {
  provideFoldingRanges(document: vscode.TextDocument): vscode.FoldingRange[] {
    const ranges: vscode.FoldingRange[] = [];
    let start: number | null = null;
    for (let line = 0; line < document.lineCount; line++) {
      const { text } = document.lineAt(line);
      if (opening.test(text)) start = line;
      else if (start !== null && closing.test(text)) {
        ranges.push(new vscode.FoldingRange(start, line, vscode.FoldingRangeKind.Region));
        start = null;
      }
    }
    return ranges;
  }
}
