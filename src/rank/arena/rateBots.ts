import type { BotVote } from '../../model/arena';
import type { ArenaFigure } from '../../model/beside';
import { bootstrapByPrompt } from '../ratings/bootstrap';
import { type Rating, rateVotes } from '../ratings/rate';
import { countedVotes, toVote } from './botVotes';
import type { ArenaInterval } from './intervals';

export interface RatingWish {
  /** Null for all. */
  category: string | null;
  interval: ArenaInterval;
}

/** Ratings of bots, named by their numbers. Seconds for many bots or by bootstrap, so in a worker. */
export function rateBots(all: readonly BotVote[], { category, interval }: RatingWish): Rating[] {
  const votes = countedVotes(all, category).map(toVote);
  const rated = rateVotes(votes, { clusterByPrompt: interval === 'prompts', fewVotes: interval === 'corrected' });
  return interval === 'bootstrap' ? bootstrapByPrompt(votes, rated) : rated;
}

/** What a board shows of ratings, by bot. */
export function figuresOf(ratings: readonly Rating[]): Map<number, ArenaFigure> {
  return new Map(
    ratings.map(({ model, rating, low, high, votes, group }) => [Number(model), { rating, low, high, votes, group }]),
  );
}

/** The same of all votes and of each category that has any. */
export function figuresByCategory(votes: readonly BotVote[]): {
  all: Map<number, ArenaFigure>;
  byCategory: Map<string, Map<number, ArenaFigure>>;
} {
  const of = (category: string | null) => figuresOf(rateBots(votes, { category, interval: 'corrected' }));
  const categories = new Set(countedVotes(votes, null).map(({ categoryId }) => categoryId));
  return { all: of(null), byCategory: new Map([...categories].map((id) => [id, of(id)])) };
}
