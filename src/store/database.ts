import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type * as Sqlite from 'node:sqlite';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { migrations } from './migrations';
import { registerSearchFunctions } from './search/functions';

export type StoreErrorCode = 'no-sqlite' | 'no-fts5' | 'damaged' | 'newer' | 'locked';

/** Why the database cannot be used, in one sentence for a person. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  constructor(
    readonly code: StoreErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

type Row = Record<string, string | number | null>;

/** One open SQLite file: statements are prepared once, changes happen in transactions. */
export class Database {
  private readonly statements = new Map<string, StatementSync>();
  private depth = 0;
  private readonly atEnd = new Map<string, () => void>();

  private constructor(
    readonly file: string,
    readonly handle: DatabaseSync,
  ) {}

  /**
   * Opens or creates the file, checks that it is whole and that the engine has FTS5, and brings the schema up to date.
   * Throws `StoreError`; an existing file is never changed before it has passed the checks.
   */
  static async open(file: string): Promise<Database> {
    const sqlite = await loadSqlite();
    await mkdir(dirname(file), { recursive: true });
    const handle = new sqlite.DatabaseSync(file, { timeout: 5_000 });
    try {
      checkHealth(handle, file);
      // FULL: what a person was told is saved survives a power cut.
      handle.exec(
        'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;',
      );
      registerSearchFunctions(handle);
      const database = new Database(file, handle);
      database.migrate();
      return database;
    } catch (error) {
      handle.close();
      throw error;
    }
  }

  all<T extends object = Row>(sql: string, ...values: SQLInputValue[]): T[] {
    return this.statement(sql).all(...values) as T[];
  }

  get<T extends object = Row>(sql: string, ...values: SQLInputValue[]): T | undefined {
    return this.statement(sql).get(...values) as T | undefined;
  }

  /** Returns the id of the row that was inserted last, and how many rows changed. */
  run(sql: string, ...values: SQLInputValue[]): { id: number; changes: number } {
    const result = this.statement(sql).run(...values);
    return { id: Number(result.lastInsertRowid), changes: Number(result.changes) };
  }

  /** All or nothing. May be nested: an inner one that fails takes back its own part and leaves the rest to the caller. */
  transaction<T>(work: () => T): T {
    if (this.handle.isTransaction) return this.within(work);
    this.handle.exec('BEGIN IMMEDIATE');
    this.depth++;
    try {
      const result = work();
      for (const [key, last] of this.atEnd) {
        this.atEnd.delete(key);
        last();
      }
      this.handle.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite itself has rolled back where the disk is full or cannot be read.
      if (this.handle.isTransaction) this.handle.exec('ROLLBACK');
      throw error;
    } finally {
      this.atEnd.clear();
      this.depth--;
    }
  }

  /** A transaction within another one. Savepoints of one name nest: the innermost is meant. */
  private within<T>(work: () => T): T {
    const before = [...this.atEnd];
    this.handle.exec('SAVEPOINT inner_part');
    try {
      const result = work();
      this.handle.exec('RELEASE inner_part');
      return result;
    } catch (error) {
      if (this.handle.isTransaction) this.handle.exec('ROLLBACK TO inner_part; RELEASE inner_part');
      this.atEnd.clear();
      for (const [key, last] of before) this.atEnd.set(key, last);
      throw error;
    }
  }

  /**
   * Does the work as the last part of `transaction`, once however often it was asked for under a key; at once where the
   * caller has begun its transaction by itself.
   */
  beforeCommit(key: string, work: () => void): void {
    if (this.depth === 0) work();
    else this.atEnd.set(key, work);
  }

  /**
   * All or nothing, without waiting for the disk: it survives the end of this process, but perhaps not a power cut. For
   * what would only have to be done again.
   */
  relaxed<T>(work: () => T): T {
    if (this.handle.isTransaction) return this.transaction(work);
    this.handle.exec('PRAGMA synchronous = NORMAL');
    try {
      return this.transaction(work);
    } finally {
      this.handle.exec('PRAGMA synchronous = FULL');
    }
  }

  close(): void {
    this.statements.clear();
    this.handle.close();
  }

  private statement(sql: string): StatementSync {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.handle.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  private migrate(): void {
    // Read again inside the transaction: another process may be migrating the same file.
    if (this.version() === migrations.length) return;
    this.transaction(() => {
      for (let step = this.version(); step < migrations.length; step++) {
        this.handle.exec(migrations[step] ?? '');
      }
      this.handle.exec(`PRAGMA user_version = ${migrations.length}`);
    });
  }

  private version(): number {
    return userVersion(this.handle);
  }
}

async function loadSqlite(): Promise<typeof Sqlite> {
  try {
    // Lazily: a top-level require has crashed extension hosts.
    return await import('node:sqlite');
  } catch (error) {
    throw new StoreError(
      'no-sqlite',
      'This editor is too old for LLP: it has no built-in SQLite. Update VS Code to 1.103 or later (Node 22.16 or later on the command line).',
      { cause: error },
    );
  }
}

function checkHealth(handle: DatabaseSync, file: string): void {
  try {
    handle.exec('CREATE VIRTUAL TABLE temp.llp_probe USING fts5(text); DROP TABLE temp.llp_probe;');
  } catch (error) {
    if (/no such module/i.test(String(error))) {
      throw new StoreError(
        'no-fts5',
        'The SQLite of this editor has no full-text search (FTS5), which LLP needs. Update VS Code to 1.103 or later (Node 22.16 or later on the command line).',
        { cause: error },
      );
    }
    throw damaged(file, error);
  }
  let verdict: string;
  try {
    verdict = checkTables(handle);
  } catch (error) {
    if (/locked|busy/i.test(String(error))) {
      throw new StoreError(
        'locked',
        `The database ${file} is in use by another program that does not let go; close it and try again.`,
        { cause: error },
      );
    }
    throw damaged(file, error);
  }
  if (verdict !== 'ok') throw damaged(file, new Error(verdict));
  if (userVersion(handle) > migrations.length) {
    throw new StoreError(
      'newer',
      `The database ${file} was written by a newer version of LLP; update the extension to open it.`,
    );
  }
}

/**
 * `ok`, or the first fault. Table by table, as the check of the whole file would also go through the full-text index
 * word by word: five seconds more at 100,000 answers.
 */
function checkTables(handle: DatabaseSync): string {
  const tables = handle.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0").all();
  for (const { name } of tables) {
    const verdict = String(Object.values(handle.prepare(`PRAGMA quick_check("${String(name)}")`).get() ?? {})[0]);
    if (verdict !== 'ok') return verdict;
  }
  return 'ok';
}

function userVersion(handle: DatabaseSync): number {
  return Number(handle.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}

function damaged(file: string, cause: unknown): StoreError {
  return new StoreError(
    'damaged',
    `The database ${file} is damaged; nothing was changed in it. Restore the latest backup to go on.`,
    { cause },
  );
}

/** Moves a damaged database and its side files out of the way; returns the name it now has. */
export async function setAside(file: string, now: Date): Promise<string> {
  const aside = `${file}.damaged-${now.toISOString().replace(/[:.]/g, '-')}`;
  await rename(file, aside);
  for (const suffix of ['-wal', '-shm']) {
    await rename(file + suffix, aside + suffix).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
  return aside;
}
