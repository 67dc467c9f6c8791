import type { Database } from './database';

interface Waiting {
  work: () => unknown;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
}

/** Long enough that the next request, which is just being sent, does not wait for the disk. */
const gatherMs = 5;

/** Puts changes that come at the same moment into one transaction: one wait for the disk serves them all. */
export class GroupCommit {
  private waiting: Waiting[] = [];

  constructor(private readonly db: Database) {}

  /** Does the work soon, all or nothing; resolves with its result once it is on the disk. */
  commit<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.waiting.length === 0) setTimeout(() => this.flush(), gatherMs);
      this.waiting.push({ work, resolve, reject });
    });
  }

  private flush(): void {
    const group = this.waiting;
    this.waiting = [];
    try {
      const settled = this.db.transaction(() => group.map((one) => this.attempt(one)));
      for (const settle of settled) settle();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  /** One's failure takes back what it has done, and nothing of the others'. */
  private attempt({ work, resolve, reject }: Waiting): () => void {
    try {
      const value = this.db.transaction(work) as never;
      return () => resolve(value);
    } catch (error) {
      // On a full disk SQLite has taken everything back by itself; and a broken index is made anew for all of them.
      if (!this.db.handle.isTransaction || this.db.isOfIndex(error)) throw error;
      return () => reject(error);
    }
  }
}
