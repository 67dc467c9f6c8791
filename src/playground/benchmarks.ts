import { said, SaidError } from '../l10n/said';
import { liveBenchAverages } from '../exchange/livebench/averages';
import type { Left } from '../exchange/livebench/leftOut';
import type { ReadLiveBench, ReadOptions } from '../exchange/livebench/readPath';
import { newestRelease, notInRelease } from '../exchange/livebench/releases';
import type { PublishedFormat } from '../exchange/published/tables';
import type { BenchmarkImport, LiveBenchTable } from '../model/benchmark';
import type { BenchmarkStore } from '../store/benchmarks';
import { Sheets } from './sheets';

export interface BenchmarkReport {
  /** Number of the import, by which it can be undone. */
  id: number;
  benchmark: string;
  release: string | null;
  models: number;
  /** Judgments, or figures of a table, that were taken. */
  taken: number;
  left: Left[];
  /** What LiveBench's own script would have done, where that differs. */
  script: string[];
}

export interface BenchmarkView {
  /** Which import; the newest where nobody says. */
  id?: number;
  /** Averages for this release; only where judgments were imported. */
  release?: string;
  ignoreMissing?: boolean;
  models?: readonly string[];
  /** A column a task in place of a column a category. */
  tasks?: boolean;
  skipAverage?: boolean;
}

export interface BenchmarkBoard {
  from: BenchmarkImport;
  release: string | null;
  table: LiveBenchTable;
  /** Models left out as they have no judgment for some questions. */
  missing: { model: string; questions: number }[];
}

/** Results of public benchmarks beside the person's own; nothing is ever added up over two benchmarks. */
export class Benchmarks {
  /** One's own board and imported benchmarks, side by side. */
  readonly sheets = new Sheets(this);

  constructor(
    private readonly store: BenchmarkStore,
    private readonly changed: () => void,
  ) {}

  /** Imports a LiveBench tree or table. Throws a sentence, and stores nothing, where the path holds neither. */
  async importLiveBench(path: string, options: ReadOptions = {}): Promise<BenchmarkReport> {
    const { readLiveBench } = await import('../exchange/livebench/readPath');
    return this.keep(await readLiveBench(path, options));
  }

  /** Imports a table that was pasted or is open in an editor. */
  async importLiveBenchText(source: string, text: string, options: ReadOptions = {}): Promise<BenchmarkReport> {
    const { ofText } = await import('../exchange/livebench/readPath');
    return this.keep(ofText(source, text, options));
  }

  /** Imports what another evaluation tool states. Throws a sentence, and stores nothing, where the file is something else. */
  async importPublished(format: PublishedFormat, path: string): Promise<BenchmarkReport> {
    const { readPublished } = await import('../exchange/published/read');
    const { made, left } = await readPublished(format, path);
    const id = this.store.add(made);
    this.changed();
    const rows = made.table?.rows ?? [];
    return {
      id,
      benchmark: made.benchmark,
      release: null,
      models: rows.length,
      taken: rows.flatMap(({ values }) => values.filter((value) => value !== null)).length,
      left: left === 0 ? [] : [{ what: 'a figure', why: 'it is no share of what could be had', count: left }],
      script: [],
    };
  }

  list(): BenchmarkImport[] {
    return this.store.list();
  }

  /** Takes an import back. Throws a sentence where there is none with that number. */
  undo(id: number): void {
    if (!this.store.undo(id))
      throw new SaidError(said`There is no import with the number ${id}; llp benchmarks lists them.`);
    this.changed();
  }

  /** The table of one import. Throws a sentence where there is none or nothing is left of it. */
  board(benchmark: string, view: BenchmarkView = {}): BenchmarkBoard {
    const imports = this.store.list().filter((each) => each.benchmark === benchmark);
    const from = view.id === undefined ? imports[0] : imports.find(({ id }) => id === view.id);
    if (!from)
      throw new SaidError(
        said`No results of ${benchmark} were imported yet; llp import ${importerOf(benchmark)} PATH brings them in.`,
      );
    const shown = this.store.table(from.id);
    if (shown) return { from, release: from.release, table: chosen(shown, view.models), missing: [] };
    const release = view.release ?? from.release ?? newestRelease;
    const questions = this.store.questions(from.id).filter((question) => notInRelease(question, release) === null);
    const { groups, tasks, missing } = liveBenchAverages(this.store.judgments(from.id), {
      questions: new Set(questions.map(({ id }) => id)),
      ...(view.ignoreMissing ? { ignoreMissing: true } : {}),
      ...(view.models ? { models: view.models.map((name) => name.toLowerCase()) } : {}),
      ...(view.skipAverage ? { skipAverage: true } : {}),
    });
    return { from, release, table: view.tasks ? tasks : groups, missing };
  }

  private keep({ made, models, taken, left, script }: ReadLiveBench): BenchmarkReport {
    const id = this.store.add(made);
    this.changed();
    return {
      id,
      benchmark: made.benchmark,
      release: made.release,
      models: models.length,
      taken,
      left: left.list(),
      script,
    };
  }
}

/** The word after `llp import` that brings results of a benchmark in. */
export function importerOf(benchmark: string): string {
  return benchmark === 'lm-eval' || benchmark === 'inspect' ? benchmark : 'livebench';
}

function chosen(table: LiveBenchTable, models: readonly string[] | undefined): LiveBenchTable {
  if (!models) return table;
  const wanted = new Set(models.map((name) => name.toLowerCase()));
  return { ...table, rows: table.rows.filter(({ model }) => wanted.has(model.toLowerCase())) };
}
