import type { DatabaseSync } from 'node:sqlite';

/** What a database holds, so that a person can choose between two. */
export interface Holdings {
  runs: number;
  /** Entries of the ledger. */
  scores: number;
  /** When something was last run or scored (ISO 8601, UTC); null where nothing was. */
  newest: string | null;
}

/** Counts what is in an open database; null where that cannot be read. */
export function holdingsOf(handle: DatabaseSync): Holdings | null {
  try {
    const row = handle
      .prepare(
        `SELECT (SELECT COUNT(*) FROM run) AS runs, (SELECT COUNT(*) FROM score) AS scores,
           (SELECT MAX(at) FROM (
              SELECT started_at AS at FROM run WHERE id = (SELECT MAX(id) FROM run)
              UNION ALL SELECT created_at FROM score WHERE id = (SELECT MAX(id) FROM score))) AS newest`,
      )
      .get();
    return {
      runs: Number(row?.['runs']),
      scores: Number(row?.['scores']),
      newest: typeof row?.['newest'] === 'string' ? row['newest'] : null,
    };
  } catch {
    return null;
  }
}

/** Whether a database holds anything that was worked for: an import or a queue alone is something too. */
export function holdsResults(handle: DatabaseSync): boolean {
  return ['run', 'benchmark_import', 'job'].some(
    (table) => handle.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined,
  );
}
