import type { DatabaseSync, SQLInputValue, StatementResultingChanges, StatementSync } from 'node:sqlite';
import { connectForReading, connectForWriting, patienceMs } from './connect';
import { FileIdentity } from './fileIdentity';
import { checkAllPages, userVersion } from './health';
import { registerSearchFunctions } from './search/functions';
import { schemaVersion } from './schemaVersion';
import { emptyIndex, fillSome, forgetIndex, indexState, isBeingFilled } from './search/repair';
import { asStoreError, gone } from './sqliteErrors';
import { StoreError } from './storeError';

export { StoreError, type StoreErrorCode } from './storeError';

type Row = Record<string, string | number | null>;

/** One open SQLite file: statements are prepared once, changes happen in transactions. */
export class Database {
  private readonly statements = new Map<string, StatementSync>();
  private depth = 0;
  private readonly atEnd = new Map<string, () => void>();

  /** Null where the file may be written; else why it can only be read. */
  private readOnly: StoreError | null = null;
  private identity: FileIdentity | null = null;
  private indexRepairs = 0;

  private constructor(
    readonly file: string,
    readonly handle: DatabaseSync,
    private readonly clear: () => void,
  ) {}

  /**
   * Opens or creates the file, checks that it is whole and that the engine has FTS5, and brings the schema up to date.
   * A broken full-text index is replaced by an empty one, see `indexState`.
   * Throws `StoreError`; an existing file is never changed before it has passed the checks.
   */
  static async open(file: string): Promise<Database> {
    const { handle, health, clear } = await connectForWriting(file);
    const database = new Database(file, handle, clear);
    try {
      database.exec('PRAGMA journal_mode = WAL');
      database.setUp();
      if (health.indexIsReadable) await database.migrate();
      database.identity = new FileIdentity(file);
      database.checkIndex(health.indexIsReadable);
      if (!health.indexIsReadable) await database.migrate();
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /**
   * Opens the file so that it can be read where it cannot be written, `why` not. A change then throws `why`. Never
   * waits for another program that writes. Throws `StoreError` where it cannot be read either.
   */
  static async openForReading(file: string, why: StoreError): Promise<Database> {
    const { handle, health, clear } = await connectForReading(file);
    const database = new Database(file, handle, clear);
    try {
      database.setUp();
      // An older one was opened as a copy.
      if (health.version < schemaVersion) await database.migrate();
      database.exec('PRAGMA query_only = ON');
      database.readOnly = why;
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** Why the file can only be read; null where it may be written. */
  get whyReadOnly(): StoreError | null {
    return this.readOnly;
  }

  /** How often the full-text index was found broken and replaced since the file was opened. */
  get repairedIndexes(): number {
    return this.indexRepairs;
  }

  private setUp(): void {
    // FULL: what a person was told is saved survives a power cut.
    this.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;');
    registerSearchFunctions(this.handle);
  }

  /** Runs statements without values. */
  exec(sql: string): void {
    this.guarded(() => this.handle.exec(sql));
  }

  all<T extends object = Row>(sql: string, ...values: SQLInputValue[]): T[] {
    return this.guarded(() => this.statement(sql).all(...values) as T[]);
  }

  get<T extends object = Row>(sql: string, ...values: SQLInputValue[]): T | undefined {
    return this.guarded(() => this.statement(sql).get(...values) as T | undefined);
  }

  /** Returns the id of the row that was inserted last, and how many rows changed. */
  run(sql: string, ...values: SQLInputValue[]): { id: number; changes: number } {
    const change = (): StatementResultingChanges => this.guarded(() => this.statement(sql).run(...values));
    const result = this.handle.isTransaction ? change() : this.mending(change);
    if (!this.handle.isTransaction) this.checkIdentity();
    return { id: Number(result.lastInsertRowid), changes: Number(result.changes) };
  }

  /**
   * All or nothing. May be nested: an inner one that fails takes back its own part and leaves the rest to the caller.
   * The outermost is begun once more where the full-text index turned out to be broken, so its work must bear that.
   */
  transaction<T>(work: () => T): T {
    if (this.handle.isTransaction) return this.within(work);
    const result = this.mending(() => this.attempt(work));
    this.checkIdentity();
    return result;
  }

  private attempt<T>(work: () => T): T {
    this.exec('BEGIN IMMEDIATE');
    this.depth++;
    try {
      const result = work();
      for (const [key, last] of this.atEnd) {
        this.atEnd.delete(key);
        last();
      }
      this.exec('COMMIT');
      return result;
    } catch (error) {
      this.rollBack();
      throw error;
    } finally {
      this.atEnd.clear();
      this.depth--;
    }
  }

  /** A transaction within another one. Savepoints of one name nest: the innermost is meant. */
  private within<T>(work: () => T): T {
    const before = [...this.atEnd];
    this.exec('SAVEPOINT inner_part');
    try {
      const result = work();
      this.exec('RELEASE inner_part');
      return result;
    } catch (error) {
      if (this.handle.isTransaction) this.exec('ROLLBACK TO inner_part; RELEASE inner_part');
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
    this.exec('PRAGMA synchronous = NORMAL');
    try {
      return this.transaction(work);
    } finally {
      this.handle.exec('PRAGMA synchronous = FULL');
    }
  }

  /** Does the work with another patience, in ms, for programs that hold the file. */
  hurried<T>(patience: number, work: () => T): T {
    this.exec(`PRAGMA busy_timeout = ${patience}`);
    try {
      return work();
    } finally {
      this.exec(`PRAGMA busy_timeout = ${patienceMs}`);
    }
  }

  /** Takes an open transaction back. Some errors, a full disk among them, have already done so. */
  rollBack(): void {
    if (this.handle.isTransaction) this.handle.exec('ROLLBACK');
  }

  /** Throws `StoreError` where what was just written went into a file that nobody will find. */
  checkIdentity(): void {
    if (this.identity && !this.identity.holds) throw gone(this.file);
  }

  close(): void {
    this.statements.clear();
    if (this.handle.isOpen) this.handle.close();
    this.clear();
  }

  /** Replaces a full-text index that is not as it should be; `fillIndex` then puts the answers in again. */
  replaceIndex(isReadable = true): void {
    this.indexRepairs++;
    // Statements of the old index keep it open.
    this.statements.clear();
    if (!isReadable) {
      // Its pages may also be those of others: nobody must touch them, so they are left behind with the old file.
      this.attempt(() => this.guarded(() => forgetIndex(this.handle)));
      this.exec('VACUUM');
    }
    this.attempt(() =>
      this.guarded(() => {
        emptyIndex(this.handle);
        checkAllPages(this.handle, this.file);
      }),
    );
  }

  /** Puts some of the answers in that the index lacks. False when none was left; each call takes some ten milliseconds. */
  fillIndex(): boolean {
    // Asked first, as a transaction for nothing would wait for other programs.
    if (this.readOnly || !this.guarded(() => isBeingFilled(this.handle))) return false;
    return this.attempt(() => this.guarded(() => fillSome(this.handle)));
  }

  private checkIndex(isReadable: boolean): void {
    if (!isReadable || indexState(this.handle) === 'broken') this.replaceIndex(isReadable);
  }

  /** Does a change; once more where the full-text index, which it also changes, was broken and has been replaced. */
  private mending<T>(change: () => T): T {
    try {
      return change();
    } catch (error) {
      if (this.readOnly || !this.isOfIndex(error)) throw error;
      this.replaceIndex();
      return change();
    }
  }

  /** Whether an error comes from the full-text index, which can be made anew, and not from what it mirrors. */
  isOfIndex(error: unknown): boolean {
    if (!(error instanceof StoreError)) return false;
    if (error.code === 'index') return true;
    // A part of it that is gone or nonsense is reported in many ways.
    return (error.code === 'failed' || error.code === 'damaged') && indexState(this.handle) === 'broken';
  }

  private guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const known = asStoreError(error, this.file);
      throw this.readOnly && known instanceof StoreError && known.code === 'readonly' ? this.readOnly : known;
    }
  }

  private statement(sql: string): StatementSync {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.handle.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  private async migrate(): Promise<void> {
    if (this.version() === schemaVersion) return;
    // Read when they are needed: most openings need none.
    const { migrations } = await import('./migrations');
    // The version is read again inside the transaction: another process may be migrating the same file.
    this.transaction(() => {
      for (let step = this.version(); step < migrations.length; step++) {
        this.exec(migrations[step] ?? '');
      }
      this.exec(`PRAGMA user_version = ${migrations.length}`);
    });
  }

  private version(): number {
    return this.guarded(() => userVersion(this.handle));
  }
}
