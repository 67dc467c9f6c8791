import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { asFileError, asStoreError } from '../sqliteErrors';

/** What searching needs of a database. */
export interface Reader {
  all<T extends object>(sql: string, ...values: SQLInputValue[]): T[];
}

/** A connection of its own that can only read. */
export class ReadOnlyDatabase implements Reader {
  private readonly statements = new Map<string, StatementSync>();

  private constructor(
    private readonly file: string,
    private readonly handle: DatabaseSync,
  ) {}

  /** Throws `StoreError`. */
  static async open(file: string): Promise<ReadOnlyDatabase> {
    const { DatabaseSync } = await import('node:sqlite');
    try {
      const handle = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
      // In KiB: the lists of common words stay in memory from one keystroke to the next.
      handle.exec('PRAGMA cache_size = -65536');
      return new ReadOnlyDatabase(file, handle);
    } catch (error) {
      throw asFileError(error, file);
    }
  }

  all<T extends object>(sql: string, ...values: SQLInputValue[]): T[] {
    try {
      let statement = this.statements.get(sql);
      if (!statement) this.statements.set(sql, (statement = this.handle.prepare(sql)));
      return statement.all(...values) as T[];
    } catch (error) {
      throw asStoreError(error, this.file);
    }
  }

  close(): void {
    this.statements.clear();
    this.handle.close();
  }
}
