import { parentPort, workerData } from 'node:worker_threads';
import { find } from './find';
import { ReadOnlyDatabase, type Reader } from './reader';
import type { SearchAnswer, SearchQuestion, SearchWorkerData } from './service';

/** The thread of `SearchService`: answers one question after the other, and skips those that are out of date. */
async function serve(port: NonNullable<typeof parentPort>, { file, latest }: SearchWorkerData): Promise<void> {
  const current = new Int32Array(latest);
  const database = await ReadOnlyDatabase.open(file);
  port.on('message', ({ number, text, options }: SearchQuestion) => {
    const outdated = (): boolean => Atomics.load(current, 0) !== number;
    if (outdated()) return;
    // A statement cannot be interrupted, but there are several for each question.
    const reader: Reader = {
      all: (sql, ...values) => (outdated() ? [] : database.all(sql, ...values)),
    };
    try {
      port.postMessage({ number, hits: find(reader, text, options) } satisfies SearchAnswer);
    } catch (error) {
      port.postMessage({
        number,
        error: error instanceof Error ? error.message : String(error),
      } satisfies SearchAnswer);
    }
  });
}

if (parentPort) void serve(parentPort, workerData as SearchWorkerData);
