import type { Interval, PromptScore } from '../model/certainty';
import type { FoldPlan, FoldFacts } from '../model/foldFacts';
import { foldRepeats } from './repeats';
import type { CategoryPoints } from './totals';

/** What the rows of each fold say together. Flips are told between repeats alone: other settings are meant to differ. */
export function foldFacts(
  plans: readonly FoldPlan[],
  scores: readonly PromptScore[],
  categories: readonly CategoryPoints[],
): FoldFacts[] {
  const ofBot = Map.groupBy(scores, ({ botId }) => botId);
  const of = (bots: readonly { id: number }[]): PromptScore[][] => bots.map(({ id }) => ofBot.get(id) ?? []);
  return plans.map(({ key, title, families }): FoldFacts => {
    const all = foldRepeats(of(families.flat()), categories);
    const repeated = families
      .filter((members) => members.length > 1)
      .map((members) => ({ bot: members[0]?.name ?? title, ...foldRepeats(of(members), categories) }));
    return {
      key,
      title,
      rows: families.flat().length,
      scoredRows: all.totals.filter((total) => total !== null).length,
      mean: tidy(all.mean),
      deviation: tidy(all.deviation),
      interval: all.repeatInterval && (all.repeatInterval.map(tidy) as Interval),
      repeatedPrompts: repeated.reduce((sum, { repeatedPrompts }) => sum + repeatedPrompts, 0),
      flips: repeated.flatMap(({ bot, flips }) => flips.map((flip) => ({ bot, ...flip }))),
    };
  });
}

/** To tenths of a point. */
function tidy(points: number | null): number | null {
  return points === null ? null : Math.round(points * 10) / 10;
}
