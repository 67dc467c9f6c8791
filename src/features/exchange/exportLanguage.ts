import * as vscode from 'vscode';
import { exportStrings } from '../../exchange/strings';
import type { ExportLanguage } from '../../exchange/words';
import { translate } from '../../l10n/strings';

/**
 * The language that VS Code speaks here; undefined, which is English, where LLP has no translation into it: a page says
 * which language its text is in, so that it is read out in that one.
 */
export function exportLanguage(): ExportLanguage | undefined {
  if (vscode.l10n.bundle === undefined) return undefined;
  const strings = translate(exportStrings, (text) => vscode.l10n.t(text));
  // Elsewhere the same word is a noun.
  strings.stop = vscode.l10n.t({ message: 'Stop', comment: ['Ends a query that is running'] });
  return { tag: vscode.env.language, strings };
}
