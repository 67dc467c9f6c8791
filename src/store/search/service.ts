import { said, SaidError, saidOf, type Said } from '../../l10n/said';
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { SearchHit, SearchOptions } from '../../model/search';
import { StoreError, type StoreErrorCode } from '../storeError';

/** What the worker is started with. */
export interface SearchWorkerData {
  file: string;
  /** One 32-bit integer: the number of the latest question. Older ones need no answer any more. */
  latest: SharedArrayBuffer;
}
export interface SearchQuestion {
  number: number;
  text: string;
  options: SearchOptions;
}
export type SearchAnswer = { number: number } & (
  | { hits: SearchHit[] }
  /** With the code of a `StoreError`. */
  | { error: Said; code: StoreErrorCode | null }
);

interface Pending {
  number: number;
  resolve: (hits: SearchHit[]) => void;
  reject: (error: Error) => void;
}

/**
 * Searches in a thread of its own, with a connection that only reads, so that the caller's thread never waits. The
 * thread starts with the first question, and keeps the process alive only while there is one.
 */
export class SearchService {
  private readonly latest = new Int32Array(new SharedArrayBuffer(4));
  private worker: Worker | null = null;
  private pending: Pending | null = null;
  private disposed = false;

  /** `workerFile` is the bundle of worker.ts; `file` the database, which has to exist by the first question. */
  constructor(
    private readonly file: string,
    private readonly workerFile: string,
  ) {}

  /** Whether the bundle of the worker is there at all. */
  get available(): boolean {
    return existsSync(this.workerFile);
  }

  /**
   * Like `SearchStore.query`. The latest question wins: one that is still open is rejected with an `AbortError` when
   * the next comes, when its signal says so, and when the service is disposed.
   */
  query(text: string, options: SearchOptions = {}, signal?: AbortSignal): Promise<SearchHit[]> {
    if (this.disposed || signal?.aborted) return Promise.reject(aborted());
    this.abandon();
    const number = Atomics.load(this.latest, 0) + 1;
    Atomics.store(this.latest, 0, number);
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        if (this.pending?.number === number) this.abandon();
      };
      signal?.addEventListener('abort', cancel, { once: true });
      const settled = (): void => {
        signal?.removeEventListener('abort', cancel);
        this.worker?.unref();
      };
      this.pending = {
        number,
        resolve: (hits) => (settled(), resolve(hits)),
        reject: (error) => (settled(), reject(error)),
      };
      try {
        const worker = this.start();
        worker.ref();
        worker.postMessage({ number, text, options } satisfies SearchQuestion);
      } catch (error) {
        this.fail(error instanceof Error ? error : new SaidError(saidOf(error)));
      }
    });
  }

  /** Ends the thread; resolves when it is gone and has let go of the file. */
  async dispose(): Promise<void> {
    this.disposed = true;
    this.abandon();
    const worker = this.worker;
    this.worker = null;
    await worker?.terminate();
  }

  private start(): Worker {
    if (this.worker) return this.worker;
    const workerData: SearchWorkerData = { file: this.file, latest: this.latest.buffer };
    const worker = new Worker(this.workerFile, { workerData, name: 'llp-search' });
    worker.on('message', (answer: SearchAnswer) => this.receive(answer));
    worker.on('error', (error: unknown) => {
      // The next question starts a new thread.
      if (this.worker === worker) this.worker = null;
      this.fail(error instanceof Error ? error : new SaidError(saidOf(error)));
    });
    worker.on('exit', () => {
      if (this.worker !== worker) return;
      this.worker = null;
      this.fail(new SaidError(said`The search ended unexpectedly; search again.`));
    });
    this.worker = worker;
    return worker;
  }

  private receive(answer: SearchAnswer): void {
    const { pending } = this;
    if (pending?.number !== answer.number) return;
    this.pending = null;
    if ('hits' in answer) pending.resolve(answer.hits);
    else pending.reject(answer.code === null ? new SaidError(answer.error) : new StoreError(answer.code, answer.error));
  }

  /** Nobody waits for the open question any more. */
  private abandon(): void {
    const { pending } = this;
    if (!pending) return;
    this.pending = null;
    Atomics.add(this.latest, 0, 1);
    pending.reject(aborted());
  }

  private fail(error: Error): void {
    const { pending } = this;
    this.pending = null;
    pending?.reject(error);
  }
}

function aborted(): Error {
  return new DOMException('The search was superseded or cancelled.', 'AbortError');
}
