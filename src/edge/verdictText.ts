import * as vscode from 'vscode';
import type { CheckVerdict, ItemVerdicts } from '../model/check';
import { coreText } from './coreText';

/** Verdicts with their evidence in the person's language, where it is one of the core's sentences. */
export function inPersonsLanguage(items: readonly ItemVerdicts[]): ItemVerdicts[] {
  return items.map((item) => ({
    ...item,
    verdicts: item.verdicts.map((verdict) => ({ ...verdict, evidence: coreText(verdict.evidence) })),
  }));
}

/** Whether a check passes and what it earns, in a sentence. */
export function verdictWord({ verdict, points, max, loose }: CheckVerdict): string {
  if (verdict === 'pass') return vscode.l10n.t('The check passes: {0} of {1} points.', points, max);
  if (verdict === 'unknown') return vscode.l10n.t('The check cannot be told: a person decides.');
  return loose === 'pass'
    ? vscode.l10n.t('The check fails: 0 of {0} points. By the loose reading it passes.', max)
    : vscode.l10n.t('The check fails: 0 of {0} points.', max);
}
