import { said, verbatim } from '../../l10n/said';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Run } from '../../model/run';
import { ServerError } from '../../model/server';
import type { Job, Tournament } from '../../model/tournament';
import { JobRefused, type JobKind, type JobOutcome, type JobReport } from '../kind';
import { LiveAnswer } from '../liveAnswer';
import type { PromptPort, PromptRun } from './port';
import { Saver } from './saver';

/** The disk waits for so long: the server would else be idle while the answer before is written down. */
const requestFirstMs = 2;

/** Asks a bot a prompt, records how it went and saves the answer to its file. */
export class PromptKind implements JobKind {
  readonly name = 'prompt';
  private readonly saver: Saver;

  constructor(private readonly port: PromptPort) {
    this.saver = new Saver(port);
  }

  async work(job: Job, signal: AbortSignal, report: JobReport): Promise<JobOutcome> {
    const bot = job.botId === null ? null : this.port.store.bots.get(job.botId);
    const prompt = this.port.prompt(job.categoryId, job.promptId);
    if (!bot || bot.deletedAt !== null) throw new JobRefused(said`The bot was deleted.`);
    if (!prompt) throw new JobRefused(said`The prompt is not in the suites any more.`);
    const answer = new LiveAnswer(bot, prompt);
    report.shows(answer);
    let run: Run | null = null;
    let failure: ServerError | null = null;
    try {
      run = await this.port.run({
        ...requestOf(answer, report),
        signal,
        onFailure: (error) => (failure = error),
        onAnswered: (status) => {
          if (status !== 'complete') return;
          report.answered();
          return pause(requestFirstMs);
        },
        within: {
          begun: (runId) => report.begun(runId),
          // A finished run is never repeated, a half one never counted.
          finished: (finished) => {
            if (finished.status === 'complete') report.done(finished.stats.totalSeconds);
          },
        },
      });
    } finally {
      answer.over(run);
    }
    if (run.status !== 'complete')
      return {
        run,
        failure:
          failure ??
          new ServerError(
            run.errorCode ?? 'bad-response',
            run.error === null ? said`The run failed.` : verbatim(run.error),
          ),
      };
    await this.saver.save(job.id, run.id);
    return { run, failure: null };
  }

  /** Answers that were complete when an earlier process was killed, but not yet in their files. */
  async recover(tournament: Tournament): Promise<void> {
    if (!this.port.hasWorkspace) return;
    const leftovers = this.port.store.jobs.unsaved(tournament.id);
    await this.saver.hurry(async () => {
      for (const job of leftovers) if (job.runId !== null) await this.saver.save(job.id, job.runId);
    });
  }

  hurry<T>(meanwhile: () => Promise<T>): Promise<T> {
    return this.saver.hurry(meanwhile);
  }
}

function requestOf(
  answer: LiveAnswer,
  { tournament, resident }: JobReport,
): Pick<PromptRun, 'bot' | 'prompt' | 'stream' | 'meter' | 'onEvent' | 'nonce' | 'model' | 'instanceId'> {
  const { bot, prompt, meter } = answer;
  const { stream, cold } = tournament.options;
  const { model = null, instanceId = null } = resident ?? {};
  return {
    bot,
    prompt,
    stream,
    meter,
    onEvent: (event) => answer.see(event),
    ...(cold ? { nonce: randomBytes(8).toString('hex') } : {}),
    ...(model === null ? {} : { model }),
    ...(instanceId === null || instanceId === bot.modelId ? {} : { instanceId }),
  };
}
