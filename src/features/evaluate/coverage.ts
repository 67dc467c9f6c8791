import * as vscode from 'vscode';
import { languageFiles } from '../../evaluate/extract/languages';
import type { Evaluation } from '../../evaluate/model';
import { placer } from './placing';

const details = new WeakMap<vscode.FileCoverage, vscode.StatementCoverage[]>();

/** What the answer's own tests reach of its code; null where that was not to be had. */
export function coverageOf(document: vscode.TextDocument, found: Evaluation): vscode.FileCoverage | null {
  if (found.language === null) return null;
  const { code } = languageFiles[found.language];
  const place = placer(document, found, code);
  const statements = Object.entries(found.lines[code] ?? {}).flatMap(([line, count]) => {
    const at = place(Number(line) - 1);
    if (at === null) return [];
    const { firstNonWhitespaceCharacterIndex: start, range } = document.lineAt(at);
    return [new vscode.StatementCoverage(count, new vscode.Range(at, start, at, range.end.character))];
  });
  if (statements.length === 0) return null;
  const coverage = vscode.FileCoverage.fromDetails(document.uri, statements);
  details.set(coverage, statements);
  return coverage;
}

/** The lines of a file whose coverage was shown. */
export async function detailsOf(coverage: vscode.FileCoverage): Promise<vscode.StatementCoverage[]> {
  return details.get(coverage) ?? [];
}
