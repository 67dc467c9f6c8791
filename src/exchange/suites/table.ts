import { said, type Said } from '../../l10n/said';
import { CsvError, parse } from 'csv-parse/sync';
import { ImportRefused, type SourceFile } from './imported';

export interface Row {
  /** One-based line on which it ends. */
  line: number;
  /** Cells by the name of their column as written in the first line; of two with one name, the second is `name (2)`. */
  cells: Map<string, string>;
}

export interface Table {
  columns: string[];
  rows: Row[];
}

/** What is looked at to tell the delimiter. */
const longestHeader = 100_000;

/**
 * A table whose first line names the columns, as RFC 4180 has it and as Excel writes it: commas, semicolons or tabs,
 * told by the first line or by a line `sep=;` before it. Throws `ImportRefused` with the line.
 */
export function readTable(file: SourceFile): Table {
  const told = /^\uFEFF?sep=([^\r\n])(?:\r\n|\r|\n|$)/i.exec(file.text);
  const text = told ? file.text.slice(told[0].length) : file.text;
  const skipped = told ? 1 : 0;
  const [header, ...rows] = readRecords(file, text, told?.[1] ?? delimiterOf(text), skipped);
  const columns = columnNames(header?.record ?? []);
  return {
    columns,
    rows: rows.map(({ record, info }) => ({
      line: info.lines + skipped,
      cells: new Map(columns.map((name, place) => [name, record[place] ?? ''])),
    })),
  };
}

interface RawRow {
  record: string[];
  info: { lines: number };
}

function readRecords(file: SourceFile, text: string, delimiter: string, skipped: number): RawRow[] {
  try {
    return parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: false,
      skip_empty_lines: true,
      max_record_size: 4_000_000,
    }) as unknown as RawRow[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] + skipped : null;
    throw refusal(error, file.name, line);
  }
}

function refusal(error: CsvError, file: string, line: number | null): ImportRefused {
  const refused = (what: Said): ImportRefused => new ImportRefused(file, line, what);
  if (error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH' || error.code === 'CSV_RECORD_INCONSISTENT_COLUMNS')
    return refused(said`this row has another number of cells than the first line.`);
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return refused(said`a quoted cell is not closed.`);
  if (error.code === 'CSV_MAX_RECORD_SIZE') return refused(said`this row is too long; is a quote missing?`);
  return refused(said`a quote stands where none may; quotes within a cell are doubled, and the cell is quoted.`);
}

/** The one of `,`, `;` and tab that the first line has most of, outside of quotes. */
function delimiterOf(text: string): string {
  const counts = new Map([',', ';', '\t'].map((one) => [one, 0]));
  let quoted = false;
  for (const character of text.slice(0, longestHeader)) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) break;
    else if (!quoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

function columnNames(header: string[]): string[] {
  const names: string[] = [];
  for (const [place, written] of header.entries()) {
    const name = written.trim() === '' ? `column ${place + 1}` : written.trim();
    let free = name;
    for (let number = 2; names.includes(free); number++) free = `${name} (${number})`;
    names.push(free);
  }
  return names;
}
