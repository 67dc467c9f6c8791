import * as vscode from 'vscode';
import { commandLink } from '../../edge/commands';
import { figuresLineOf } from '../../model/codeHeader';
import { figurePatterns, formatFigures, printedStat, type StatsLine } from '../../model/statsLine';
import { head } from './header';

/** The figures of a header’s first line, in its order. */
export const figureNames = ['tokensPerSecond', 'completionTokens', 'timeToFirstTokenSeconds', 'stopReason'] as const;
export type FigureName = (typeof figureNames)[number];

export function isFigure(name: string): name is FigureName {
  return (figureNames as readonly string[]).includes(name);
}

/** Above the line of figures: each of them, as a control that changes it. None where there is no such line. */
export function figureLenses(document: vscode.TextDocument, written: string): vscode.CodeLens[] {
  const found = figuresLineOf(head(document), written);
  if (!found?.stats) return [];
  const { stats, line } = found;
  return figureNames.map((name) => {
    const title = `${labelOf(name)}: ${printedStat(name, stats[name]) ?? '–'}`;
    return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), link(title, document.uri, name));
  });
}

/** Behind each figure of the line a control. */
export function figureHints(document: vscode.TextDocument, written: string): vscode.InlayHint[] {
  const found = figuresLineOf(head(document), written);
  if (!found?.stats) return [];
  const { text } = document.lineAt(found.line);
  return figureNames.flatMap((name) => {
    const match = figurePatterns[name].exec(text.slice(0, found.end));
    if (!match) return [];
    const part = new vscode.InlayHintLabelPart('✎');
    part.command = link('✎', document.uri, name);
    const at = match.index + match[0].trimEnd().length;
    const hint = new vscode.InlayHint(new vscode.Position(found.line, at), [part]);
    hint.paddingLeft = true;
    return [hint];
  });
}

/** Asks for one figure and writes the line anew with it; nothing typed stands for unknown. */
export async function setFigure(document: vscode.TextDocument, name: FigureName, written: string): Promise<void> {
  const found = figuresLineOf(head(document), written);
  if (!found) throw new Error(vscode.l10n.t('This file has no line of figures, such as “2.28 tok/sec • 476 tokens”.'));
  const unknown: StatsLine = {
    tokensPerSecond: null,
    completionTokens: null,
    timeToFirstTokenSeconds: null,
    stopReason: null,
  };
  const stats = found.stats ?? unknown;
  const typed = await vscode.window.showInputBox({
    prompt: vscode.l10n.t('{0}; leave it empty where it is not known', labelOf(name)),
    value: printedStat(name, stats[name]) ?? '',
    validateInput: (text) =>
      isValid(name, text.trim()) ? null : vscode.l10n.t('This cannot be read as such a figure.'),
  });
  if (typed === undefined) return;
  const text = typed.trim();
  const value = text === '' ? null : name === 'stopReason' ? text : Number(text.replace(',', '.'));
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(found.line, found.start, found.line, found.end);
  edit.replace(document.uri, range, formatFigures({ ...stats, [name]: value }));
  await vscode.workspace.applyEdit(edit);
  // On saving it is taken over into the run.
  await document.save();
}

function isValid(name: FigureName, text: string): boolean {
  if (text === '') return true;
  if (name === 'stopReason') return text.length <= 60 && !/[•|;,\u0000-\u001f]/.test(text);
  return (name === 'completionTokens' ? /^\d{1,15}$/ : /^\d{1,15}(?:[.,]\d{1,15})?$/).test(text);
}

function labelOf(name: FigureName): string {
  const labels: Record<FigureName, string> = {
    tokensPerSecond: 'tok/sec',
    completionTokens: vscode.l10n.t('Tokens'),
    timeToFirstTokenSeconds: vscode.l10n.t('Seconds to the first token'),
    stopReason: 'Stop',
  };
  return labels[name];
}

function link(title: string, uri: vscode.Uri, name: FigureName): vscode.Command {
  const hint = vscode.l10n.t('Set “{0}” in the header', labelOf(name));
  return commandLink(title, 'llp.setHeaderPoints', [{ uri, name }], hint);
}
