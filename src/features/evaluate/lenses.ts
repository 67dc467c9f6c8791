import * as vscode from 'vscode';
import { commandLink } from '../../edge/commands';
import type { AnswerFiles } from './answerFiles';
import type { Evaluations } from './evaluations';
import { figureLenses } from './figures';
import { headerNames, headerOf } from './header';
import { scoreText } from './words';

/** Where programs are: code and Markdown in llm_outputs/swe. */
export const codeSelector: vscode.DocumentSelector = { scheme: 'file', pattern: '**/llm_outputs/swe/*' };

/** Above the header line of a program: its points, and a control for each figure that a person sets. */
export class HeaderLenses implements vscode.CodeLensProvider {
  constructor(
    private readonly files: AnswerFiles,
    private readonly evaluations: Evaluations,
    readonly onDidChangeCodeLenses: vscode.Event<void>,
  ) {}

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!this.files.has(document.uri)) return [];
    const found = await this.evaluations.of(document).catch(() => null);
    const isCode = this.files.isCode(document.uri);
    const { line, checks } = isCode
      ? headerOf(document, this.files.maxima, this.files.written(document))
      : { line: 0, checks: {} as Record<string, number> };
    const range = new vscode.Range(line, 0, line, 0);
    const title = found
      ? vscode.l10n.t('$(beaker) Evaluated: {0}', scoreText(found))
      : vscode.l10n.t('$(beaker) Evaluate This Answer');
    const tooltip = vscode.l10n.t('Compile and run this answer in a sandbox, and score it');
    const lenses = [new vscode.CodeLens(range, commandLink(title, 'llp.evaluateAnswer', [document.uri], tooltip))];
    if (!isCode) return lenses;
    lenses.unshift(...figureLenses(document, this.files.written(document)));
    for (const name of headerNames) {
      const given = checks[name];
      const max = this.files.maxima[name];
      if (name !== 'adjustment' && max === undefined) continue;
      const shown = `${name}: ${given ?? '–'}${max === undefined ? '' : ` / ${max}`}`;
      const hint = vscode.l10n.t('Set “{0}” in the header', name);
      lenses.push(
        new vscode.CodeLens(range, commandLink(shown, 'llp.setHeaderPoints', [{ uri: document.uri, name }], hint)),
      );
    }
    return lenses;
  }
}
