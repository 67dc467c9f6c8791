/** One judgment of an answer; `score` runs from 0 to 1 and is null where there is none (null or NaN). */
export interface Judgment {
  /** In lower case, as LiveBench compares them. */
  model: string;
  questionId: string;
  task: string;
  category: string;
  score: number | null;
}

/** A question of a benchmark; dates as its file states them, null where it does not. */
export interface BenchmarkQuestion {
  id: string;
  task: string;
  category: string;
  releaseDate: string | null;
  removalDate: string | null;
}

/** A table of LiveBench: figures in percent, by model; columns in the order in which it is shown. */
export interface LiveBenchTable {
  columns: string[];
  /** Null where the table has no figure. */
  rows: { model: string; average: number | null; values: (number | null)[] }[];
  /** False with one category, as LiveBench's script then prints no average. */
  hasAverage: boolean;
  decimals: number;
}

/**
 * By which rule averages came about: `script` as show_livebench_result.py, `website` as LiveBench's website, `shown` as a
 * table had them.
 */
export type AverageRule = 'script' | 'website' | 'shown';

/** Where results of a benchmark come from: judged from answers made here, someone else's, or a published table. */
export type BenchmarkOrigin = 'measured' | 'imported' | 'published';

export interface BenchmarkImport {
  id: number;
  /** E.g. `livebench`. */
  benchmark: string;
  /** The release's date, or null where nobody said. */
  release: string | null;
  form: 'judgments' | 'groups' | 'tasks';
  rule: AverageRule;
  origin: BenchmarkOrigin;
  /** Name of the file or folder, without its path. */
  source: string;
  /** ISO 8601, UTC. */
  importedAt: string;
}

export interface NewBenchmarkImport extends Omit<BenchmarkImport, 'id' | 'importedAt'> {
  table: LiveBenchTable | null;
  questions: BenchmarkQuestion[];
  judgments: Judgment[];
}
