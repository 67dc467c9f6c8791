import { CsvError, parse } from 'csv-parse/sync';
import { ImportRefused, leaveOut, rightAnswer, titleOf, type Imported, type SourceFile } from './imported';
import { titleFrom } from './openAiEvals';

const columns = {
  prompt: ['prompt', 'text', 'question', 'input', 'task', 'instruction'],
  title: ['title', 'name'],
  id: ['id', 'key'],
  points: ['points', 'max', 'weight'],
  group: ['group', 'level', 'section', 'topic', 'category', 'subject'],
  system: ['system', 'system_prompt', 'system prompt', 'system-prompt'],
  expected: ['expected', 'answer', 'ideal', 'ground_truth', 'reference', 'rubric', '__expected'],
} as const;
type Column = keyof typeof columns;

interface Row {
  record: string[];
  info: { lines: number };
}

/** Plain CSV (RFC 4180) whose first line names the columns; only `prompt` is needed. Commas, semicolons or tabs. */
export function readCsv(files: SourceFile[]): Imported {
  const leftOut = new Map<string, number>();
  const imported: Imported = { title: titleFrom(files[0]?.name ?? ''), prompts: [], leftOut };
  for (const file of files) {
    const [header, ...rows] = readRows(file);
    const places = placesOf(file, header?.record ?? []);
    for (const { record, info } of rows) {
      const cell = (column: Column): string => record[places[column] ?? -1] ?? '';
      const text = cell('prompt');
      if (text.trim() === '') {
        leaveOut(leftOut, 'rows without a prompt');
        continue;
      }
      imported.prompts.push({
        title: cell('title').trim() || titleOf(text),
        text,
        system: cell('system').trim() === '' ? null : cell('system'),
        group: cell('group').trim() || null,
        points: pointsOf(file, info.lines, cell('points').trim()),
        idFrom: cell('id').trim() || null,
        criteria: rightAnswer(cell('expected')),
      });
    }
  }
  return imported;
}

function readRows(file: SourceFile): Row[] {
  try {
    return parse(file.text, {
      bom: true,
      delimiter: delimiterOf(file.text),
      info: true,
      relax_column_count: false,
      skip_empty_lines: true,
      max_record_size: 4_000_000,
    }) as unknown as Row[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    throw refusal(error, file.name, line);
  }
}

function refusal(error: CsvError, file: string, line: number | null): ImportRefused {
  const refused = (what: string): ImportRefused => new ImportRefused(file, line, what);
  if (error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH' || error.code === 'CSV_RECORD_INCONSISTENT_COLUMNS')
    return refused('this row has another number of cells than the first line.');
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return refused('a quoted cell is not closed.');
  if (error.code === 'CSV_MAX_RECORD_SIZE') return refused('this row is too long; is a quote missing?');
  return refused('a quote stands where none may; quotes within a cell are doubled, and the cell is quoted.');
}

/** The one of `,`, `;` and tab that the first line has most of, outside of quotes. */
function delimiterOf(text: string): string {
  const [first = ''] = text.replace(/"(?:[^"]|"")*"/g, '').split(/\r\n|\r|\n/, 1);
  const counts = [',', ';', '\t'].map((one) => ({ one, count: first.split(one).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).one;
}

function placesOf(file: SourceFile, header: string[]): Partial<Record<Column, number>> {
  const names = header.map((name) => name.trim().toLowerCase());
  const places: Partial<Record<Column, number>> = {};
  for (const [column, aliases] of Object.entries(columns) as [Column, readonly string[]][]) {
    const at = aliases.map((alias) => names.indexOf(alias)).find((place) => place !== -1);
    if (at !== undefined) places[column] = at;
  }
  if (places.prompt === undefined)
    throw new ImportRefused(
      file.name,
      1,
      `the first line must name the columns, one of them “prompt”; it names ${names.slice(0, 12).join(', ').slice(0, 200)}.`,
    );
  return places;
}

function pointsOf(file: SourceFile, line: number, text: string): number | null {
  if (text === '') return null;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new ImportRefused(file.name, line, 'points must be a whole number from 1.');
  return Number(text);
}
