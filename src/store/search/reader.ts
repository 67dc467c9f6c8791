import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

/** What searching needs of a database. */
export interface Reader {
  all<T extends object>(sql: string, ...values: SQLInputValue[]): T[];
}

/** A connection of its own that can only read. */
export class ReadOnlyDatabase implements Reader {
  private readonly statements = new Map<string, StatementSync>();

  private constructor(private readonly handle: DatabaseSync) {}

  static async open(file: string): Promise<ReadOnlyDatabase> {
    const { DatabaseSync } = await import('node:sqlite');
    const handle = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
    // In KiB: the lists of common words stay in memory from one keystroke to the next.
    handle.exec('PRAGMA cache_size = -65536');
    return new ReadOnlyDatabase(handle);
  }

  all<T extends object>(sql: string, ...values: SQLInputValue[]): T[] {
    let statement = this.statements.get(sql);
    if (!statement) this.statements.set(sql, (statement = this.handle.prepare(sql)));
    return statement.all(...values) as T[];
  }

  close(): void {
    this.statements.clear();
    this.handle.close();
  }
}
