import type { ServerErrorCode } from '../model/server';
import type { Job, JobStatus } from '../model/tournament';
import type { Database } from './database';
import { toJob, type JobRow } from './tournamentRows';

/** How a job ended, or why it waits. */
export interface JobEnd {
  status: Exclude<JobStatus, 'pending' | 'running'>;
  reason: string | null;
  errorCode: ServerErrorCode | null;
  seconds: number | null;
}

export const abandonedRun = 'LLP was closed before the answer was finished; the tournament runs the prompt again.';

/** What happens to jobs. Each step is one statement on a row that must still be as it was expected. */
export class JobSteps {
  constructor(private readonly db: Database) {}

  /** Takes the next job that is due, if `owner` holds the server's lease and the tournament is open. `now` in ms. */
  take(tournamentId: number, server: string, modelId: string, owner: string, now: number): Job | null {
    const row = this.db.relaxed(() =>
      this.db.get<JobRow>(
        `UPDATE job SET status = 'running', owner = ?1, attempts = attempts + 1, started_at = ?2, run_id = NULL
       WHERE id = (SELECT id FROM job WHERE tournament_id = ?3 AND server = ?4 AND model_id = ?5 AND status = 'pending'
                   AND COALESCE(not_before, 0) <= ?6 ORDER BY position LIMIT 1)
       AND EXISTS (SELECT 1 FROM server_lease WHERE server = ?4 AND owner = ?1)
       AND EXISTS (SELECT 1 FROM tournament WHERE id = ?3 AND state = 'open')
       RETURNING *`,
        owner,
        new Date(now).toISOString(),
        tournamentId,
        server,
        modelId,
        now,
      ),
    );
    return row ? toJob(row) : null;
  }

  /** Call within the transaction that records the run's begin. */
  attach(jobId: number, runId: number): void {
    this.db.run('UPDATE job SET run_id = ? WHERE id = ?', runId, jobId);
  }

  /** Call within the transaction that records the run's end. False when the job is not the owner's any more. */
  finish(jobId: number, owner: string, end: JobEnd): boolean {
    return (
      this.db.run(
        `UPDATE job SET status = ?, reason = ?, error_code = ?, seconds = ?, not_before = NULL, owner = NULL, finished_at = ?
         WHERE id = ? AND status = 'running' AND owner = ?`,
        end.status,
        end.reason,
        end.errorCode,
        end.seconds,
        new Date().toISOString(),
        jobId,
        owner,
      ).changes > 0
    );
  }

  /** Puts a running job back into the queue; `spent` is false where the attempt was not the job's own failure. */
  requeue(
    jobId: number,
    owner: string,
    wait: { notBefore: number | null; reason: string | null; errorCode: ServerErrorCode | null; spent: boolean },
  ): boolean {
    return (
      this.db.run(
        `UPDATE job SET status = 'pending', owner = NULL, not_before = ?, reason = ?, error_code = ?, attempts = attempts - ?
         WHERE id = ? AND status = 'running' AND owner = ?`,
        wait.notBefore,
        wait.reason,
        wait.errorCode,
        wait.spent ? 0 : 1,
        jobId,
        owner,
      ).changes > 0
    );
  }

  note(jobId: number, note: string): void {
    this.db.run('UPDATE job SET note = ? WHERE id = ?', note, jobId);
  }

  /** Ends all waiting jobs of a model, or of the whole server where none is given, for the same reason. */
  endWaiting(tournamentId: number, server: string, modelId: string | null, end: Omit<JobEnd, 'seconds'>): Job[] {
    return this.db
      .all<JobRow>(
        `UPDATE job SET status = ?, reason = ?, error_code = ?, not_before = NULL, finished_at = ?
         WHERE tournament_id = ? AND server = ? AND model_id = COALESCE(?, model_id) AND status = 'pending' RETURNING *`,
        end.status,
        end.reason,
        end.errorCode,
        new Date().toISOString(),
        tournamentId,
        server,
        modelId,
      )
      .map(toJob);
  }

  /** Leaves a job out; one that is running is stopped by the process that runs it. False when it is already over. */
  skip(jobId: number): boolean {
    return (
      this.db.run(
        `UPDATE job SET status = 'skipped', not_before = NULL, finished_at = ? WHERE id = ? AND status IN ('pending', 'running')`,
        new Date().toISOString(),
        jobId,
      ).changes > 0
    );
  }

  /** Queues what failed or was parked once more, or one such (or skipped) job. Returns how many there were. */
  retry(tournamentId: number, jobId?: number): number {
    const which = jobId === undefined ? "status IN ('failed', 'parked')" : "status IN ('failed', 'parked', 'skipped')";
    return this.db.transaction(() => {
      const { changes } = this.db.run(
        `UPDATE job SET status = 'pending', attempts = 0, reason = NULL, error_code = NULL, not_before = NULL, finished_at = NULL
         WHERE tournament_id = ? AND ${which} AND id = COALESCE(?, id)`,
        tournamentId,
        jobId ?? null,
      );
      if (changes > 0)
        this.db.run("UPDATE tournament SET state = 'open', finished_at = NULL WHERE id = ?", tournamentId);
      return changes;
    });
  }

  /**
   * Puts back what a process that is gone had left running on a server, and marks its half runs as failed. Call it
   * right after the server's lease was acquired. Returns how many jobs there were.
   */
  recover(server: string, owner: string): number {
    return this.db.transaction(() => {
      const stale = this.db.all<{ id: number; run_id: number | null; status: string }>(
        'SELECT id, run_id, status FROM job WHERE server = ? AND owner IS NOT NULL AND owner <> ?',
        server,
        owner,
      );
      for (const job of stale) {
        this.abandonRun(job.run_id);
        this.db.run(
          // That its process was killed says nothing of the prompt: the attempt is not spent.
          `UPDATE job SET owner = NULL, attempts = attempts - (status = 'running'),
             status = CASE status WHEN 'running' THEN 'pending' ELSE status END WHERE id = ?`,
          job.id,
        );
      }
      return stale.length;
    });
  }

  /** The same for what this process itself leaves behind when it is closed. */
  abandon(owner: string): void {
    this.db.transaction(() => {
      for (const job of this.db.all<{ run_id: number | null }>('SELECT run_id FROM job WHERE owner = ?', owner))
        this.abandonRun(job.run_id);
      this.db.run(
        `UPDATE job SET owner = NULL, attempts = attempts - (status = 'running'),
           status = CASE status WHEN 'running' THEN 'pending' ELSE status END WHERE owner = ?`,
        owner,
      );
    });
  }

  private abandonRun(runId: number | null): void {
    if (runId === null) return;
    this.db.run(
      "UPDATE run SET status = 'failed', error = ?, finished_at = started_at WHERE id = ? AND status = 'running'",
      abandonedRun,
      runId,
    );
  }
}
