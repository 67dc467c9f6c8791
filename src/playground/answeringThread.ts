import { parentPort } from 'node:worker_threads';
import { saidOf } from '../l10n/said';
import { ReadOnlyDatabase } from '../store/search/reader';
import type { Answered, Asked } from './askedThread';

/** The other side of `AskedThread`: answers each question with a connection that only reads, and is closed after it. */
export function answerQuestions<Question extends { file: string }, Answer>(
  answer: (database: ReadOnlyDatabase, question: Asked<Question>) => Answer,
): void {
  const work = async (question: Asked<Question>): Promise<Answered<Answer>> => {
    const { number, file } = question;
    try {
      const database = await ReadOnlyDatabase.open(file);
      try {
        return { number, answer: answer(database, question) };
      } finally {
        database.close();
      }
    } catch (error) {
      return { number, error: saidOf(error) };
    }
  };
  parentPort?.on(
    'message',
    (question: Asked<Question>) => void work(question).then((result) => parentPort?.postMessage(result)),
  );
}
