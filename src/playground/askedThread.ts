import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type Said, SaidError } from '../l10n/said';

/** A question as it goes to the thread. */
export type Asked<Question> = Question & { number: number };
/** What comes back. */
export type Answered<Answer> = { number: number } & ({ answer: Answer } | { error: Said });

/** A thread that answers questions: it starts with the first, and keeps a process alive only while one is open. */
export class AskedThread<Question extends object, Answer> {
  private worker: Worker | null = null;
  private number = 0;
  private open = 0;

  /**
   * @param workerFile its bundle
   * @param ended what is said where the thread ends before it has answered
   */
  constructor(
    private readonly workerFile: string,
    private readonly name: string,
    private readonly ended: Said,
  ) {}

  /** Whether the bundle of the worker is there at all; it is not in unit tests. */
  get available(): boolean {
    return existsSync(this.workerFile);
  }

  /** Rejects with a sentence where there is no answer. */
  ask(question: Question): Promise<Answer> {
    const worker = (this.worker ??= new Worker(this.workerFile, { name: this.name }));
    const number = ++this.number;
    this.open++;
    worker.ref();
    return new Promise((resolve, reject) => {
      const done = (): void => {
        worker.off('message', onMessage).off('error', fail).off('exit', onExit);
        if (--this.open === 0) worker.unref();
      };
      const fail = (error: Error): void => {
        done();
        if (this.worker === worker) this.dispose();
        reject(error);
      };
      const onExit = (): void => fail(new SaidError(this.ended));
      const onMessage = (result: Answered<Answer>): void => {
        if (result.number !== number) return;
        done();
        if ('answer' in result) resolve(result.answer);
        else reject(new SaidError(result.error));
      };
      worker.on('message', onMessage).on('error', fail).on('exit', onExit);
      worker.postMessage({ ...question, number } satisfies Asked<Question>);
    });
  }

  dispose(): void {
    void this.worker?.terminate();
    this.worker = null;
  }
}
