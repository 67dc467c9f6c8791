import { said, SaidError, saidOf } from '../../l10n/said';
import { parse } from 'csv-parse/sync';
import type { Judgment, LiveBenchTable } from '../../model/benchmark';
import { byCodePoint } from './averages';
import { LeftOut } from './leftOut';
import { decimalsOf } from './tableText';

/** `df_raw.csv`: every judgment that the script used, in percent. */
export interface RawJudgments {
  judgments: Judgment[];
  left: LeftOut;
}

export type CsvContent =
  | { kind: 'raw'; raw: RawJudgments }
  /** A column a category, as in `all_groups.csv`. */
  | { kind: 'groups'; table: LiveBenchTable; left: LeftOut }
  /** A column a task, as in `all_tasks.csv` and the website's `table_*.csv`. */
  | { kind: 'tasks'; table: LiveBenchTable; left: LeftOut };

/** The categories that LiveBench has had; a table whose columns are among them is one of categories. */
const categoryNames = new Set([
  'coding',
  'data_analysis',
  'instruction_following',
  'math',
  'reasoning',
  'language',
  'agentic_coding',
  'agentic_coding_v2',
]);

/** Reads what LiveBench's script and website write as CSV. Throws a sentence where it is none of that. */
export function readLiveBenchCsv(text: string): CsvContent {
  let rows: string[][];
  try {
    rows = parse(text.replace(/^\uFEFF/, ''), { relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    throw new SaidError(said`This is not valid CSV: ${saidOf(error)}.`, {
      cause: error,
    });
  }
  const [header = [], ...body] = rows;
  const names = header.map((name) => name.trim());
  if (['model', 'score', 'task', 'category', 'question_id'].every((name) => names.includes(name)))
    return { kind: 'raw', raw: rawJudgments(names, body) };
  if (names[0] !== 'model' || names.length < 2)
    throw new SaidError(
      said`This is no table of LiveBench: its first column must be “model”, its first line the names.`,
    );
  const { table, left } = tableOf(names, body);
  const groups = table.hasAverage || table.columns.every((column) => categoryNames.has(column));
  return { kind: groups ? 'groups' : 'tasks', table, left };
}

function tableOf(names: string[], body: string[][]): { table: LiveBenchTable; left: LeftOut } {
  const left = new LeftOut();
  const averageAt = names.indexOf('average');
  const columns = names.filter((_, i) => i > 0 && i !== averageAt);
  const seen = new Set<string>();
  const rows: LiveBenchTable['rows'] = [];
  for (const cells of body) {
    const model = (cells[0] ?? '').trim();
    if (model === '') left.add('row', 'it names no model');
    else if (model === 'average') left.add('row', 'it is the average of all models, not a model');
    else if (seen.has(model)) left.add('row', 'duplicate model; the first row counts');
    else {
      seen.add(model);
      const values = names.flatMap((_, i) => (i > 0 && i !== averageAt ? [figureOf(cells[i], left)] : []));
      rows.push({ model, average: averageAt > 0 ? figureOf(cells[averageAt], left) : null, values });
    }
  }
  return { table: { columns, rows, hasAverage: averageAt > 0, decimals: decimalsOf(rows) }, left };
}

function figureOf(cell: string | undefined, left: LeftOut): number | null {
  const text = (cell ?? '').trim();
  if (text === '' || text === '-' || text.toLowerCase() === 'nan') return null;
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  left.add('figure', 'it is not a number');
  return null;
}

function rawJudgments(names: string[], body: string[][]): RawJudgments {
  const left = new LeftOut();
  const at = (name: string) => names.indexOf(name);
  const judgments = body.flatMap((cells): Judgment[] => {
    const of = (name: string) => (cells[at(name)] ?? '').trim();
    const score = of('score') === '' ? null : Number(of('score'));
    if (of('model') === '' || of('question_id') === '' || (score !== null && !Number.isFinite(score))) {
      left.add('judgment', 'its line has no model, no question or no valid score');
      return [];
    }
    return [
      {
        model: of('model').toLowerCase(),
        questionId: of('question_id'),
        task: of('task'),
        category: of('category'),
        score: score === null ? null : score / 100,
      },
    ];
  });
  return { judgments, left };
}

/**
 * The website's table of categories from its table of tasks: a category is the mean of the tasks that have a figure, the
 * average the mean of the categories, none where a category has no figure (LiveBench's website, Averaging.js).
 */
export function websiteGroups(tasks: LiveBenchTable, categories: Record<string, string[]>): LiveBenchTable {
  const columns = Object.keys(categories);
  const rows = tasks.rows.map(({ model, values }) => {
    const means = columns.map((category) => {
      const present = (categories[category] ?? []).flatMap((task) => {
        const value = values[tasks.columns.indexOf(task)];
        return value === null || value === undefined ? [] : [value];
      });
      return present.length === 0 ? null : present.reduce((a, b) => a + b, 0) / present.length;
    });
    const all = means.every((value) => value !== null);
    const average = all ? means.reduce((a, b) => a + b, 0) / means.length : null;
    return {
      model,
      average: average === null ? null : Number(average.toFixed(2)),
      values: means.map((value) => (value === null ? null : Number(value.toFixed(2)))),
    };
  });
  rows.sort((a, b) => (b.average ?? -1) - (a.average ?? -1) || byCodePoint(a.model, b.model));
  return { columns, rows, hasAverage: true, decimals: 2 };
}

/** As pandas writes it: `model,average,…`, every figure with at least one decimal. */
export function tableToCsv(table: LiveBenchTable): string {
  const lines = table.rows.map(({ model, average, values }) =>
    [cellOf(model), ...(table.hasAverage ? [average] : []).concat(values).map(number)].join(','),
  );
  const header = ['model', ...(table.hasAverage ? ['average'] : []), ...table.columns.map(cellOf)].join(',');
  return `${[header, ...lines].join('\n')}\n`;
}

function number(value: number | null): string {
  if (value === null) return '';
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

function cellOf(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
