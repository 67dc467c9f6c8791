/** One line of a JSONL file: its value, or why it has none. Lines count from 1. */
export type JsonLine = { line: number; value: Record<string, unknown> } | { line: number; fault: string };

export interface JsonLines {
  lines: JsonLine[];
  /** Oddities that Python's reader stumbles over, though this one does not. */
  mark: boolean;
  blank: number;
}

/**
 * Reads JSON Lines as programs write them by hand and by Python: with a byte order mark, CRLF, blank lines, `NaN`, a last
 * line that was cut. Whole numbers that a double cannot hold come as the text that stood there.
 */
export function readJsonLines(text: string): JsonLines {
  const mark = text.startsWith('\uFEFF');
  const rows = (mark ? text.slice(1) : text).split(/\r\n|\n|\r/);
  if (rows.at(-1) === '') rows.pop();
  let blank = 0;
  const lines: JsonLine[] = [];
  rows.forEach((row, index) => {
    if (row.trim() === '') blank++;
    else lines.push(read(row, index + 1));
  });
  return { lines, mark, blank };
}

function read(row: string, line: number): JsonLine {
  let value: unknown;
  try {
    value = parse(row);
  } catch {
    return { line, fault: 'it is not valid JSON, perhaps cut off' };
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return { line, fault: 'it is not a JSON object' };
  return { line, value: value as Record<string, unknown> };
}

function parse(row: string): unknown {
  // Looking at each value of a line takes ten times as long as reading it, so only where a number is that long.
  const reviver = /[:,[]\s{0,9}-?\d{16}/.test(row) ? exactNumbers : undefined;
  try {
    return JSON.parse(row, reviver);
  } catch {
    // Python's json writes numbers that are none; within strings they stay.
    const plain = row.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (part) =>
      part.startsWith('"') ? part : 'null',
    );
    return JSON.parse(plain, reviver);
  }
}

/** An id such as 123456789012345678901232 keeps all its digits. */
function exactNumbers(this: unknown, _key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || !context?.source) return value;
  return /^-?\d+$/.test(context.source) ? context.source : value;
}
