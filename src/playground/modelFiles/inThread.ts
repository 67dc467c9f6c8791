import { said, SaidError } from '../../l10n/said';
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { ModelFile } from '../../model/record';
import { readModelFile } from '../../trust/model/readFile';
import type { ModelFileMessage } from './protocol';

/** Reads a model's file in a thread of its own. Rejects where it cannot be read, and once `signal` is aborted. */
export function readInThread(
  workerFile: string,
  path: string,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (done: number) => void },
): Promise<ModelFile> {
  // Without the bundle of the worker, as in unit tests, it is done here.
  if (!existsSync(workerFile)) return readModelFile(path, onProgress);
  const worker = new Worker(workerFile, { name: 'llp-model-file' });
  return new Promise<ModelFile>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new SaidError(said`Reading the model’s file was put off.`)), {
      once: true,
    });
    worker
      .on('error', reject)
      .on('exit', () => reject(new SaidError(said`The thread that reads model files has ended.`)));
    worker.on('message', (message: ModelFileMessage) => {
      if (message.type === 'progress') onProgress(message.done);
      else if (message.type === 'done') resolve(message.file);
      else reject(new SaidError(message.said));
    });
    worker.postMessage(path);
  }).finally(() => void worker.terminate());
}
