import { saidOf } from '../../l10n/said';
import { parentPort } from 'node:worker_threads';
import { readModelFile } from '../../trust/model/readFile';
import type { ModelFileMessage } from './protocol';

/** The thread that reads model files, which have gigabytes. */
async function work(path: string): Promise<void> {
  const say = (message: ModelFileMessage): void => parentPort?.postMessage(message);
  try {
    say({ type: 'done', file: await readModelFile(path, (done) => say({ type: 'progress', done })) });
  } catch (error) {
    say({ type: 'failed', said: saidOf(error) });
  }
}

parentPort?.on('message', (path: string) => void work(path));
