import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Run } from '../../model/run';
import { ServerError } from '../../model/server';
import type { Job } from '../../model/tournament';
import type { LaneContext } from './context';
import { LiveJob } from './liveJob';
import type { Resident } from './residency';

/** The disk waits for so long: the server would else be idle while the answer before is written down. */
const requestFirstMs = 2;

export interface AttemptEvents {
  /** The answer is complete; only writing it down is left. */
  answered: () => void;
  /** Decides what becomes of the job. */
  failed: (job: Job, failure: ServerError) => Promise<'requeued' | 'failed' | 'parked'>;
}

/** One job being sent once. */
export class JobAttempt {
  constructor(
    private readonly context: LaneContext,
    private readonly job: Job,
    private readonly resident: Resident | null,
    private readonly events: AttemptEvents,
  ) {}

  async run(): Promise<void> {
    const { port, live: all } = this.context;
    const bot = port.store.bots.get(this.job.botId);
    const prompt = port.prompt(this.job.categoryId, this.job.promptId);
    if (!bot || bot.deletedAt !== null) return this.refuse('The bot was deleted.');
    if (!prompt) return this.refuse('The prompt is not in the suites any more.');
    const live = new LiveJob(this.job, bot, prompt);
    all.set(this.job.id, live);
    let run: Run | null = null;
    let failure: ServerError | null = null;
    try {
      run = await port.run({
        ...this.request(live),
        onFailure: (error) => (failure = error),
        onAnswered: (status) => {
          if (status !== 'complete') return;
          this.events.answered();
          return pause(requestFirstMs);
        },
        within: {
          begun: (runId) => this.begun(live, runId),
          finished: (finished) => this.finished(finished),
        },
      });
    } catch (error) {
      // The process is closing: what is unfinished has been put back already.
      if (this.context.closed) return;
      if (!(error instanceof ServerError)) throw error;
      failure = error;
    } finally {
      all.delete(this.job.id);
      live.over(run);
      this.context.changed();
    }
    if (run?.status === 'complete') await this.complete(run);
    else await this.incomplete(run, failure);
  }

  private request(live: LiveJob) {
    const { bot, prompt, meter, controller } = live;
    const { stream, cold } = this.context.tournament.options;
    const { model = null, instanceId = null } = this.resident ?? {};
    return {
      bot,
      prompt,
      stream,
      meter,
      signal: controller.signal,
      onEvent: (event: Parameters<LiveJob['see']>[0]) => live.see(event),
      ...(cold ? { nonce: randomBytes(8).toString('hex') } : {}),
      ...(model === null ? {} : { model }),
      ...(instanceId === null || instanceId === bot.modelId ? {} : { instanceId }),
    };
  }

  private begun(live: LiveJob, runId: number): void {
    live.runId = runId;
    this.context.port.store.tournaments.attach(this.job.id, runId);
    this.context.changed();
  }

  /** Within the run's own transaction: a finished run is never repeated, a half one never counted. */
  private finished(run: Run): void {
    if (run.status !== 'complete') return;
    const end = { status: 'done', reason: null, errorCode: null, seconds: run.stats.totalSeconds } as const;
    this.context.port.store.tournaments.finish(this.job.id, this.context.owner, end);
  }

  private async complete(run: Run): Promise<void> {
    await this.context.saver.save(this.job.id, run.id);
    this.tell(run);
  }

  private async incomplete(run: Run | null, failure: ServerError | null): Promise<void> {
    const { owner, stopped, port } = this.context;
    const { tournaments } = port.store;
    if (tournaments.noLongerOwned([this.job.id], owner).length > 0) {
      // Skipped or cancelled meanwhile.
      this.tell(run);
    } else if (stopped) {
      tournaments.requeue(this.job.id, owner, { notBefore: null, reason: null, errorCode: null, spent: false });
    } else {
      const error = failure ?? new ServerError(run?.errorCode ?? 'bad-response', run?.error ?? 'The run failed.');
      if ((await this.events.failed(this.job, error)) !== 'requeued') this.tell(run);
      else this.context.changed();
    }
  }

  private refuse(reason: string): void {
    const { port, owner } = this.context;
    port.store.tournaments.finish(this.job.id, owner, { status: 'failed', reason, errorCode: null, seconds: null });
    this.tell(null);
  }

  /** What the queue says of the job now goes to whoever listens. */
  private tell(run: Run | null): void {
    const { tournaments, runs } = this.context.port.store;
    this.context.ended(tournaments.requireJob(this.job.id), run && runs.require(run.id));
  }
}
