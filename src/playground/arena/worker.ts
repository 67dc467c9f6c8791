import { parentPort } from 'node:worker_threads';
import { saidOf } from '../../l10n/said';
import { rateBots } from '../../rank/arena/rateBots';
import type { Rating } from '../../rank/ratings/rate';
import { liveVotes } from '../../store/arena';
import { ReadOnlyDatabase } from '../../store/search/reader';
import type { Answered, Asked } from '../askedThread';
import type { RatingQuestion } from './ratingQuestion';

/** The thread that rates votes, with a connection that only reads. */
async function work({ number, file, practice, ...wish }: Asked<RatingQuestion>): Promise<Answered<Rating[]>> {
  try {
    const database = await ReadOnlyDatabase.open(file);
    try {
      return { number, answer: rateBots(liveVotes(database, practice), wish) };
    } finally {
      database.close();
    }
  } catch (error) {
    return { number, error: saidOf(error) };
  }
}

parentPort?.on(
  'message',
  (question: Asked<RatingQuestion>) => void work(question).then((result) => parentPort?.postMessage(result)),
);
