import { said, SaidError } from '../l10n/said';
import type { Run } from '../model/run';
import type { ServerError } from '../model/server';
import type { Job, JobKindName, Tournament } from '../model/tournament';
import type { LiveAnswer } from './liveAnswer';
import type { Resident } from './resident';

/**
 * A kind of job, as the queue knows it: how one job is done. Which lane and model it needs stands in the job
 * (`Job.server`, `Job.modelId`); order, leases, loading of models, retries, pausing and resuming are the queue's.
 */
export interface JobKind {
  readonly name: JobKindName;
  /**
   * Does one job. Throws `JobRefused` where trying again would not help, and `ServerError` where a server failed, which
   * decides whether and when it is tried again; what else it throws (a full disk) stops the tournament. It may be
   * called again for the same job after the process was killed. Once `signal` is aborted, how it ends does not matter.
   */
  work(job: Job, signal: AbortSignal, report: JobReport): Promise<JobOutcome>;
  /** Before the first job: finishes what a process that was killed has left half done of jobs that count as done. */
  recover?(tournament: Tournament): Promise<void>;
  /** Meanwhile nothing is put off to be done together: there is nothing else to do. */
  hurry?<T>(meanwhile: () => Promise<T>): Promise<T>;
}

/** What a job says of itself while it is worked on. */
export interface JobReport {
  readonly tournament: Tournament;
  /** The job's model, ready to be asked; null where it needs none. */
  readonly resident: Resident | null;
  /** What is being done, in a sentence or a few words; the queue shows it. */
  progress(sentence: string): void;
  /** What a person should know besides; it stays with the job. */
  note(sentence: string): void;
  /** An answer that arrives, for whoever watches. */
  shows(answer: LiveAnswer): void;
  /** The run that belongs to the job. May be called within the transaction that records its begin. */
  begun(runId: number): void;
  /** The server is free for the next job; what follows is only writing down. */
  answered(): void;
  /**
   * The job has its result and is never repeated, whatever happens. May be called within the very transaction that
   * stores the result; without it a job is done when `work` resolves. `seconds` is what the estimate counts on.
   */
  done(seconds: number | null): void;
}

export interface JobOutcome {
  /** The run it has made or was about, or null. */
  run: Run | null;
  /** Why it is not done; null where it is. */
  failure: ServerError | null;
}

/** A job that cannot be done as things are, for a reason that a person can read. */
export class JobRefused extends SaidError {}

/** The kinds that this process can do. */
export class JobKinds {
  private readonly kinds: ReadonlyMap<JobKindName, JobKind>;

  constructor(kinds: readonly JobKind[]) {
    this.kinds = new Map(kinds.map((kind) => [kind.name, kind]));
  }

  /** Throws `JobRefused` for a kind that is none here, e.g. of a newer version. */
  require(name: JobKindName): JobKind {
    const kind = this.kinds.get(name);
    if (!kind) throw new JobRefused(said`This version of LLP cannot do jobs of the kind “${name}”; update it.`);
    return kind;
  }

  async recover(tournament: Tournament): Promise<void> {
    for (const kind of this.kinds.values()) await kind.recover?.(tournament);
  }

  hurry<T>(meanwhile: () => Promise<T>): Promise<T> {
    const all = [...this.kinds.values()].reduce<() => Promise<T>>(
      (inner, kind) => () => kind.hurry?.(inner) ?? inner(),
      meanwhile,
    );
    return all();
  }
}
