import type {
  BenchmarkImport,
  BenchmarkQuestion,
  Judgment,
  LiveBenchTable,
  NewBenchmarkImport,
} from '../model/benchmark';
import type { Database } from './database';

interface ImportRow {
  id: number;
  benchmark: string;
  release: string | null;
  form: string;
  rule: string;
  origin: string;
  source: string;
  imported_at: string;
}

const counted =
  'SELECT id, benchmark, release, form, rule, origin, source, imported_at FROM benchmark_import WHERE undone_at IS NULL';

/** Results of public benchmarks, an import at a time. What was undone is gone from every list, and its rows are deleted. */
export class BenchmarkStore {
  constructor(private readonly db: Database) {}

  /** Stores all of an import or nothing; returns its number. */
  add(made: NewBenchmarkImport, at = new Date()): number {
    return this.db.transaction(() => {
      const { id } = this.db.run(
        `INSERT INTO benchmark_import (benchmark, release, form, rule, origin, source, table_json, imported_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        made.benchmark,
        made.release,
        made.form,
        made.rule,
        made.origin,
        made.source,
        made.table ? JSON.stringify(made.table) : null,
        at.toISOString(),
      );
      for (const { id: questionId, task, category, releaseDate, removalDate } of made.questions)
        this.db.run(
          'INSERT OR IGNORE INTO benchmark_question VALUES (?, ?, ?, ?, ?, ?)',
          id,
          questionId,
          task,
          category,
          releaseDate,
          removalDate,
        );
      for (const { model, questionId, task, category, score } of made.judgments)
        this.db.run(
          'INSERT INTO benchmark_judgment VALUES (?, ?, ?, ?, ?, ?)',
          id,
          model,
          questionId,
          task,
          category,
          score,
        );
      return id;
    });
  }

  /** Takes an import back. Returns false where there is none with that number. */
  undo(id: number, at = new Date()): boolean {
    return this.db.transaction(() => {
      const { changes } = this.db.run(
        'UPDATE benchmark_import SET undone_at = ?, table_json = NULL WHERE id = ? AND undone_at IS NULL',
        at.toISOString(),
        id,
      );
      this.db.run('DELETE FROM benchmark_judgment WHERE import_id = ?', id);
      this.db.run('DELETE FROM benchmark_question WHERE import_id = ?', id);
      return changes > 0;
    });
  }

  /** All that were not undone, the newest first. */
  list(): BenchmarkImport[] {
    return this.db.all<ImportRow>(`${counted} ORDER BY id DESC`).map(toImport);
  }

  questions(id: number): BenchmarkQuestion[] {
    return this.db.all(
      `SELECT id, task, category, release_date AS releaseDate, removal_date AS removalDate FROM benchmark_question
       WHERE import_id = ?`,
      id,
    ) as unknown as BenchmarkQuestion[];
  }

  judgments(id: number): Judgment[] {
    return this.db.all(
      `SELECT model, question_id AS questionId, task, category, score FROM benchmark_judgment
       WHERE import_id = ? ORDER BY rowid`,
      id,
    ) as unknown as Judgment[];
  }

  /** The table as it was shown, where the import is one. */
  table(id: number): LiveBenchTable | null {
    const row = this.db.get<{ table_json: string | null }>('SELECT table_json FROM benchmark_import WHERE id = ?', id);
    return row?.table_json ? (JSON.parse(row.table_json) as LiveBenchTable) : null;
  }
}

function toImport(row: ImportRow): BenchmarkImport {
  return {
    id: row.id,
    benchmark: row.benchmark,
    release: row.release,
    form: row.form as BenchmarkImport['form'],
    rule: row.rule as BenchmarkImport['rule'],
    origin: row.origin as BenchmarkImport['origin'],
    source: row.source,
    importedAt: row.imported_at,
  };
}
