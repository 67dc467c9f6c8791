import type { ServerErrorCode } from '../model/server';
import {
  jobStatuses,
  type Job,
  type JobCounts,
  type JobStatus,
  type Tournament,
  type TournamentOptions,
  type TournamentState,
} from '../model/tournament';
import type { Database } from './database';
import { toJob, toTournament, type JobRow, type TournamentRow } from './tournamentRows';

export type NewJob = Pick<Job, 'botId' | 'categoryId' | 'promptId' | 'server' | 'modelId'>;

/** How a job ended, or why it waits. */
export interface JobEnd {
  status: Exclude<JobStatus, 'pending' | 'running'>;
  reason: string | null;
  errorCode: ServerErrorCode | null;
  seconds: number | null;
}

export const abandonedRun = 'LLP was closed before the answer was finished; the tournament runs the prompt again.';

/** The queue. Whatever happens to a job is one statement on a row that must still be as it was expected. */
export class TournamentStore {
  constructor(private readonly db: Database) {}

  /** Queues jobs in the order given. */
  create(tournament: { title: string; options: TournamentOptions; practice: boolean; jobs: NewJob[] }): Tournament {
    return this.db.transaction(() => {
      const { id } = this.db.run(
        "INSERT INTO tournament (title, state, options, practice, created_at) VALUES (?, 'open', ?, ?, ?)",
        tournament.title,
        JSON.stringify(tournament.options),
        Number(tournament.practice),
        new Date().toISOString(),
      );
      for (const [position, job] of tournament.jobs.entries()) {
        this.db.run(
          `INSERT INTO job (tournament_id, position, bot_id, category_id, prompt_id, server, model_id, status, attempts)
           VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', 0)`,
          id,
          position,
          job.botId,
          job.categoryId,
          job.promptId,
          job.server,
          job.modelId,
        );
      }
      return this.require(id);
    });
  }

  get(id: number): Tournament | null {
    const row = this.db.get<TournamentRow>('SELECT * FROM tournament WHERE id = ?', id);
    return row ? toTournament(row) : null;
  }

  require(id: number): Tournament {
    const tournament = this.get(id);
    if (!tournament) throw new Error(`There is no tournament with the number ${id}.`);
    return tournament;
  }

  /** Newest first. */
  list(limit = 20): Tournament[] {
    return this.db.all<TournamentRow>('SELECT * FROM tournament ORDER BY id DESC LIMIT ?', limit).map(toTournament);
  }

  setState(id: number, state: TournamentState): void {
    const finishedAt = state === 'done' || state === 'cancelled' ? new Date().toISOString() : null;
    this.db.run('UPDATE tournament SET state = ?, finished_at = ? WHERE id = ?', state, finishedAt, id);
  }

  /** Ends a tournament that has no work left. Returns whether it is over. */
  finishIfEmpty(id: number): boolean {
    return (
      this.db.run(
        `UPDATE tournament SET state = 'done', finished_at = ? WHERE id = ? AND state = 'open'
         AND NOT EXISTS (SELECT 1 FROM job WHERE tournament_id = ? AND status IN ('pending', 'running'))`,
        new Date().toISOString(),
        id,
        id,
      ).changes > 0
    );
  }

  job(id: number): Job | null {
    const row = this.db.get<JobRow>('SELECT * FROM job WHERE id = ?', id);
    return row ? toJob(row) : null;
  }

  requireJob(id: number): Job {
    const job = this.job(id);
    if (!job) throw new Error(`There is no job with the number ${id}.`);
    return job;
  }

  /** In the order of the queue; of one status only where it is given. */
  jobs(tournamentId: number, status?: JobStatus, limit = -1): Job[] {
    const rows =
      status === undefined
        ? this.db.all<JobRow>(
            'SELECT * FROM job WHERE tournament_id = ? ORDER BY position LIMIT ?',
            tournamentId,
            limit,
          )
        : this.db.all<JobRow>(
            'SELECT * FROM job WHERE tournament_id = ? AND status = ? ORDER BY position LIMIT ?',
            tournamentId,
            status,
            limit,
          );
    return rows.map(toJob);
  }

