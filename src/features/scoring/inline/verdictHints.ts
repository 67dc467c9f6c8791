import * as vscode from 'vscode';
import { coreText } from '../../../edge/coreText';
import { verdictWord } from '../../../edge/verdictText';
import { lineOf, type AnswerLayout } from '../../../edge/answers/layout';
import type { CheckSheet, CheckVerdict } from '../../../model/check';
import type { Run } from '../../../model/run';
import { plain } from '../../../edge/plainText';

/** `✗ words 0..300` at the end of the line of the answer that decided a check, with the evidence in its tooltip. */
export function verdictHints(
  document: vscode.TextDocument,
  lines: string[],
  run: Run,
  layout: AnswerLayout,
  sheet: CheckSheet,
): vscode.InlayHint[] {
  const text = run.text.split(/\r\n?|\n/);
  const blanks = text.findIndex((line) => line.trim() !== '');
  return sheet.items.flatMap(({ verdicts }) =>
    verdicts.flatMap((verdict) => {
      const { line } = verdict;
      if (line === null) return [];
      const quote = (text[line] ?? '').trim().slice(0, 200);
      const anchor = {
        part: 'answer',
        line: line - Math.max(0, blanks),
        lines: 1,
        quote,
        before: '',
        after: '',
      } as const;
      const at = lineOf(layout, lines, run, anchor);
      return at && at.line < document.lineCount ? [hint(document.lineAt(at.line).range.end, verdict)] : [];
    }),
  );
}

function hint(at: vscode.Position, verdict: CheckVerdict): vscode.InlayHint {
  const signs = { pass: '✓', fail: '✗', unknown: '?' };
  const shown = new vscode.InlayHint(at, `${signs[verdict.verdict]} ${verdict.check.slice(0, 40)}`);
  shown.paddingLeft = true;
  shown.tooltip = plain(`${verdictWord(verdict)}\n${verdict.check}\n${coreText(verdict.evidence)}`);
  return shown;
}
