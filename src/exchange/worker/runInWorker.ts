import { said, SaidError } from '../../l10n/said';
import { Worker } from 'node:worker_threads';
import type { ExportProgress } from '../export/request';
import type { ImportReport } from '../results/importResults';
import type { ExchangeJob, ExchangeMessage, ExportOutcome } from './protocol';

export interface WorkerOptions {
  /** The built thread, `exportWorker.js`. */
  workerFile: string;
  /** Where cancelled, the outcome is null and nothing is left behind. */
  signal?: AbortSignal;
  onProgress?: (progress: ExportProgress) => void;
}

/** Does a job in a thread of its own. Resolves to null when cancelled; throws the sentence of what went wrong. */
export function runInWorker(
  job: Extract<ExchangeJob, { kind: 'export' }>,
  options: WorkerOptions,
): Promise<ExportOutcome | null>;
export function runInWorker(
  job: Extract<ExchangeJob, { kind: 'import' }>,
  options: WorkerOptions,
): Promise<ImportReport | null>;
export function runInWorker(
  job: ExchangeJob,
  { workerFile, signal, onProgress }: WorkerOptions,
): Promise<ExportOutcome | ImportReport | null> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      resolve(null);
      return;
    }
    const worker = new Worker(workerFile, { workerData: job, name: 'llp-exchange' });
    const cancel = (): void => worker.postMessage('cancel');
    signal?.addEventListener('abort', cancel, { once: true });
    worker.on('message', (message: ExchangeMessage) => {
      if (message.type === 'progress') onProgress?.(message.progress);
      else if (message.type === 'done') resolve(message.outcome);
      else if (message.cancelled) resolve(null);
      else reject(new SaidError(message.said));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', cancel);
      reject(new SaidError(said`The export stopped early (code ${code}).`));
    });
  });
}
