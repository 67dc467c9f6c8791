import type { Job } from '../model/tournament';
import { JobRefused, type JobOutcome, type JobReport } from '../queue/kind';
import type { NewTournament } from '../store/tournaments';
import { NotVerifiable, serverFor, verifyRun, type VerifyPort } from './verifying';
import { said } from '../l10n/said';

/** A queue that runs these results again, a result a job. Throws a sentence where no server here offers the model of one. */
export async function planVerifying(
  port: VerifyPort,
  runIds: readonly number[],
  title: string,
): Promise<NewTournament> {
  const jobs: NewTournament['jobs'][number][] = [];
  for (const id of runIds) {
    const run = port.store.runs.require(id);
    const state = await serverFor(port, run.request.modelId);
    const prompt = port.store.prompts.version(run.categoryId, run.promptId, run.promptHash);
    jobs.push({
      kind: 'verify',
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

/** Runs a stored result again on this machine and compares. */
export async function verifyJob(
  port: VerifyPort,
  job: Job,
  signal: AbortSignal,
  report: JobReport,
): Promise<JobOutcome> {
  const { model = null, instanceId = null } = report.resident ?? {};
  try {
    const { run, rerun, agreed, differences } = await verifyRun(port, runOf(job.subject), signal, {
      ...(model === null ? {} : { model }),
      ...(instanceId === null || instanceId === job.modelId ? {} : { instanceId }),
    });
    report.begun(rerun);
    const outcome = agreed === null ? 'not to be decided' : agreed ? 'agrees' : 'does not agree';
    report.note([`Run ${run}: ${outcome}.`, ...differences].join(' '));
    return { run: port.store.runs.get(rerun), failure: null };
  } catch (error) {
    if (signal.aborted || !(error instanceof NotVerifiable)) throw error;
    throw new JobRefused(error.said);
  }
}

function runOf(subject: unknown): number {
  const run = typeof subject === 'object' && subject !== null && 'run' in subject ? subject.run : null;
  if (typeof run !== 'number' || !Number.isInteger(run) || run < 1) throw new JobRefused(said`The job names no run.`);
  return run;
}
