import { said, SaidError } from '../l10n/said';
import {
  defaultTournamentOptions,
  type Job,
  type Tournament,
  type TournamentOptions,
  type TournamentState,
} from '../model/tournament';
import type { Database } from './database';
import { toTournament, type TournamentRow } from './tournamentRows';

export type NewJob = Pick<Job, 'kind' | 'botId' | 'categoryId' | 'promptId' | 'server' | 'modelId'> &
  Partial<Pick<Job, 'subject' | 'label'>>;

export interface NewTournament {
  title: string;
  options?: Partial<TournamentOptions>;
  practice: boolean;
  jobs: readonly NewJob[];
}

/** Tournaments: queues with a title and a state. What becomes of their jobs is in `jobSteps.ts`. */
export class TournamentStore {
  constructor(private readonly db: Database) {}

  /** Queues jobs in the order given. */
  create({ title, options = {}, practice, jobs }: NewTournament): Tournament {
    return this.db.transaction(() => {
      const { id } = this.db.run(
        "INSERT INTO tournament (title, state, options, practice, created_at) VALUES (?, 'open', ?, ?, ?)",
        title,
        JSON.stringify({ ...defaultTournamentOptions, ...options }),
        Number(practice),
        new Date().toISOString(),
      );
      this.add(id, jobs);
      return this.require(id);
    });
  }

  /** Puts more jobs at the end of a queue, which is open from then on. */
  add(id: number, jobs: readonly NewJob[]): void {
    this.db.transaction(() => {
      const last = this.db.get<{ next: number }>(
        'SELECT COALESCE(MAX(position) + 1, 0) AS next FROM job WHERE tournament_id = ?',
        id,
      );
      for (const [at, job] of jobs.entries())
        this.db.run(
          `INSERT INTO job (tournament_id, position, kind, bot_id, category_id, prompt_id, subject, label, server, model_id,
             status, attempts)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', 0)`,
          id,
          (last?.next ?? 0) + at,
          job.kind,
          job.botId,
          job.categoryId,
          job.promptId,
          job.subject === undefined || job.subject === null ? null : JSON.stringify(job.subject),
          job.label ?? null,
          job.server,
          job.modelId,
        );
      if (jobs.length > 0) this.setState(id, 'open');
    });
  }

  get(id: number): Tournament | null {
    const row = this.db.get<TournamentRow>('SELECT * FROM tournament WHERE id = ?', id);
    return row ? toTournament(row) : null;
  }

  require(id: number): Tournament {
    const tournament = this.get(id);
    if (!tournament) throw new SaidError(said`There is no tournament with the number ${id}.`);
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
}
