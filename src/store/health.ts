import { said, SaidError, verbatim } from '../l10n/said';
import type { DatabaseSync } from 'node:sqlite';
import { isIndexTable } from './search/tables';
import { schemaVersion } from './schemaVersion';
import { asStoreError, damaged, resultCode } from './sqliteErrors';
import { StoreError } from './storeError';

/** SQLITE_CORRUPT. */
const corrupt = 11;

/** What a quick look at an open file has found; damage of the data itself is thrown. */
export interface Health {
  /** False where a table behind the full-text index cannot be read. */
  indexIsReadable: boolean;
  /** Steps of the schema that the file has. */
  version: number;
}

/**
 * Makes sure that the file is a database of LLP, of this version or an older one, and that its tables can be read.
 * Throws `StoreError`; nothing is written.
 */
export function checkHealth(handle: DatabaseSync, file: string): Health {
  try {
    const version = userVersion(handle);
    const health = { version, indexIsReadable: true };
    for (const table of tableNames(handle)) {
      const verdict = quickCheck(handle, table);
      if (verdict === 'ok') continue;
      if (!isIndexTable(table)) throw damaged(file, new SaidError(verbatim(verdict)));
      health.indexIsReadable = false;
    }
    checkOrigin(handle, file, version);
    checkFullText(handle);
    return health;
  } catch (error) {
    throw asStoreError(error, file);
  }
}

/**
 * What SQLite finds when it goes through the whole file, page by page and index by index; empty when the data is sound.
 * Faults of the full-text index and pages that nobody uses are left out: both cost no data.
 */
export function integrityFaults(handle: DatabaseSync): string[] {
  let verdicts: string[];
  try {
    verdicts = all(handle, 'PRAGMA integrity_check(20)');
  } catch {
    // FTS5 could not even begin; without it the tables can be gone through one by one.
    const tables = tableNames(handle).filter((table) => !isIndexTable(table));
    verdicts = tables.flatMap((table) => all(handle, `PRAGMA integrity_check("${table}")`));
  }
  return verdicts.filter((verdict) => verdict !== 'ok' && !/fts5|never used/i.test(verdict));
}

/** Throws `StoreError` where the file is damaged anywhere but in the full-text index; faster than `integrityFaults`. */
export function checkAllPages(handle: DatabaseSync, file: string): void {
  const [fault] = all(handle, 'PRAGMA quick_check(20)').filter(
    (verdict) => verdict !== 'ok' && !/never used/i.test(verdict),
  );
  if (fault !== undefined) throw damaged(file, new SaidError(verbatim(fault)));
}

export function userVersion(handle: DatabaseSync): number {
  return Number(handle.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}

function quickCheck(handle: DatabaseSync, table: string): string {
  try {
    return all(handle, `PRAGMA quick_check("${table}")`)[0] ?? 'ok';
  } catch (error) {
    // Of a table whose first page is nonsense there is not even a verdict.
    if (((resultCode(error) ?? 0) & 0xff) === corrupt) return String(error);
    throw error;
  }
}

function checkOrigin(handle: DatabaseSync, file: string, version: number): void {
  const tables = new Set(tableNames(handle));
  if (version === 0 ? tables.size > 0 : !tables.has('run') || !tables.has('bot'))
    throw new StoreError(
      'foreign',
      said`The file ${file} is a database of another program; name another one in the setting llp.database.path, or move it away.`,
    );
  if (version > schemaVersion)
    throw new StoreError(
      'newer',
      said`The database ${file} was written by a newer version of LLP; update the extension to open it.`,
    );
}

function checkFullText(handle: DatabaseSync): void {
  const modules = handle.prepare("SELECT 1 AS has FROM pragma_module_list WHERE name = 'fts5'").get();
  if (modules) return;
  throw new StoreError(
    'no-fts5',
    said`The SQLite of this editor has no full-text search (FTS5), which LLP needs. Update VS Code to 1.103 or later (Node 22.16 or later on the command line).`,
  );
}

/**
 * Table by table, as the check of the whole file would also go through the full-text index word by word: five seconds
 * more at 100,000 answers.
 */
function tableNames(handle: DatabaseSync): string[] {
  return handle
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite_stat%'")
    .all()
    .map(({ name }) => String(name));
}

function all(handle: DatabaseSync, sql: string): string[] {
  return handle
    .prepare(sql)
    .all()
    .map((row) => String(Object.values(row)[0]));
}
