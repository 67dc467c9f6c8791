import type { LogDigest } from '../model/provenance';
import type { Database } from './database';
import { recomputeProof, touchLedger } from './standing';

/** The raw log of a run, as it is stored. */
export interface StoredLog {
  runId: number;
  /** Relative to the database's folder. */
  file: string;
  /** As it was when the run ended; null where an older version did not store that. */
  digest: LogDigest | null;
  /** Whether it was there when it was looked for last; null where nobody has looked. */
  kept: boolean | null;
  finishedAt: string | null;
}

interface LogRow {
  id: number;
  raw_log: string;
  log_bytes: number | null;
  log_sha256: string | null;
  log_kept: number | null;
  finished_at: string | null;
}

const columns = 'run.id, raw_log, log_bytes, log_sha256, log_kept, finished_at';

export class LogStore {
  constructor(private readonly db: Database) {}

  /** The logs of the answers that count. */
  counting(): StoredLog[] {
    return this.db
      .all<LogRow>(
        `SELECT ${columns} FROM standing JOIN run ON run.id = standing.answered_run WHERE raw_log IS NOT NULL`,
      )
      .map(toLog);
  }

  /** The logs of all runs that have ended. */
  all(): StoredLog[] {
    return this.db
      .all<LogRow>(`SELECT ${columns} FROM run WHERE raw_log IS NOT NULL AND status <> 'running' ORDER BY id`)
      .map(toLog);
  }

  /** Logs that no score, no answer on the board, no verification and no publication rests on, the oldest first. */
  unneeded(): StoredLog[] {
    return this.db
      .all<LogRow>(
        `SELECT ${columns} FROM run WHERE raw_log IS NOT NULL AND status <> 'running'
           AND id NOT IN (SELECT answered_run FROM standing WHERE answered_run IS NOT NULL)
           AND id NOT IN (SELECT scored_run FROM standing WHERE scored_run IS NOT NULL)
           AND id NOT IN (SELECT run_id FROM run_score)
           AND id NOT IN (SELECT run_id FROM verification) AND id NOT IN (SELECT rerun_id FROM verification)
           AND id NOT IN (SELECT run_id FROM publication)
         ORDER BY started_at, id`,
      )
      .map(toLog);
  }

  /** The log of a run is deleted; its checksum stays, and its place in the chain. */
  forget(runId: number): void {
    this.db.run('UPDATE run SET raw_log = NULL, log_kept = 0 WHERE id = ?', runId);
  }

  /** Gives runs that were imported their logs, which are in their files already. */
  adopt(logs: { runId: number; file: string; digest: LogDigest }[]): void {
    this.db.transaction(() => {
      for (const { runId, file, digest } of logs)
        this.db.run(
          'UPDATE run SET raw_log = ?, log_bytes = ?, log_sha256 = ? WHERE id = ?',
          file,
          digest.bytes,
          digest.sha256,
          runId,
        );
      this.record(logs.map(({ runId, digest }) => ({ runId, digest, kept: true })));
    });
  }

  /** Writes down how the logs were found. */
  record(found: { runId: number; digest: LogDigest | null; kept: boolean }[]): void {
    this.db.transaction(() => {
      for (const { runId, digest, kept } of found)
        this.db.run(
          `UPDATE run SET log_kept = ?, log_bytes = COALESCE(log_bytes, ?), log_sha256 = COALESCE(log_sha256, ?)
           WHERE id = ?`,
          Number(kept),
          digest?.bytes ?? null,
          digest?.sha256 ?? null,
          runId,
        );
      const bots = this.db.all<{ bot_id: number }>(
        'SELECT DISTINCT bot_id FROM run WHERE id IN (SELECT value FROM json_each(?))',
        JSON.stringify(found.map(({ runId }) => runId)),
      );
      for (const { bot_id: botId } of bots) recomputeProof(this.db, botId);
      touchLedger(this.db);
    });
  }
}

function toLog(row: LogRow): StoredLog {
  return {
    runId: row.id,
    file: row.raw_log,
    digest: row.log_bytes === null || row.log_sha256 === null ? null : { bytes: row.log_bytes, sha256: row.log_sha256 },
    kept: row.log_kept === null ? null : row.log_kept === 1,
    finishedAt: row.finished_at,
  };
}
