import type { Database } from '../../store/database';

const holdMs = 200;
const pauseMs = 20;

/** Writes in transactions of a fraction of a second, with a pause in which others get to write. */
export class Batches {
  private began = 0;

  constructor(private readonly db: Database) {}

  /** The last batch is dropped when the work throws. */
  async run<T>(work: (db: Database) => Promise<T>): Promise<T> {
    this.begin();
    try {
      const result = await work(this.db);
      this.db.handle.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.db.handle.isTransaction) this.db.handle.exec('ROLLBACK');
      throw error;
    }
  }

  /** True when others have waited long enough. */
  get isDue(): boolean {
    return performance.now() - this.began > holdMs;
  }

  async next(): Promise<void> {
    this.db.handle.exec('COMMIT');
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    this.begin();
  }

  private begin(): void {
    this.db.handle.exec('BEGIN IMMEDIATE');
    this.began = performance.now();
  }
}

/** Keeps the numbers up to `last` for the runs of the file where the database has no run yet. */
export function reserveNumbers(db: Database, last: number): void {
  if (db.get('SELECT 1 AS any FROM run LIMIT 1')) return;
  db.run(`DELETE FROM sqlite_sequence WHERE name = 'run' AND seq < ?`, last);
  db.run(
    `INSERT INTO sqlite_sequence (name, seq) SELECT 'run', ? WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'run')`,
    last,
  );
}
