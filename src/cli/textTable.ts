/** Characters of a cell beyond which it no longer widens its column: one endless name would put all the rest out of sight. */
const widest = 80;

/** Columns padded with spaces; `right` are the indexes of columns that are aligned to the right. */
export function textTable(header: string[], rows: string[][], right: number[] = []): string {
  const lines = [header, ...rows].map((row) => row.map(visible));
  const widths = header.map((_, column) =>
    Math.min(
      widest,
      lines.reduce((most, line) => Math.max(most, [...(line[column] ?? '')].length), 0),
    ),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => {
          const gap = ' '.repeat(Math.max(0, (widths[column] ?? 0) - [...cell].length));
          return right.includes(column) ? gap + cell : cell + gap;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Names come from servers and people: no terminal escapes, no line breaks, nothing that reorders text. */
export function visible(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
