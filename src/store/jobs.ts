import { said, SaidError } from '../l10n/said';
import { jobStatuses, type Job, type JobCounts, type JobKindName, type JobStatus } from '../model/tournament';
import type { Database } from './database';
import { toJob, type JobRow } from './tournamentRows';

/** What a job took, or one that waits will take. */
export interface Timing {
  kind: JobKindName;
  botId: number | null;
  /** `category/prompt`. */
  prompt: string;
  server: string;
  modelId: string;
  status: JobStatus;
  seconds: number | null;
}

/** The jobs of tournaments, to be read. */
export class JobStore {
  constructor(private readonly db: Database) {}

  get(id: number): Job | null {
    const row = this.db.get<JobRow>('SELECT * FROM job WHERE id = ?', id);
    return row ? toJob(row) : null;
  }

  require(id: number): Job {
    const job = this.get(id);
    if (!job) throw new SaidError(said`There is no job with the number ${id}.`);
    return job;
  }

  /** In the order of the queue; of one status only where it is given. */
  list(tournamentId: number, status?: JobStatus, limit = -1): Job[] {
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

  /** What kinds of jobs a queue has. */
  kinds(tournamentId: number): JobKindName[] {
    const rows = this.db.all<{ kind: JobKindName }>(
      'SELECT DISTINCT kind FROM job WHERE tournament_id = ?',
      tournamentId,
    );
    return rows.map(({ kind }) => kind);
  }

  /** The runs whose answers are arriving now for a job, in any process. */
  arriving(): number[] {
    const rows = this.db.all<{ id: number }>(
      "SELECT run_id AS id FROM job WHERE status = 'running' AND kind = 'prompt' AND run_id IS NOT NULL",
    );
    return rows.map(({ id }) => id);
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
      `SELECT kind, bot_id AS botId, category_id || '/' || prompt_id AS prompt, server, model_id AS modelId, status, seconds
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
    const rows = this.db.all<{ bot_id: number | null }>(
      `SELECT DISTINCT bot_id FROM job WHERE tournament_id = ? AND server = ? AND model_id = ? AND status = 'pending'`,
      tournamentId,
      server,
      modelId,
    );
    return rows.flatMap((row) => row.bot_id ?? []);
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
         WHERE tournament_id = ? AND kind = 'prompt' AND job.status = 'done' AND note IS NULL AND output IS NULL ORDER BY position`,
        tournamentId,
      )
      .map(toJob);
  }
}
