import { saidOf } from '../../l10n/said';
import { parentPort, workerData } from 'node:worker_threads';
import { StoreError } from '../storeError';
import { find } from './find';
import { ReadOnlyDatabase, type Reader } from './reader';
import type { SearchAnswer, SearchQuestion, SearchWorkerData } from './service';

/** The thread of `SearchService`: answers one question after the other, and skips those that are out of date. */
function serve(port: NonNullable<typeof parentPort>, { file, latest }: SearchWorkerData): void {
  const current = new Int32Array(latest);
  let opening: Promise<ReadOnlyDatabase> | null = null;
  const answer = async ({ number, text, options }: SearchQuestion): Promise<SearchAnswer | null> => {
    const outdated = (): boolean => Atomics.load(current, 0) !== number;
    try {
      const database = await (opening ??= ReadOnlyDatabase.open(file));
      if (outdated()) return null;
      // A statement cannot be interrupted, but there are several for each question.
      const reader: Reader = { all: (sql, ...values) => (outdated() ? [] : database.all(sql, ...values)) };
      return { number, hits: find(reader, text, options) };
    } catch (error) {
      return { number, error: saidOf(error), code: error instanceof StoreError ? error.code : null };
    }
  };
  port.on('message', (question: SearchQuestion) => {
    void answer(question).then((reply) => {
      if (reply === null) return;
      // What could not be opened is opened anew for the next question.
      if ('error' in reply) opening = null;
      port.postMessage(reply);
    });
  });
}

if (parentPort) serve(parentPort, workerData as SearchWorkerData);
