import * as vscode from 'vscode';
import { number } from './figures';

/** `6 prompts · 385 points`. */
export function countText(prompts: number, points: number): string {
  return prompts === 1
    ? vscode.l10n.t('1 prompt · {0} points', number(points))
    : vscode.l10n.t('{0} prompts · {1} points', number(prompts), number(points));
}
