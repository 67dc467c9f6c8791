import { ServerError } from '../model/server';
import type { Job } from '../model/tournament';
import type { Breaker } from './breaker';
import type { LaneContext } from './context';
import { JobAttempt } from './attempt';
import type { Residency } from './residency';
import type { Resident } from './resident';
import { asError, backoff, judge } from './retry';

/** Answers that may wait to be written down while the next ones are being asked for. */
const unwritten = 256;

const noModel: Resident = { model: null, instanceId: null, warm: true, loadSeconds: null };

/** A model's turn on a server: it is loaded, all its jobs are worked on, and it is unloaded. Without one: only the jobs. */
export class Turn {
  private requests = 0;
  private readonly attempts = new Set<Promise<void>>();
  private resident: Resident | null = null;
  private restUntil = 0;
  private failure: Error | null = null;

  constructor(
    private readonly context: LaneContext,
    private readonly server: string,
    private readonly modelId: string,
    private readonly residency: Residency,
    private readonly breaker: Breaker,
  ) {}

  async run(): Promise<void> {
    this.resident = await this.prepare();
    try {
      while (this.resident && !this.context.stopped && this.failure === null && (await this.step()));
    } finally {
      await this.context.port.kinds.hurry(() => this.drained());
    }
    if (this.failure !== null) throw this.failure;
    // A pause keeps the model, so that going on needs no second load.
    if (this.isPaused() || this.modelId === '') return;
    this.context.show(this.server, { kind: 'unloading', server: this.server, modelId: this.modelId });
    await this.residency.release(this.modelId);
  }

  private async drained(): Promise<void> {
    while (this.attempts.size > 0) await Promise.all(this.attempts);
  }

  /** Sends one more request, or waits for what has to come first. Returns false when the turn is over. */
  private async step(): Promise<boolean> {
    const { port, wake, owner, tournament } = this.context;
    if (this.breaker.isOpen) {
      await Promise.all(this.attempts);
      await this.breaker.untilBack();
      // A server that was restarted has lost its models.
      this.resident = this.context.isOpen() ? await this.prepare() : null;
      return this.resident !== null;
    }
    const width = this.resident?.warm ? Math.max(1, port.concurrency(this.server)) : 1;
    if (this.requests >= width || this.attempts.size >= width + unwritten) {
      await wake.wait();
      return true;
    }
    const now = Date.now();
    // One transaction for the job and, unless the server has to be asked something first, its run.
    const sent = port.store.database.relaxed(() => {
      if (this.restUntil > now) return false;
      const job = port.store.jobSteps.take(tournament.id, this.server, this.modelId, owner, now);
      if (job) this.send(job);
      return job !== null;
    });
    if (sent) return true;
    if (!this.context.isOpen()) return false;
    const due = port.store.jobs.nextDue(tournament.id, this.server, this.modelId);
    if (this.attempts.size > 0) {
      // Nothing is to be sent: the rest is only saved.
      await this.context.port.kinds.hurry(() => wake.wait(due ? Math.max(due.at, this.restUntil) - now : undefined));
      return true;
    }
    if (!due) return false;
    await this.backOff(Math.max(due.at, this.restUntil), due.reason);
    return true;
  }

  private send(job: Job): void {
    this.context.show(this.server, { kind: 'running', server: this.server, modelId: this.modelId });
    this.requests++;
    let counted = true;
    const answered = (): void => {
      if (!counted) return;
      counted = false;
      this.requests--;
      this.context.wake.now();
    };
    const attempt: Promise<void> = new JobAttempt(this.context, job, this.resident === noModel ? null : this.resident, {
      answered,
      failed: (failed, failure) => this.afterFailure(failed, failure),
    })
      .run()
      .then(() => this.warmUp())
      .catch((error: unknown) => (this.failure = asError(error)))
      .then(() => {
        this.attempts.delete(attempt);
        answered();
        this.context.wake.now();
      });
    this.attempts.add(attempt);
  }

  /** The first answer has loaded a model on demand: from now on it counts as loaded. */
  private async warmUp(): Promise<void> {
    if (!this.resident || this.resident.warm || this.context.stopped) return;
    const adapter = await this.context.port.adapter(this.server).catch(() => null);
    const model = (await adapter?.getModel(this.modelId, this.context.signal).catch(() => null)) ?? null;
    this.resident = { ...this.resident, model, warm: model?.state !== 'not-loaded' && model?.state !== 'loading' };
  }