  counts(tournamentId: number): JobCounts {
    const rows = this.db.all<{ status: JobStatus; jobs: number }>(
      'SELECT status, COUNT(*) AS jobs FROM job WHERE tournament_id = ? GROUP BY status',
      tournamentId,
    );
    const counts = Object.fromEntries(jobStatuses.map((status) => [status, 0])) as JobCounts;
    for (const { status, jobs } of rows) counts[status] = jobs;
    return counts;
  }

  /** What the estimate of the time left needs, in the order of the queue. */
  timings(tournamentId: number): Timing[] {
    return this.db.all<Timing & Record<string, never>>(
      `SELECT bot_id AS botId, category_id || '/' || prompt_id AS prompt, server, model_id AS modelId, status, seconds
       FROM job WHERE tournament_id = ? AND status IN ('pending', 'running', 'done') ORDER BY position`,
      tournamentId,
    );
  }

  /** The servers with unfinished jobs. */
  servers(tournamentId: number): string[] {
    const rows = this.db.all<{ server: string }>(
      `SELECT server FROM job WHERE tournament_id = ? AND status IN ('pending', 'running')
       GROUP BY server ORDER BY MIN(position)`,
      tournamentId,
    );
    return rows.map((row) => row.server);
  }

  /** The model whose turn it is on a server, or null when nothing is left to do there or the tournament is not open. */
  nextModel(tournamentId: number, server: string): string | null {
    const row = this.db.get<{ model_id: string }>(
      `SELECT model_id FROM job JOIN tournament ON tournament.id = tournament_id
       WHERE tournament_id = ? AND server = ? AND status = 'pending' AND state = 'open' ORDER BY position LIMIT 1`,
      tournamentId,
      server,
    );
    return row?.model_id ?? null;
  }

  /** The bots that still have work for a model. */
  pendingBots(tournamentId: number, server: string, modelId: string): number[] {
    const rows = this.db.all<{ bot_id: number }>(
      `SELECT DISTINCT bot_id FROM job WHERE tournament_id = ? AND server = ? AND model_id = ? AND status = 'pending'`,
      tournamentId,
      server,
      modelId,
    );
    return rows.map((row) => row.bot_id);
  }

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

  /** When the first waiting job of a model is due, in ms since the epoch; null when none waits. */
  nextDue(tournamentId: number, server: string, modelId: string): { at: number; reason: string } | null {
    const row = this.db.get<{ at: number; reason: string | null }>(
      `SELECT COALESCE(not_before, 0) AS at, reason FROM job
       WHERE tournament_id = ? AND server = ? AND model_id = ? AND status = 'pending' ORDER BY at LIMIT 1`,
      tournamentId,
      server,
      modelId,
    );
    return row ? { at: row.at, reason: row.reason ?? '' } : null;
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

  /** Ends a tournament; what is running is stopped by the process that runs it. */
  cancel(id: number): void {
    this.db.transaction(() => {
      this.setState(id, 'cancelled');
      this.db.run(
        `UPDATE job SET status = 'cancelled', not_before = NULL, finished_at = ?
         WHERE tournament_id = ? AND status IN ('pending', 'running')`,
        new Date().toISOString(),
        id,
      );
    });
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
      if (changes > 0) this.setState(tournamentId, 'open');
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

  /** The jobs among `ids` that another window has skipped or cancelled, or another process has taken over. */
  noLongerOwned(ids: number[], owner: string): number[] {
    return ids.filter(
      (id) => !this.db.get("SELECT 1 AS own FROM job WHERE id = ? AND status = 'running' AND owner = ?", id, owner),
    );
  }

  /** Jobs that are done but whose answer never reached a file, for the process was killed in between. */
  unsaved(tournamentId: number): Job[] {
    return this.db
      .all<JobRow>(
        `SELECT job.* FROM job JOIN run ON run.id = job.run_id
         WHERE tournament_id = ? AND job.status = 'done' AND note IS NULL AND output IS NULL ORDER BY position`,
        tournamentId,
      )
      .map(toJob);
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

export interface Timing {
  botId: number;
  /** `category/prompt`. */
  prompt: string;
  server: string;
  modelId: string;
  status: JobStatus;
  seconds: number | null;
}
