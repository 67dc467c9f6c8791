import type { Interval, PromptScore, RowCertainty } from '../model/certainty';
import { Totals, type CategoryPoints, type TotalEstimate } from './totals';

/** How sure the rows of these bots are, in their order. Of the order of a second for 1,000 bots: call it in a worker. */
export function rowCertainties(
  scores: readonly PromptScore[],
  bots: readonly number[],
  categories: readonly CategoryPoints[],
): RowCertainty[] {
  const ofBot = new Map(bots.map((id) => [id, [] as PromptScore[]]));
  for (const score of scores) ofBot.get(score.botId)?.push(score);
  const totals = new Totals([...ofBot.values()], categories);
  const ranks = totals.ranks();
  return bots.map((_, place): RowCertainty => {
    const total = totals.total(place);
    return {
      expected: total.estimate === null ? null : tidy(total.estimate),
      interval: intervalOf(total),
      rank: ranks[place] ?? [1, bots.length],
      scoredPrompts: total.prompts,
      categories: categories.map((_, category) => intervalOf(totals.category(place, category))),
    };
  });
}

function intervalOf({ low, high }: TotalEstimate): Interval | null {
  return low === null || high === null ? null : [tidy(low), tidy(high)];
}

/** To tenths of a point: more digits would only look exact. */
function tidy(points: number): number {
  return Math.round(points * 10) / 10;
}
