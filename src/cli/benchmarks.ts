import { counted } from './counted';
import { resolve } from 'node:path';
import { tableToCsv } from '../exchange/livebench/tableCsv';
import { tableToText } from '../exchange/livebench/tableText';
import type { BenchmarkBoard } from '../playground/benchmarks';
import { complain, print, printJson, withPlayground, write, type CommonOptions } from './context';
import { showBeside } from './beside';
import { textTable, visible } from './textTable';

export interface ImportLiveBenchOptions extends CommonOptions {
  release?: string;
  madeHere?: boolean;
}

export async function importLiveBench(path: string, options: ImportLiveBenchOptions): Promise<void> {
  const report = await withPlayground(options, ({ benchmarks }) =>
    benchmarks.importLiveBench(resolve(path), {
      ...(options.release === undefined ? {} : { release: options.release }),
      ...(options.madeHere ? { madeHere: true } : {}),
    }),
  );
  if (options.json) return printJson(report);
  const release = report.release === null ? 'no release stated' : `release ${report.release}`;
  print(
    `Import ${report.id}: LiveBench, ${release}, ${counted(report.models, 'model')}, ${counted(report.taken, 'figure')} taken.`,
  );
  for (const { what, why, count } of report.left) print(visible(`Left out: ${count} × ${what}, as ${why}.`));
  for (const sentence of report.script) print(visible(sentence));
  print(`Show it: llp leaderboard --benchmark livebench. Take it back: llp benchmarks --undo ${report.id}`);
}

export interface BenchmarksOptions extends CommonOptions {
  undo?: number;
}

/** Lists the imports, or takes one back. */
export async function listBenchmarks(options: BenchmarksOptions): Promise<void> {
  await withPlayground(options, async ({ benchmarks }) => {
    if (options.undo !== undefined) benchmarks.undo(options.undo);
    const imports = benchmarks.list();
    if (options.json) return printJson(imports);
    if (imports.length === 0) return print('No benchmark was imported yet: llp import livebench PATH');
    const rows = imports.map((each) => [
      String(each.id),
      each.benchmark,
      each.release ?? '–',
      each.origin,
      each.source,
      each.importedAt.slice(0, 10),
    ]);
    print(textTable(['IMPORT', 'BENCHMARK', 'RELEASE', 'ORIGIN', 'FROM', 'ON'], rows));
  });
}

export interface BenchmarkBoardOptions extends CommonOptions {
  benchmark: string;
  format?: string;
  release?: string;
  import?: number;
  models?: string[];
  tasks?: boolean;
  averageColumn?: boolean;
  ignoreMissingJudgments?: boolean;
  beside?: boolean;
}

/** The table of a benchmark, as LiveBench's own script prints and writes it. */
export async function showBenchmark(options: BenchmarkBoardOptions): Promise<void> {
  if (options.beside) return showBeside(options);
  const board = await withPlayground(options, async ({ benchmarks }) =>
    benchmarks.board(options.benchmark, {
      ...(options.import === undefined ? {} : { id: options.import }),
      ...(options.release === undefined ? {} : { release: options.release }),
      ...(options.models ? { models: options.models } : {}),
      ...(options.tasks ? { tasks: true } : {}),
      ...(options.averageColumn === false ? { skipAverage: true } : {}),
      ...(options.ignoreMissingJudgments ? { ignoreMissing: true } : {}),
    }),
  );
  const format = options.json ? 'json' : (options.format ?? 'text');
  if (format === 'json') return printJson(toJson(board));
  if (format === 'csv') return void write(tableToCsv(board.table));
  if (board.table.rows.length === 0) print('No model has a judgment for every question.');
  else write(visibleLines(tableToText(board.table)));
  for (const { model, questions } of board.missing)
    complain(
      visible(
        `${model} is left out: ${questions} questions have no judgment of it (--ignore-missing-judgments uses the others).`,
      ),
    );
}

function toJson({ from, release, table, missing }: BenchmarkBoard) {
  return {
    benchmark: from.benchmark,
    release,
    rule: from.rule,
    origin: from.origin,
    rows: table.rows.map(({ model, average, values }) => ({
      model,
      average,
      categories: Object.fromEntries(table.columns.map((column, i) => [column, values[i] ?? null])),
    })),
    missing,
  };
}

/** Model names come from files: no terminal escapes in them, while the table's own line ends stay. */
function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}
