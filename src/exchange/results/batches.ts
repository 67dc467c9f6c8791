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
      this.commit();
      return result;
    } catch (error) {
      this.db.rollBack();
      throw error;
    }
  }

  /** True when others have waited long enough. */
  get isDue(): boolean {
    return performance.now() - this.began > holdMs;
  }

  async next(): Promise<void> {
    this.commit();
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    this.begin();
  }

  private commit(): void {
    this.db.exec('COMMIT');
    this.db.checkIdentity();
  }

  private begin(): void {
    this.db.exec('BEGIN IMMEDIATE');
    this.began = performance.now();
  }
}
