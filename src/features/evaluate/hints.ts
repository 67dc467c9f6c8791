import * as vscode from 'vscode';
import { commandLink } from '../../edge/commands';
import type { AnswerFiles } from './answerFiles';
import type { Evaluations } from './evaluations';
import { figureHints } from './figures';
import { headerNames, headerOf } from './header';
import { figuresText, itemsTable, scoreText } from './words';

/** At the end of the header line: the points and what they came from; behind each figure there, a control. */
export class ScoreHints implements vscode.InlayHintsProvider {
  constructor(
    private readonly files: AnswerFiles,
    private readonly evaluations: Evaluations,
    readonly onDidChangeInlayHints: vscode.Event<void>,
  ) {}

  async provideInlayHints(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.InlayHint[]> {
    if (!this.files.isCode(document.uri)) return [];
    const { line, checks } = headerOf(document, this.files.maxima, this.files.written(document));
    const hints = Object.keys(checks).length > 0 ? this.controls(document, line) : [];
    hints.push(...figureHints(document, this.files.written(document)));
    const found = await this.evaluations.of(document).catch(() => null);
    if (found) {
      const label = [scoreText(found), figuresText(found)].filter((text) => text !== '').join(' • ');
      const hint = new vscode.InlayHint(document.lineAt(line).range.end, label);
      hint.paddingLeft = true;
      const tooltip = new vscode.MarkdownString();
      tooltip.appendCodeblock(itemsTable(found), 'text');
      hint.tooltip = tooltip;
      hints.push(hint);
    }
    return hints.filter(({ position }) => range.contains(position));
  }

  private controls(document: vscode.TextDocument, line: number): vscode.InlayHint[] {
    const { text } = document.lineAt(line);
    return headerNames.flatMap((name) => {
      const match = new RegExp(`\\b${name}\\s*[:=]?\\s*[+\\-−]?\\d+(?:[.,]\\d+)?`, 'i').exec(text);
      if (!match) return [];
      const max = this.files.maxima[name];
      const part = new vscode.InlayHintLabelPart(max === undefined ? '✎' : `/ ${max} ✎`);
      part.command = commandLink(vscode.l10n.t('Set “{0}” in the header', name), 'llp.setHeaderPoints', [
        { uri: document.uri, name },
      ]);
      const hint = new vscode.InlayHint(new vscode.Position(line, match.index + match[0].length), [part]);
      hint.paddingLeft = true;
      return [hint];
    });
  }
}
