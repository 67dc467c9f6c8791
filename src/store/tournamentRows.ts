import type { ServerErrorCode } from '../model/server';
import {
  defaultTournamentOptions,
  type Job,
  type JobKindName,
  type JobStatus,
  type Tournament,
  type TournamentOptions,
  type TournamentState,
} from '../model/tournament';

/** A row of the table `job`. */
export interface JobRow {
  id: number;
  tournament_id: number;
  position: number;
  kind: string;
  bot_id: number | null;
  category_id: string;
  prompt_id: string;
  subject: string | null;
  label: string | null;
  server: string;
  model_id: string;
  status: string;
  attempts: number;
  reason: string | null;
  error_code: string | null;
  note: string | null;
  run_id: number | null;
  not_before: number | null;
  seconds: number | null;
  started_at: string | null;
  finished_at: string | null;
}

/** A row of the table `tournament`. */
export interface TournamentRow {
  id: number;
  title: string;
  state: string;
  options: string;
  practice: number;
  created_at: string;
  finished_at: string | null;
}

export function toTournament(row: TournamentRow): Tournament {
  return {
    id: row.id,
    title: row.title,
    state: row.state as TournamentState,
    options: { ...defaultTournamentOptions, ...(JSON.parse(row.options) as Partial<TournamentOptions>) },
    practice: row.practice === 1,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}

export function toJob(row: JobRow): Job {
  return {
    id: row.id,
    tournamentId: row.tournament_id,
    kind: row.kind as JobKindName,
    position: row.position,
    botId: row.bot_id,
    categoryId: row.category_id,
    promptId: row.prompt_id,
    subject: row.subject === null ? null : JSON.parse(row.subject),
    label: row.label,
    server: row.server,
    modelId: row.model_id,
    status: row.status as JobStatus,
    attempts: row.attempts,
    reason: row.reason,
    errorCode: row.error_code as ServerErrorCode | null,
    note: row.note,
    runId: row.run_id,
    notBefore: row.not_before,
    seconds: row.seconds,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}
