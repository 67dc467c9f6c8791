import type { BotVote } from '../../model/arena';
import { promptKey } from '../../model/prompt';
import type { Vote, Winner } from '../ratings/votes';

const asWinner: Record<NonNullable<BotVote['outcome']>, Winner> = {
  left: 'model_a',
  right: 'model_b',
  tie: 'tie',
  both_bad: 'both_bad',
};

/** Without skips; of one category, or with null of all. */
export function countedVotes(votes: readonly BotVote[], category: string | null): BotVote[] {
  return votes.filter(({ outcome, categoryId }) => outcome !== null && (category === null || categoryId === category));
}

/** As ratings are made of it: bots by their numbers. */
export function toVote({ leftBot, rightBot, categoryId, promptId, outcome }: BotVote): Vote {
  return {
    a: String(leftBot),
    b: String(rightBot),
    winner: asWinner[outcome ?? 'tie'],
    prompt: promptKey(categoryId, promptId),
  };
}
