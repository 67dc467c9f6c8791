import { said, SaidError } from '../../l10n/said';
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { CheckSheet } from '../../model/check';
import { checkFileReader } from '../../suites/checkFiles';
import type { CheckJob, CheckResult } from './protocol';

/** No check takes a hundredth of this; what does is ended, and a person decides. */
const mostMs = 20_000;

/** Reads answers one at a time in a thread of its own, which starts with the first and ends when it is let go. */
export class Checker {
  private worker: Worker | null = null;
  private number = 0;

  /** `workerFile` is the bundle of worker.ts; without it, as in unit tests, the caller's thread does the work. */
  constructor(private readonly workerFile: string) {}

  /** Rejects with a sentence where the checks could not be carried out. */
  async check(job: Omit<CheckJob, 'number'>): Promise<CheckSheet> {
    if (!existsSync(this.workerFile)) {
      const { checkAnswer } = await import('../../evaluate/checks');
      const { knownRuns } = await import('../../evaluate/programs/answer');
      const readFile = checkFileReader(job.folder);
      return checkAnswer(job.prompt, job.text, { readFile, run: knownRuns(job.findings, readFile) });
    }
    const worker = (this.worker ??= new Worker(this.workerFile));
    const number = ++this.number;
    worker.ref();
    try {
      return await this.ask(worker, { ...job, number });
    } finally {
      worker.unref();
    }
  }

  dispose(): void {
    void this.worker?.terminate();
    this.worker = null;
  }

  private ask(worker: Worker, job: CheckJob): Promise<CheckSheet> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => fail(new SaidError(said`The checks took too long.`)), mostMs);
      const done = (): void => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', fail).off('exit', onExit);
      };
      const fail = (error: Error): void => {
        done();
        this.dispose();
        reject(error);
      };
      const onExit = (): void => fail(new SaidError(said`The thread that checks has ended.`));
      const onMessage = (result: CheckResult): void => {
        if (result.number !== job.number) return;
        done();
        if ('sheet' in result) resolve(result.sheet);
        else reject(new SaidError(result.error));
      };
      worker.on('message', onMessage).on('error', fail).on('exit', onExit);
      worker.postMessage(job);
    });
  }
}
