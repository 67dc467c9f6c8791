import type { Job } from '../model/tournament';
import { JobRefused, type JobKind, type JobOutcome, type JobReport } from '../queue/kind';
import type { NewTournament } from '../store/tournaments';
import type { VerifyPort } from './verifying';
import { said } from '../l10n/said';

/** Stored results run again on this machine and compared, one result a job. */
export class VerifyKind implements JobKind {
  readonly name = 'verify';

  constructor(private readonly port: VerifyPort) {}

  /** A queue that runs these results again. Throws a sentence where no server here offers the model of one. */
  async plan(runIds: readonly number[], title: string): Promise<NewTournament> {
    const { serverFor } = await import('./verifying');
    const jobs: NewTournament['jobs'][number][] = [];
    for (const id of runIds) {
      const run = this.port.store.runs.require(id);
      const state = await serverFor(this.port, run.request.modelId);
      const prompt = this.port.store.prompts.version(run.categoryId, run.promptId, run.promptHash);
      jobs.push({
        kind: this.name,
        botId: run.botId,
        categoryId: run.categoryId,
        promptId: run.promptId,
        subject: { run: id },
        label: `${prompt?.title ?? run.promptId} (${run.request.modelId})`,
        server: state.url,
        modelId: run.request.modelId,
      });
    }
    return { title, practice: false, jobs };
  }

  async work(job: Job, signal: AbortSignal, report: JobReport): Promise<JobOutcome> {
    const { NotVerifiable, verifyRun } = await import('./verifying');
    const { model = null, instanceId = null } = report.resident ?? {};
    try {
      const { run, rerun, agreed, differences } = await verifyRun(this.port, runOf(job.subject), signal, {
        ...(model === null ? {} : { model }),
        ...(instanceId === null || instanceId === job.modelId ? {} : { instanceId }),
      });
      report.begun(rerun);
      const said = agreed === null ? 'not to be decided' : agreed ? 'agrees' : 'does not agree';
      report.note([`Run ${run}: ${said}.`, ...differences].join(' '));
      return { run: this.port.store.runs.get(rerun), failure: null };
    } catch (error) {
      if (signal.aborted || !(error instanceof NotVerifiable)) throw error;
      throw new JobRefused(error.said);
    }
  }
}

function runOf(subject: unknown): number {
  const run = typeof subject === 'object' && subject !== null && 'run' in subject ? subject.run : null;
  if (typeof run !== 'number' || !Number.isInteger(run) || run < 1) throw new JobRefused(said`The job names no run.`);
  return run;
}
