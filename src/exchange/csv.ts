/**
 * RFC 4180 lines with CRLF. A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers
 * stay numbers.
 */
export function toCsv(rows: (string | number | null)[][]): string {
  return rows.map((row) => row.map(field).join(',') + '\r\n').join('');
}

function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
