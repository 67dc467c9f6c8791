import { said, SaidError } from '../../l10n/said';
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { CertaintyJob, CertaintyResult } from './protocol';

type Reckoned = Omit<Extract<CertaintyResult, { rows: unknown }>, 'number'>;

/** Works intervals out in a thread of its own, which starts with the first question and keeps no process alive. */
export class Reckoner {
  private worker: Worker | null = null;
  private number = 0;

  /** `workerFile` is the bundle of worker.ts. */
  constructor(private readonly workerFile: string) {}

  /** Whether the bundle of the worker is there at all; it is not in unit tests. */
  get available(): boolean {
    return existsSync(this.workerFile);
  }

  /** Rejects with a sentence where it could not be worked out. */
  reckon(question: Omit<CertaintyJob, 'number'>): Promise<Reckoned> {
    const worker = (this.worker ??= new Worker(this.workerFile, { name: 'llp-certainty' }));
    const number = ++this.number;
    worker.ref();
    return new Promise((resolve, reject) => {
      const done = (): void => {
        worker.off('message', onMessage).off('error', fail).off('exit', onExit);
        worker.unref();
      };
      const fail = (error: Error): void => {
        done();
        this.dispose();
        reject(error);
      };
      const onExit = (): void => fail(new SaidError(said`The thread that works out intervals has ended.`));
      const onMessage = (result: CertaintyResult): void => {
        if (result.number !== number) return;
        done();
        if ('rows' in result) resolve(result);
        else reject(new SaidError(result.error));
      };
      worker.on('message', onMessage).on('error', fail).on('exit', onExit);
      worker.postMessage({ ...question, number } satisfies CertaintyJob);
    });
  }

  dispose(): void {
    void this.worker?.terminate();
    this.worker = null;
  }
}
