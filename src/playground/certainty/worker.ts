import { saidOf } from '../../l10n/said';
import { parentPort } from 'node:worker_threads';
import { rowCertainties } from '../../rank/certainty';
import { foldFacts } from '../../rank/folds';
import { promptScores } from '../../store/promptScores';
import { ReadOnlyDatabase } from '../../store/search/reader';
import type { CertaintyJob, CertaintyResult } from './protocol';

/** The thread that works out intervals and ranks, with a connection that only reads. */
async function work({ number, file, bots, categories, folds }: CertaintyJob): Promise<CertaintyResult> {
  try {
    const database = await ReadOnlyDatabase.open(file);
    try {
      const scores = promptScores(database, bots);
      return {
        number,
        rows: rowCertainties(scores, bots, categories),
        folds: foldFacts(folds, scores, categories),
      };
    } finally {
      database.close();
    }
  } catch (error) {
    return { number, error: saidOf(error) };
  }
}

parentPort?.on('message', (job: CertaintyJob) => void work(job).then((result) => parentPort?.postMessage(result)));
