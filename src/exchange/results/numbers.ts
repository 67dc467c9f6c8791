import type { Database } from '../../store/database';

/** Begin of the runs of a document, by their numbers. */
export type Beginnings = ReadonlyMap<number, string>;

/**
 * Whether runs keep the numbers of their document, and with them the links to their logs: in a database that has no run
 * yet, and where such an import was cut short and this is the same playground's document again. The numbers up to the
 * last are kept free for it meanwhile.
 */
export function keepsNumbers(db: Database, runs: Beginnings): boolean {
  const last = [...runs.keys()].reduce((highest, id) => Math.max(highest, id), 0);
  if (last === 0) return false;
  const isBlank = db.get('SELECT 1 AS any FROM run LIMIT 1') === undefined;
  if (!isBlank && !continues(db, runs)) return false;
  if (isBlank) reserve(db, last);
  if (isBlank) db.run('INSERT OR REPLACE INTO unfinished_import (id, last_run) VALUES (1, ?)', last);
  return true;
}

/** Forgets that an import was begun, as it has ended. */
export function numbersAreDone(db: Database): void {
  db.run('DELETE FROM unfinished_import');
}

/** True where an import was cut short, and every run that it has stored stands in this document under its number. */
function continues(db: Database, runs: Beginnings): boolean {
  const last = db.get<{ last: number }>('SELECT last_run AS last FROM unfinished_import')?.last;
  if (last === undefined) return false;
  return db
    .all<{ id: number; begun: string }>('SELECT id, started_at AS begun FROM run WHERE id <= ?', last)
    .every(({ id, begun }) => runs.get(id) === begun);
}

function reserve(db: Database, last: number): void {
  db.run(`DELETE FROM sqlite_sequence WHERE name = 'run' AND seq < ?`, last);
  db.run(
    `INSERT INTO sqlite_sequence (name, seq) SELECT 'run', ? WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'run')`,
    last,
  );
}
