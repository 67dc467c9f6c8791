import * as vscode from 'vscode';

/** `6 prompts · 385 points`. */
export function countText(prompts: number, points: number): string {
  return prompts === 1
    ? vscode.l10n.t('1 prompt · {0} points', points)
    : vscode.l10n.t('{0} prompts · {1} points', prompts, points);
}
