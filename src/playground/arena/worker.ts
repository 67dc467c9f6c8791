import { rateBots } from '../../rank/arena/rateBots';
import type { Rating } from '../../rank/ratings/rate';
import { liveVotes } from '../../store/arena';
import { answerQuestions } from '../answeringThread';
import type { RatingQuestion } from './ratingQuestion';

/** The thread that rates votes. */
answerQuestions<RatingQuestion, Rating[]>((database, { practice, ...wish }) =>
  rateBots(liveVotes(database, practice), wish),
);
