import { plainLine } from './inert';

/** What tells a spreadsheet that a file is UTF-8. */
export const byteOrderMark = '\ufeff';

/**
 * RFC 4180 lines with CRLF. A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers
 * stay numbers. Characters that act on a terminal or reorder text are replaced by a visible sign.
 */
export function toCsv(rows: (string | number | null)[][]): string {
  return rows.map((row) => row.map(field).join(',') + '\r\n').join('');
}

const formula = /^(?:[\t\r\n]|\s*"?[=+\-@\uff1d\uff0b\uff0d\uff20])/;
// Where a semicolon or tab is the list separator of the spreadsheet, a formula can begin after one, or on the next line:
// the quotes that hold a field together are none there, unless they begin a cell.
const laterFormula = /([;\t\r\n]\s*"?)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = (formula.test(value) ? `'` : '') + value.replace(laterFormula, `$1'`);
  const shown = safe
    .split(/(\r\n|[\t\r\n])/)
    .map((part, index) => (index % 2 === 1 ? part : plainLine(part)))
    .join('');
  return /[",;\r\n\t]|^\s|\s$/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
