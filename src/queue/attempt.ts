import { said } from '../l10n/said';
import type { Run } from '../model/run';
import { ServerError } from '../model/server';
import type { Job } from '../model/tournament';
import type { LaneContext } from './context';
import { JobRefused, type JobOutcome, type JobReport } from './kind';
import { LiveJob } from './liveJob';
import type { Resident } from './resident';

export interface AttemptEvents {
  /** The server is free; only writing down is left. */
  answered: () => void;
  /** Decides what becomes of the job. */
  failed: (job: Job, failure: ServerError) => Promise<'requeued' | 'failed' | 'parked'>;
}

/** One job being worked on once. */
export class JobAttempt {
  private readonly live: LiveJob;
  private readonly begunAt = performance.now();
  private isDone = false;

  constructor(
    private readonly context: LaneContext,
    private readonly job: Job,
    private readonly resident: Resident | null,
    private readonly events: AttemptEvents,
  ) {
    this.live = new LiveJob(job);
  }

  async run(): Promise<void> {
    const { kinds } = this.context.port;
    this.context.live.set(this.job.id, this.live);
    let outcome: JobOutcome;
    try {
      outcome = await kinds.require(this.job.kind).work(this.job, this.live.controller.signal, this.report());
    } catch (error) {
      // The process is closing: what is unfinished has been put back already.
      if (this.context.closed) return;
      outcome = { run: null, failure: this.failureOf(error) };
      if (error instanceof JobRefused && !this.isDone) return this.refuse(error.message);
    } finally {
      this.context.live.delete(this.job.id);
      this.context.changed();
    }
    if (outcome.failure !== null && !this.isDone) return this.incomplete(outcome.run, outcome.failure);
    if (!this.isDone) this.done((performance.now() - this.begunAt) / 1000);
    this.tell(outcome.run);
  }

  private report(): JobReport {
    const { live } = this;
    const changed = (): void => this.context.changed();
    return {
      tournament: this.context.tournament,
      resident: this.resident,
      progress: (sentence) => {
        live.progress = sentence;
        changed();
      },
      note: (sentence) => this.context.port.store.jobSteps.note(this.job.id, sentence),
      shows: (answer) => (live.answer = answer),
      begun: (runId) => {
        live.runId = runId;
        this.context.port.store.jobSteps.attach(this.job.id, runId);
        changed();
      },
      answered: () => this.events.answered(),
      done: (seconds) => this.done(seconds),
    };
  }

  private done(seconds: number | null): void {
    const { port, owner, live } = this.context;
    port.store.jobSteps.finish(this.job.id, owner, { status: 'done', reason: null, errorCode: null, seconds });
    this.isDone = true;
    live.delete(this.job.id);
  }

  /** What the thrown error is for the queue; one that concerns more than this job is thrown on. */
  private failureOf(error: unknown): ServerError {
    if (error instanceof ServerError) return error;
    if (error instanceof JobRefused) return new ServerError('bad-request', error.said);
    if (this.live.controller.signal.aborted) return new ServerError('cancelled', said`Cancelled.`);
    throw error;
  }

  private async incomplete(run: Run | null, failure: ServerError): Promise<void> {
    const { owner, stopped, port } = this.context;
    const { jobs, jobSteps } = port.store;
    if (jobs.noLongerOwned([this.job.id], owner).length > 0) {
      // Skipped or cancelled meanwhile.
      this.tell(run);
    } else if (stopped) {
      jobSteps.requeue(this.job.id, owner, { notBefore: null, reason: null, errorCode: null, spent: false });
    } else if ((await this.events.failed(this.job, failure)) === 'requeued') {
      this.context.changed();
    } else {
      this.tell(run);
    }
  }

  private refuse(reason: string): void {
    const { port, owner } = this.context;
    port.store.jobSteps.finish(this.job.id, owner, { status: 'failed', reason, errorCode: null, seconds: null });
    this.tell(null);
  }

  /** What the queue says of the job now goes to whoever listens. */
  private tell(run: Run | null): void {
    const { jobs, runs } = this.context.port.store;
    this.context.ended(jobs.require(this.job.id), run && runs.require(run.id));
  }
}
