import { said } from '../l10n/said';
import type { Report } from './frontMatter';

const fence = /^ {0,3}(`{3,}|~{3,})/;

/**
 * Reports where Git has left both sides of a conflict, which would be sent to models as they stand. Within a fence it
 * may be what a prompt is about.
 */
export function reportConflicts(source: string, report: Report): void {
  let open: string | null = null;
  /** Within the two sides: whether they began in a fence. */
  let fenced: boolean | null = null;
  for (const [line, text] of source.split(/\r\n|\r|\n/).entries()) {
    const mark = fence.exec(text)?.[1];
    if (open === null && mark !== undefined) open = mark;
    else if (open !== null && mark?.startsWith(open) === true && text.trim() === mark) open = null;
    const isEnd = fenced !== null && /^>{7}(?: |$)/.test(text);
    if (/^<{7}(?: |$)/.test(text)) fenced = open !== null;
    else if (!isEnd) continue;
    report(
      line,
      said`This is a mark that Git leaves where two versions of a file differ: keep one of them, and remove the lines with \`<<<<<<<\`, \`=======\` and \`>>>>>>>\`.`,
      fenced ? 'warning' : 'error',
    );
    if (isEnd) fenced = null;
  }
}
