import * as vscode from 'vscode';
import templates from '../l10n/coreSentences.json';
import { translateSentence } from '../l10n/translateSentence';

/** A sentence of the core, which speaks English only, in the person's language. */
export function coreText(sentence: string): string {
  if (vscode.l10n.bundle === undefined) return sentence;
  return translateSentence(sentence, templates, (template, ...values) => vscode.l10n.t(template, ...values));
}
