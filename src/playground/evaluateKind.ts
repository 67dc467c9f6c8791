import { said, saidOf } from '../l10n/said';
import { basename, isAbsolute, join, normalize, relative, sep } from 'node:path';
import { localLanes, type Job } from '../model/tournament';
import { JobRefused, type JobKind, type JobOutcome, type JobReport } from '../queue/kind';
import { StoreError, type Store } from '../store';
import type { NewJob, NewTournament } from '../store/tournaments';
import { codePrompt, type EvaluateRequest, type Evaluator } from './evaluator';

/** What the person has said before anything ran. */
export type Agreement = Pick<EvaluateRequest, 'consent' | 'trusted' | 'sandbox'>;

/** The code of answers, run in a sandbox and scored, one answer a job. */
export class EvaluateKind implements JobKind {
  readonly name = 'evaluate';
  /** In this process only: a database that came with a cloned folder could say that somebody has agreed. */
  private readonly agreements = new Map<number, Agreement>();

  constructor(
    private readonly evaluator: Pick<Evaluator, 'evaluateFile' | 'evaluateRun'>,
    private readonly store: Store,
    private readonly workspace: string | null,
  ) {}

  /** A queue that evaluates these files (absolute, in the workspace). Throws a sentence for one that is elsewhere. */
  plan(files: readonly string[], title: string): NewTournament {
    const jobs = files.map((file) => {
      const path = this.within(file);
      const run = this.store.runs.latestSavedTo(path.replace(/\.[^./]*$/, '.md'), codePrompt);
      const bot = run ? this.store.bots.get(run.botId) : null;
      return {
        kind: this.name,
        botId: bot?.id ?? null,
        categoryId: run?.categoryId ?? '',
        promptId: run?.promptId ?? '',
        subject: { file: path },
        label: path,
        server: localLanes.thisMachine,
        modelId: '',
      } as const;
    });
    const practice = jobs.length > 0 && jobs.every(({ botId }) => this.isPractice(botId));
    return { title, practice, jobs };
  }

  /** Jobs that evaluate the answers of these runs, saved or not; for a queue of its own or one that is there already. */
  jobsOf(runIds: readonly number[]): NewJob[] {
    return runIds.map((id) => {
      const { botId, categoryId, promptId } = this.store.runs.require(id);
      return {
        kind: this.name,
        botId,
        categoryId,
        promptId,
        subject: { run: id },
        label: `${promptId}, run ${id}`,
        server: localLanes.thisMachine,
        modelId: '',
      } as const;
    });
  }

  /** The name of the score file that a job has written or will write; null where the job names nothing. */
  answerOf({ subject }: Pick<Job, 'subject'>): string | null {
    const runId = runIn(subject);
    if (runId !== null) {
      const run = this.store.runs.get(runId);
      return run && (this.store.bots.get(run.botId)?.fileName ?? null);
    }
    const path = fileIn(subject);
    return path === null ? null : basename(path).replace(/(?:_test)?\.[^.]*$/, '');
  }

  /** Call it before such a queue is run, also when it goes on later: without it nothing of it is run. */
  agree(tournamentId: number, agreement: Agreement): void {
    this.agreements.set(tournamentId, agreement);
  }

  async work(job: Job, signal: AbortSignal, report: JobReport): Promise<JobOutcome> {
    const agreement = this.agreements.get(job.tournamentId);
    if (!agreement)
      throw new JobRefused(said`Code of answers runs only after you have agreed to it; retry, and LLP asks you.`);
    const request = { ...agreement, signal, onProgress: (sentence: string) => report.progress(sentence) };
    const began = performance.now();
    try {
      const asked = runIn(job.subject);
      const { runId, status, reason, points, max } =
        asked === null
          ? await this.evaluator.evaluateFile(this.fileOf(job.subject), request)
          : await this.evaluator.evaluateRun(asked, request);
      if (runId !== null) report.begun(runId);
      if (status === 'scored') report.note(`${points} / ${max}`);
      else if (reason !== null) report.note(reason);
      report.done((performance.now() - began) / 1000);
      return { run: runId === null ? null : this.store.runs.get(runId), failure: null };
    } catch (error) {
      if (signal.aborted || error instanceof StoreError || error instanceof JobRefused) throw error;
      // The evaluator says in a sentence why it cannot.
      throw new JobRefused(saidOf(error));
    }
  }

  /** The file that a job names, which must be one of this workspace. */
  private fileOf(subject: unknown): string {
    const path = fileIn(subject);
    if (path === null || this.workspace === null) throw new JobRefused(said`The job names no file.`);
    return join(this.workspace, this.within(join(this.workspace, path)));
  }

  /** The path within the workspace, with `/`. Throws a sentence where it is not in there. */
  private within(file: string): string {
    const path = this.workspace === null ? '..' : normalize(relative(this.workspace, file));
    if (path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path))
      throw new JobRefused(said`“${file}” is not in this workspace, so it is not evaluated in the queue.`);
    return path.split(sep).join('/');
  }

  private isPractice(botId: number | null): boolean {
    return botId !== null && this.store.bots.get(botId)?.practice === true;
  }
}

function fileIn(subject: unknown): string | null {
  const path = typeof subject === 'object' && subject !== null && 'file' in subject ? subject.file : null;
  return typeof path === 'string' ? path : null;
}

function runIn(subject: unknown): number | null {
  const id = typeof subject === 'object' && subject !== null && 'run' in subject ? subject.run : null;
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : null;
}
