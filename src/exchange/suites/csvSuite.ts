import { said } from '../../l10n/said';
import { ImportRefused, rightAnswer, titleOf, type Criterion, type Imported, type SourceFile } from './imported';
import { leaveOut, notUsed, type LeftOut } from './leftOut';
import { titleFrom } from './openAiEvals';
import { assertionFromText, plainCriteria } from './promptfoo/asserts';
import { readTable, type Row } from './table';

/** Names by which people and other tools know a column; earlier ones win. Compared without capitals, blanks and dashes. */
const aliases = {
  prompt: ['prompt', 'text', 'question', 'input', 'task', 'instruction', 'query', 'user_prompt', 'user', 'problem'],
  title: ['title', 'name', 'act', 'description', '__description'],
  id: ['id', 'key', 'question_id', 'prompt_id'],
  points: ['points', 'max', 'weight', 'score'],
  group: ['group', 'level', 'section', 'topic', 'category', 'subject'],
  system: ['system', 'system_prompt', 'system_message'],
  expected: [
    ...['expected', 'expected_answer', 'expected_output', 'answer', 'ideal', 'target', 'ground_truth', 'reference'],
    ...['reference_answer', 'correct_answer', 'gold', 'solution', 'rubric', 'output'],
  ],
  prefix: ['__prefix'],
  suffix: ['__suffix'],
} as const;
type Column = keyof typeof aliases;
type Places = Partial<Record<Column, string>>;

/** Tables whose first line names the columns; only `prompt` is needed. Columns that are not used are counted by name. */
export function readCsv(files: SourceFile[]): Imported {
  const leftOut: LeftOut = new Map();
  const imported: Imported = { title: titleFrom(files[0]?.name ?? ''), prompts: [], leftOut };
  for (const file of files) {
    const { columns, rows } = readTable(file);
    const places = placesOf(file, columns);
    const checks = columns.filter((name) => /^__expected\d*$/i.test(name));
    const used = new Set([...Object.values(places), ...checks]);
    for (const row of rows) addRow(file, imported, row, places, checks);
    for (const name of columns) {
      const filled = rows.filter(({ cells }) => (cells.get(name) ?? '').trim() !== '').length;
      if (!used.has(name) && filled > 0) notUsed(leftOut, 'column', name, filled);
    }
  }
  return imported;
}

function addRow(file: SourceFile, imported: Imported, { cells, line }: Row, places: Places, checks: string[]): void {
  const cell = (column: Column): string => cells.get(places[column] ?? '') ?? '';
  const text = cell('prefix') + cell('prompt') + cell('suffix');
  if (cell('prompt').trim() === '') {
    leaveOut(imported.leftOut, 'rows without a prompt');
    return;
  }
  imported.prompts.push({
    title: cell('title').trim() || titleOf(text),
    text,
    system: cell('system').trim() === '' ? null : cell('system'),
    group: cell('group').trim() || null,
    points: pointsOf(file, line, cell('points').trim()),
    idFrom: cell('id').trim() || null,
    criteria: criteriaOf(
      imported.leftOut,
      cell('expected'),
      checks.map((name) => cells.get(name) ?? ''),
    ),
  });
}

/** The known answer, and the checks that promptfoo's tables have. */
function criteriaOf(leftOut: LeftOut, expected: string, checks: string[]): Criterion[] {
  const asserted = checks.filter((text) => text.trim() !== '').map(assertionFromText);
  return [...rightAnswer(expected), ...plainCriteria(leftOut, asserted)];
}

function placesOf(file: SourceFile, columns: string[]): Places {
  const plain = (name: string): string =>
    name.startsWith('__') ? name.toLowerCase() : name.toLowerCase().split(/[\s_-]+/).join('_');
  const names = new Map(columns.map((name) => [plain(name), name] as const).reverse());
  const places: Places = {};
  for (const [column, known] of Object.entries(aliases) as [Column, readonly string[]][]) {
    const name = known.find((alias) => names.has(alias));
    if (name !== undefined) places[column] = names.get(name) ?? name;
  }
  if (places.prompt === undefined)
    throw new ImportRefused(
      file.name,
      1,
      said`the first line must name the columns, one of them “prompt”; it names ${columns
        .slice(0, 12)
        .map((name) => name.toLowerCase())
        .join(', ')
        .slice(0, 200)}.`,
    );
  return places;
}

/** Programs write whole numbers as 10.0 where a column has empty cells. */
function pointsOf(file: SourceFile, line: number, text: string): number | null {
  if (text === '') return null;
  const whole = /^\+?0*([1-9]\d{0,5})(?:[.,]0*)?$/.exec(text)?.[1];
  if (whole === undefined) throw new ImportRefused(file.name, line, said`points must be a whole number from 1.`);
  return Number(whole);
}
