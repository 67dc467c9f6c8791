import { inEnglish } from '../l10n/said';
import type { SuiteProblem } from '../model/prompt';
import type { Report } from './frontMatter';

/** Collects what is wrong with a file; each problem underlines its line. */
export function problemsIn(source: string, file: string): { problems: SuiteProblem[]; report: Report } {
  const problems: SuiteProblem[] = [];
  const lines = source.split(/\r\n|\r|\n/);
  const report: Report = (line, sentence, severity = 'error') => {
    const text = lines[line] ?? '';
    const column = text.length - text.trimStart().length;
    problems.push({ file, line, column, endColumn: Math.max(1, text.length), severity, message: inEnglish(sentence), said: sentence });
  };
  return { problems, report };
}
