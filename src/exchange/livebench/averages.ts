import { said, SaidError } from '../../l10n/said';
import type { Judgment, LiveBenchTable } from '../../model/benchmark';

export interface AverageOptions {
  /** The questions that count. */
  questions: ReadonlySet<string>;
  /** Use only the questions that every model has a judgment for, instead of leaving such models out. */
  ignoreMissing?: boolean;
  /** Only these models, in lower case. */
  models?: readonly string[];
  skipAverage?: boolean;
}

export interface Averages {
  groups: LiveBenchTable;
  tasks: LiveBenchTable;
  /** Questions that were counted. */
  questions: number;
  /** Models that were left out, and how many questions they have no judgment for. */
  missing: { model: string; questions: number }[];
}

/**
 * The averages of LiveBench's `show_livebench_result.py`: a task is the mean of all its judgment lines (a question judged
 * twice counts twice), a category the unweighted mean of its tasks, the average the unweighted mean of the categories;
 * category and task are those of the judgment line. Throws a sentence where no question is left.
 */
export function liveBenchAverages(judgments: readonly Judgment[], options: AverageOptions): Averages {
  const wanted = options.models && new Set(options.models);
  const known = judgments.filter(
    ({ model, questionId, score }) =>
      score !== -1 && options.questions.has(questionId) && (!wanted || wanted.has(model)),
  );
  const judged = new Map<string, Set<string>>();
  for (const { model, questionId } of known) {
    const ids = judged.get(model);
    if (ids) ids.add(questionId);
    else judged.set(model, new Set([questionId]));
  }
  const { questions, missing } = counted(judged, options);
  const left = new Set(missing.map(({ model }) => model));
  const used = known.filter(({ model, questionId }) => !left.has(model) && questions.has(questionId));
  const tasks = tableOf(
    means(used, ({ task }) => task),
    3,
  );
  const complete = new Set(tasks.rows.map(({ model }) => model));
  const groups = groupTable(used, complete, options.skipAverage === true);
  return { groups, tasks, questions: questions.size, missing };
}

function counted(judged: Map<string, Set<string>>, { questions, ignoreMissing, models }: AverageOptions) {
  const names = models ?? [...judged.keys()];
  const missing = names.flatMap((model) => {
    const ids = judged.get(model);
    const count = [...questions].filter((id) => !ids?.has(id)).length;
    return count > 0 ? [{ model, questions: count }] : [];
  });
  if (!ignoreMissing) return { questions, missing: missing.filter(({ model }) => judged.has(model)) };
  const shared = new Set([...questions].filter((id) => names.every((model) => judged.get(model)?.has(id))));
  if (shared.size === 0)
    throw new SaidError(said`No question has a judgment for every one of these models; leave some models out.`);
  return { questions: shared, missing: [] };
}

/** Means by model and column, nulls left out; summed with compensation as pandas does (Kahan 1965). */
function means(
  judgments: readonly Judgment[],
  column: (judgment: Judgment) => string,
): Map<string, Map<string, number | null>> {
  const sums = new Map<string, Map<string, KahanMean>>();
  for (const judgment of judgments) {
    const row = sums.get(judgment.model) ?? new Map<string, KahanMean>();
    sums.set(judgment.model, row);
    const key = column(judgment);
    const mean = row.get(key) ?? new KahanMean();
    row.set(key, mean);
    if (judgment.score !== null) mean.add(judgment.score * 100);
  }
  return new Map([...sums].map(([model, row]) => [model, new Map([...row].map(([key, mean]) => [key, mean.value]))]));
}

class KahanMean {
  private sum = 0;
  private count = 0;
  private rest = 0;

  add(value: number): void {
    const corrected = value - this.rest;
    const next = this.sum + corrected;
    this.rest = next - this.sum - corrected;
    this.sum = next;
    this.count++;
  }

  get value(): number | null {
    return this.count === 0 ? null : this.sum / this.count;
  }
}

/** Models with a figure in every column, in the order of their names. */
function tableOf(values: Map<string, Map<string, number | null>>, decimals: number): LiveBenchTable {
  const columns = [...new Set([...values.values()].flatMap((row) => [...row.keys()]))].sort(byCodePoint);
  const rows = [...values]
    .map(([model, row]) => ({ model, average: null, values: columns.map((column) => row.get(column) ?? null) }))
    .filter((row) => row.values.every((value) => value !== null))
    .map((row) => ({ ...row, values: row.values.map((value) => rounded(value as number, decimals)) }))
    .sort((a, b) => byCodePoint(a.model, b.model));
  return { columns, rows, hasAverage: false, decimals };
}

function groupTable(judgments: readonly Judgment[], complete: Set<string>, skipAverage: boolean): LiveBenchTable {
  const byTask = means(judgments, ({ category, task }) => JSON.stringify([task, category]));
  const unrounded = new Map(
    [...byTask].map(([model, row]) => {
      const categories = new Map<string, KahanMean>();
      // In the order of the tasks' names, in which the script adds them up.
      for (const [key, value] of [...row].sort(([a], [b]) => byCodePoint(a, b))) {
        const [, category] = JSON.parse(key) as [string, string];
        const mean = categories.get(category) ?? new KahanMean();
        categories.set(category, mean);
        if (value !== null) mean.add(value);
      }
      return [model, new Map([...categories].map(([category, mean]) => [category, mean.value]))];
    }),
  );
  const columns = [...new Set([...unrounded.values()].flatMap((row) => [...row.keys()]))].sort(byCodePoint);
  const hasAverage = columns.length > 1 && !skipAverage;
  const rows = [...unrounded]
    .map(([model, row]) => ({ model, values: columns.map((column) => row.get(column) ?? null) }))
    .filter(({ model, values }) => complete.has(model) && values.every((value) => value !== null))
    .map(({ model, values }) => ({ model, values: values as number[], average: simpleMean(values as number[]) }))
    .sort((a, b) => sortFigure(b, hasAverage) - sortFigure(a, hasAverage) || byCodePoint(a.model, b.model))
    .map(({ model, values, average }) => ({
      model,
      average: hasAverage ? rounded(average, 1) : null,
      values: values.map((value) => rounded(value, 1)),
    }));
  return { columns, rows, hasAverage, decimals: 1 };
}

function sortFigure(row: { average: number; values: number[] }, hasAverage: boolean): number {
  return hasAverage ? row.average : (row.values[0] ?? 0);
}

function simpleMean(values: number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

/** As NumPy rounds: half to even, of the value times a power of ten. */
export function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  const scaled = value * scale;
  const below = Math.floor(scaled);
  const rest = scaled - below;
  const whole = rest > 0.5 || (rest === 0.5 && below % 2 !== 0) ? below + 1 : below;
  return whole / scale;
}

/** Python's order of strings. */
export function byCodePoint(a: string, b: string): number {
  const [x, y] = [[...a], [...b]];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const difference = (x[i]?.codePointAt(0) ?? 0) - (y[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}
