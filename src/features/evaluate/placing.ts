import type * as vscode from 'vscode';
import { languageFiles, languageOfName } from '../../evaluate/extract/languages';
import type { Evaluation } from '../../evaluate/model';

/**
 * Finds the line of a document on which a line of the evaluated file stands, both from 0; null where it stands in none.
 * `name` is the file's name in the sandbox, such as `shelf.go`.
 */
export function placer(
  document: vscode.TextDocument,
  found: Evaluation,
  name: string,
): (line: number) => number | null {
  const lines = document.getText().split(/\r\n?|\n/);
  const isTest = found.language !== null && name === languageFiles[found.language].test;
  const language = languageOfName(document.uri.path);
  const ofTests = language !== null && document.uri.path.endsWith(`_test${languageFiles[language].extension}`);
  if (language !== null && ofTests !== isTest) return () => null;
  const changed = found.adjustments.find(({ file }) => file === name);
  const unchanged = changed ? lineMap(changed.before.split('\n'), changed.after.split('\n')) : (line: number) => line;
  if (language !== null) return (line) => bounded(unchanged(line), lines.length);
  // In Markdown the code stands within a block.
  const first = startOfBlock(lines, isTest, found);
  return (line) => {
    const at = unchanged(line);
    return first === null || at === null ? null : bounded(first + at, lines.length);
  };
}

function bounded(line: number | null, count: number): number | null {
  return line === null || line < 0 || line >= count ? null : line;
}

/** Maps lines of the adjusted file back to what the model wrote: adjustments change a few lines only. */
function lineMap(before: string[], after: string[]): (line: number) => number | null {
  const back = new Map<number, number>();
  let from = 0;
  for (const [index, text] of after.entries()) {
    const at = before.indexOf(text, from);
    // What was put in stands nowhere; what was taken out is passed over, but never far.
    if (at === -1 || at - from > 20) continue;
    back.set(index, at);
    from = at + 1;
  }
  return (line) => back.get(line) ?? null;
}

function startOfBlock(lines: string[], isTest: boolean, found: Evaluation): number | null {
  if (found.language === null) return null;
  const { fences, isTest: looksLikeTest } = languageFiles[found.language];
  const opening = new RegExp(`^\\s*(?:\`{3,}|~{3,})\\s*(?:${fences.join('|')})\\b`, 'i');
  for (const [index, line] of lines.entries()) {
    if (!opening.test(line)) continue;
    const length = lines.slice(index + 1).findIndex((other) => /^\s*(?:`{3,}|~{3,})\s*$/.test(other));
    const content = lines.slice(index + 1, length === -1 ? undefined : index + 1 + length).join('\n');
    if (looksLikeTest(content) === isTest) return index + 1;
  }
  return null;
}

/** The line on which the function that a case calls is defined, or 0. */
export function definitionLine(document: vscode.TextDocument, op: 'parse' | 'run'): number {
  const names = op === 'parse' ? 'parse' : '(?:compile|run)';
  const pattern = new RegExp(
    `^\\s*(?:pub\\s+|export\\s+)?(?:func|fn|def|function)\\s+(?:\\([^)]*\\)\\s*)?${names}\\b`,
    'i',
  );
  const lines = document.getText().split(/\r\n?|\n/);
  return Math.max(
    0,
    lines.findIndex((line) => line.length < 500 && pattern.test(line)),
  );
}
