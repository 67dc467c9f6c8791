import type { DatabaseSync } from 'node:sqlite';
import { answerColumns, fillEntries, searchTables } from './schema';
import { indexes } from './tables';

/** Names of the tables in which FTS5 keeps an index. */
const suffixes = ['data', 'idx', 'content', 'docsize', 'config'];
/** A table that is there as long as an index that was made anew does not have all answers yet. */
const filling = 'search_filling';
/** Answers that are indexed in one go: some ten milliseconds. */
const step = 50;

/** How the index stands: `incomplete` has all its parts but not all rows, as after a repair that was cut short. */
export type IndexState = 'whole' | 'incomplete' | 'broken';

/**
 * Looks whether the index has all its parts, without reading what is in them: which pages there should be, it says
 * itself. A word that was changed within a page is only noticed by the query that meets it, or by `integrity_check`.
 */
export function indexState(handle: DatabaseSync): IndexState {
  try {
    for (const index of indexes) if (!hasItsParts(handle, index)) return 'broken';
    if (count(handle, `SELECT ${entries} AS n`) !== 0) return 'broken';
    if (isBeingFilled(handle)) return 'incomplete';
    return count(handle, `SELECT ${answers} AS n`) === 0 ? 'whole' : 'broken';
  } catch {
    // What cannot even be asked is broken; where the file itself is, the check of the tables has said so.
    return 'broken';
  }
}

/** Puts an empty index in place of a broken one. It holds nothing of its own: all of it is filled in again. */
export function emptyIndex(handle: DatabaseSync): void {
  for (const index of indexes) {
    try {
      handle.exec(`DROP TABLE IF EXISTS ${index}`);
    } catch {
      // FTS5 cannot open what it is asked to drop: then its entry in the schema goes first.
      forget(handle, [index]);
    }
    for (const suffix of suffixes) handle.exec(`DROP TABLE IF EXISTS ${index}_${suffix}`);
  }
  handle.exec(searchTables);
  handle.exec(fillEntries);
  handle.exec(`CREATE TABLE IF NOT EXISTS ${filling} (since TEXT NOT NULL) STRICT`);
}

/**
 * Puts some of the answers in that are not indexed yet, the newest first. Returns false when none was left. Each call
 * is a transaction's worth of work.
 */
export function fillSome(handle: DatabaseSync): boolean {
  if (!isBeingFilled(handle)) return false;
  const missing = handle
    .prepare(
      `SELECT run_id AS id FROM answer WHERE (text <> '' OR reasoning <> '')
         AND run_id NOT IN (SELECT id FROM search_answer_docsize) ORDER BY run_id DESC LIMIT ${step}`,
    )
    .all();
  if (missing.length === 0) {
    handle.exec(`DROP TABLE ${filling}`);
    return false;
  }
  handle
    .prepare(
      `INSERT INTO search_answer (rowid, ${answerColumns})
       SELECT * FROM search_answer_source WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .run(JSON.stringify(missing.map(({ id }) => id)));
  return true;
}

/** Whether an index that was made anew does not have all answers yet. */
export function isBeingFilled(handle: DatabaseSync): boolean {
  return handle.prepare('SELECT 1 AS yes FROM sqlite_schema WHERE name = ?').get(filling) !== undefined;
}

function hasItsParts(handle: DatabaseSync, index: string): boolean {
  // Opens the index: fails where its settings or one of its tables are gone.
  handle.prepare(`SELECT rowid FROM ${index} LIMIT 0`).all();
  const rows = count(handle, `SELECT COUNT(*) AS n FROM ${index}_docsize`);
  const structure = handle.prepare(`SELECT block FROM ${index}_data WHERE id = 10`).get()?.['block'];
  if (!(structure instanceof Uint8Array)) return false;
  const segments = readSegments(structure);
  if (segments === null) return true;
  if (rows > 0 && segments.length === 0) return false;
  return segments.every(({ id, first, last }) => {
    // A segment whose pages have all been merged into another one.
    if (last === 0) return true;
    const pages = `SELECT COUNT(*) AS n FROM ${index}_data WHERE id BETWEEN ? AND ?`;
    const base = BigInt(id) << 37n;
    return (
      count(handle, pages, base + BigInt(first), base + BigInt(last)) === last - first + 1 &&
      count(handle, `SELECT COUNT(*) AS n FROM (SELECT 1 FROM ${index}_idx WHERE segid = ? LIMIT 1)`, id) === 1
    );
  });
}

/** Rows of the indexes less what they should have. */
const entries = `(SELECT COUNT(*) FROM search_entry_docsize) - (SELECT COUNT(*) FROM prompt) - (SELECT COUNT(*) FROM bot)`;
const answers = `(SELECT COUNT(*) FROM search_answer_docsize) - (SELECT COUNT(*) FROM answer WHERE text <> '' OR reasoning <> '')`;

interface Segment {
  id: number;
  first: number;
  last: number;
}

/**
 * The segments of an FTS5 index by its structure record (sqlite3/ext/fts5/fts5_index.c, “fts5StructureDecode”): a cookie
 * of four bytes, for version 2 a mark of four, then variable-length numbers. Null where it is of a form unknown here.
 */
function readSegments(block: Uint8Array): Segment[] | null {
  const isSecond = block[4] === 0xff && block[5] === 0 && block[6] === 0 && block[7] === 1;
  let at = isSecond ? 8 : 4;
  const next = (): number => {
    let value = 0;
    for (let byte = 0; byte < 8; byte++) {
      const part = block[at++] ?? 0;
      value = value * 128 + (part & 0x7f);
      if (part < 0x80) return value;
    }
    return value * 256 + (block[at++] ?? 0);
  };
  const [levels, total] = [next(), next(), next()];
  const segments: Segment[] = [];
  for (let level = 0; level < levels && at < block.length; level++) {
    next();
    const here = next();
    for (let segment = 0; segment < here && at < block.length; segment++) {
      segments.push({ id: next(), first: next(), last: next() });
      if (isSecond) for (let field = 0; field < 5; field++) next();
    }
  }
  const isWhole = segments.length === total && at <= block.length;
  return isWhole ? segments : null;
}

/** Takes both indexes out of the schema without reading any of their pages; these stay behind until a `VACUUM`. */
export function forgetIndex(handle: DatabaseSync): void {
  const parts = indexes.flatMap((index) => [index, ...suffixes.map((suffix) => `${index}_${suffix}`)]);
  forget(handle, parts);
}

function forget(handle: DatabaseSync, tables: string[]): void {
  const guarded = handle as DatabaseSync & { enableDefensive?: (active: boolean) => void };
  guarded.enableDefensive?.(false);
  try {
    handle.exec('PRAGMA writable_schema = ON');
    handle
      .prepare('DELETE FROM sqlite_schema WHERE tbl_name IN (SELECT value FROM json_each(?))')
      .run(JSON.stringify(tables));
  } finally {
    handle.exec('PRAGMA writable_schema = RESET');
    guarded.enableDefensive?.(true);
  }
}

function count(handle: DatabaseSync, sql: string, ...values: (number | bigint)[]): number {
  return Number(handle.prepare(sql).get(...values)?.['n'] ?? 0);
}
