import type { ServerErrorCode } from './server';

/**
 * Where a job stands. `failed`: the server refused it in a way that trying again would not change; `parked`: it was
 * tried as often as makes sense. Both keep their reason and can be queued again.
 */
export type JobStatus = 'pending' | 'running' | 'done' | 'failed' | 'parked' | 'skipped' | 'cancelled';

export const jobStatuses: readonly JobStatus[] = [
  'pending',
  'running',
  'done',
  'failed',
  'parked',
  'skipped',
  'cancelled',
];

/** `open`: there is work left, whether or not a process is at it now. */
export type TournamentState = 'open' | 'paused' | 'done' | 'cancelled';

/** How a tournament treats the servers. */
export interface TournamentOptions {
  /** `auto`: load and unload explicitly where the server can; `off`: take each model as the server has it. */
  load: 'auto' | 'off';
  /** Tokens wished for when a model is loaded; null: 32,768 or the model's maximum, whichever is less. */
  contextLength: number | null;
  /** Unload what else is in memory before a model is loaded, also what a person had loaded. */
  unloadOthers: boolean;
  /** False waits for whole answers, for which LM Studio then states its own figures. */
  stream: boolean;
  /** Defeat the prompt cache with a nonce, for a cold time to first token. */
  cold: boolean;
}

export const defaultTournamentOptions: TournamentOptions = {
  load: 'auto',
  contextLength: null,
  unloadOthers: false,
  stream: true,
  cold: false,
};

export interface Tournament {
  id: number;
  title: string;
  state: TournamentState;
  options: TournamentOptions;
  practice: boolean;
  /** ISO 8601, UTC. */
  createdAt: string;
  finishedAt: string | null;
}

/** One bot at one prompt. */
export interface Job {
  id: number;
  tournamentId: number;
  /** Place in the queue, from 0. */
  position: number;
  botId: number;
  categoryId: string;
  promptId: string;
  server: string;
  modelId: string;
  status: JobStatus;
  /** How often it was sent. */
  attempts: number;
  /** Why it failed, was parked, or waits for another try; null otherwise. */
  reason: string | null;
  errorCode: ServerErrorCode | null;
  /** What else a person should know, e.g. that the answer was not saved over an edited one. */
  note: string | null;
  /** The latest run; null before the first. */
  runId: number | null;
  /** Not tried again before that time, in ms since the epoch. */
  notBefore: number | null;
  /** Seconds from sending to the end of the answer, of the run that counts. */
  seconds: number | null;
  startedAt: string | null;
  finishedAt: string | null;
}

export type JobCounts = Record<JobStatus, number>;

/** What a server is being used for at the moment. */
export type LaneState =
  | { kind: 'waiting-for-turn'; server: string; holder: string }
  | { kind: 'loading'; server: string; modelId: string }
  | { kind: 'running'; server: string; modelId: string }
  | { kind: 'unloading'; server: string; modelId: string }
  | { kind: 'backing-off'; server: string; modelId: string; until: number; reason: string }
  | { kind: 'server-gone'; server: string; nextProbe: number; reason: string };

/** A tournament at a glance. */
export interface TournamentProgress {
  tournament: Tournament;
  counts: JobCounts;
  total: number;
  /** Jobs that need nothing more: done, failed, parked, skipped, cancelled. */
  finished: number;
  /** Estimated from what was measured so far; null while nothing was. */
  secondsLeft: number | null;
  /** True while a process is at work on it: this one or another. */
  active: boolean;
  /** The servers at work in this process. */
  lanes: LaneState[];
}
