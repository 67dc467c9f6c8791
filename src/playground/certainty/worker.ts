import { rowCertainties } from '../../rank/certainty';
import { foldFacts } from '../../rank/folds';
import { promptScores } from '../../store/promptScores';
import { answerQuestions } from '../answeringThread';
import type { CertaintyQuestion, Reckoned } from './protocol';

/** The thread that works out intervals and ranks. */
answerQuestions<CertaintyQuestion, Reckoned>((database, { bots, categories, folds }) => {
  const scores = promptScores(database, bots);
  return { rows: rowCertainties(scores, bots, categories), folds: foldFacts(folds, scores, categories) };
});
