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

/** What a job does: ask a bot a prompt, run the code of an answer, have an answer judged, measure again, ask LiveBench. */
export type JobKindName = 'prompt' | 'evaluate' | 'judge' | 'verify' | 'livebench';

/**
 * Lanes of jobs that need no server. `thisMachine` keeps what computes for a while and the servers of this machine
 * apart, which would falsify each other's figures; what waits in `aside` disturbs nobody.
 */
export const localLanes = { thisMachine: 'this machine', aside: 'aside' } as const;

/** Whether jobs of a lane need no server. */
export function isLocalLane(lane: string): boolean {
  return lane === localLanes.thisMachine || lane === localLanes.aside;
}

/** One piece of work: most often one bot at one prompt. */
export interface Job {
  id: number;
  tournamentId: number;
  kind: JobKindName;
  /** Place in the queue, from 0. */
  position: number;
  /** Whose answer it is about; null where no bot is concerned. */
  botId: number | null;
  /** Empty where no prompt is concerned. */
  categoryId: string;
  promptId: string;
  /** What else the kind has to know, as JSON; it is read with suspicion, as a database may come with a cloned folder. */
  subject: unknown;
  /** What people read in place of the prompt's title; null: that title. */
  label: string | null;
  /** Its lane: the server's address, or one of `localLanes`. Lanes of one machine take turns. */
  server: string;
  /** The model that has to be in memory; empty where none has. */
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
