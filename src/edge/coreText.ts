import { translateSaid, type Said } from '../l10n/said';
import * as vscode from 'vscode';
import type { Translate } from '../l10n/translateSentence';

let translateKnown: ((sentence: string, translate: Translate) => string) | null = null;

/** Reads what sentences are recognised by: in English nothing is, and until then they stay as they are. */
export async function readCoreSentences(): Promise<void> {
  if (vscode.l10n.bundle !== undefined) ({ translateKnown } = await import('../l10n/knownSentences'));
}

/** A sentence of the core that kept what was filled in apart, in the person's language. */
export function saidText(said: Said): string {
  return translateSaid(said, (template, ...values) => vscode.l10n.t(template, ...values));
}

/** A sentence of the core, which speaks English only, in the person's language. */
export function coreText(sentence: string): string {
  return translateKnown?.(sentence, (template, ...values) => vscode.l10n.t(template, ...values)) ?? sentence;
}