  /** Makes the model ready; null when there is nothing to be done for it (any more). */
  private async prepare(): Promise<Resident | null> {
    if (this.modelId === '') return noModel;
    for (let attempts = 1; this.context.isOpen(); attempts++) {
      this.context.show(this.server, { kind: 'loading', server: this.server, modelId: this.modelId });
      try {
        const resident = await this.residency.prepare(this.modelId, this.wishedContext(), this.context.signal);
        if (resident.loadSeconds !== null) this.context.loaded(resident.loadSeconds);
        return resident;
      } catch (error) {
        if (!(error instanceof ServerError)) throw error;
        if (error.code === 'cancelled') return null;
        if (await this.breaker.check(error)) {
          await this.breaker.untilBack();
          attempts = 0;
          continue;
        }
        const { transient } = judge(error.code);
        if (!transient || attempts >= this.context.patience.attempts) {
          this.giveUp(error, transient ? 'parked' : 'failed');
          return null;
        }
        await this.backOff(Date.now() + backoff(attempts, error, this.context.patience), error.message);
      }
    }
    return null;
  }

  /** Decides what becomes of a job whose run has failed. */
  private async afterFailure(job: Job, failure: ServerError): Promise<'requeued' | 'failed' | 'parked'> {
    const { port, patience, owner } = this.context;
    const { jobSteps } = port.store;
    const verdict = judge(failure.code);
    const wait = { reason: failure.message, errorCode: failure.code };
    if (await this.breaker.check(failure)) {
      jobSteps.requeue(job.id, owner, { ...wait, notBefore: null, spent: false });
      return 'requeued';
    }
    const limit = verdict.rest ? patience.attempts * 4 : patience.attempts;
    if (verdict.transient && job.attempts < limit) {
      const notBefore = Date.now() + backoff(job.attempts, failure, patience);
      if (verdict.rest) this.restUntil = Math.max(this.restUntil, notBefore);
      jobSteps.requeue(job.id, owner, { ...wait, notBefore: Math.ceil(notBefore), spent: true });
      return 'requeued';
    }
    const status = verdict.transient ? 'parked' : 'failed';
    jobSteps.finish(job.id, owner, { ...wait, status, seconds: null });
    if (verdict.reach !== 'job') this.giveUp(failure, status);
    return status;
  }

  /** Ends what waits for the model, or for the whole server where the failure reaches that far. */
  private giveUp(failure: ServerError, status: 'failed' | 'parked'): void {
    const { port, tournament } = this.context;
    const model = judge(failure.code).reach === 'server' && !judge(failure.code).transient ? null : this.modelId;
    const end = { status, reason: failure.message, errorCode: failure.code } as const;
    for (const job of port.store.jobSteps.endWaiting(tournament.id, this.server, model, end))
      this.context.ended(job, null);
  }

  private async backOff(until: number, reason: string): Promise<void> {
    const { server, modelId } = this;
    this.context.show(server, { kind: 'backing-off', server, modelId, until, reason });
    while (Date.now() < until && this.context.isOpen()) {
      const due = this.context.port.store.jobs.nextDue(this.context.tournament.id, server, modelId);
      // A job that was queued again meanwhile need not wait for the others.
      if (this.resident && this.restUntil <= Date.now() && due !== null && due.at <= Date.now()) return;
      await this.context.wake.wait(until - Date.now());
    }
  }

  /** The longest context that a waiting bot wishes for: one load serves them all. */
  private wishedContext(): number | null {
    const { store } = this.context.port;
    const wishes = store.jobs
      .pendingBots(this.context.tournament.id, this.server, this.modelId)
      .map((id) => store.bots.get(id)?.parameters.contextLength ?? null);
    const general = this.context.tournament.options.contextLength;
    const own = wishes.filter((length) => length !== null);
    if (own.length === 0) return general;
    return own.length === wishes.length ? Math.max(...own) : Math.max(...own, general ?? 0) || null;
  }

  private isPaused(): boolean {
    const { context } = this;
    return context.stopped || context.port.store.tournaments.get(context.tournament.id)?.state === 'paused';
  }
}
