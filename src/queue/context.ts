import type { Run } from '../model/run';
import type { Job, LaneState, Tournament } from '../model/tournament';
import type { LiveJob } from './liveJob';
import type { Patience, QueuePort } from './port';
import type { Wake } from './wake';

/** What the lanes of a tournament share. */
export interface LaneContext {
  readonly tournament: Tournament;
  readonly port: QueuePort;
  readonly patience: Patience;
  /** This process, as the queue knows it. */
  readonly owner: string;
  readonly wake: Wake;
  /** The jobs that are being worked on. */
  readonly live: Map<number, LiveJob>;
  /** Aborted when loads and probes are of no use any more. */
  readonly signal: AbortSignal;
  /** True once this process is to stop: what is unfinished goes back into the queue. */
  readonly stopped: boolean;
  /** True once the database is closed as well: then everything has been put back already. */
  readonly closed: boolean;
  /** Whether there is still work for this process: the tournament is open and nobody has stopped it. */
  isOpen(): boolean;
  show(server: string, state: LaneState): void;
  /** A job has reached its end; `run` is null where it was never sent. */
  ended(job: Job, run: Run | null): void;
  changed(): void;
  /** A model took so long to load. */
  loaded(seconds: number): void;
}
