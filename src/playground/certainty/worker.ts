import { saidOf } from '../../l10n/said';
import { parentPort } from 'node:worker_threads';
import { rowCertainties } from '../../rank/certainty';
import { foldFacts } from '../../rank/folds';
import { promptScores } from '../../store/promptScores';
import { ReadOnlyDatabase } from '../../store/search/reader';
import type { Answered, Asked } from '../askedThread';
import type { CertaintyQuestion, Reckoned } from './protocol';

/** The thread that works out intervals and ranks, with a connection that only reads. */
async function work({ number, file, bots, categories, folds }: Asked<CertaintyQuestion>): Promise<Answered<Reckoned>> {
  try {
    const database = await ReadOnlyDatabase.open(file);
    try {
      const scores = promptScores(database, bots);
      const rows = rowCertainties(scores, bots, categories);
      return { number, answer: { rows, folds: foldFacts(folds, scores, categories) } };
    } finally {
      database.close();
    }
  } catch (error) {
    return { number, error: saidOf(error) };
  }
}

parentPort?.on(
  'message',
  (question: Asked<CertaintyQuestion>) => void work(question).then((result) => parentPort?.postMessage(result)),
);
