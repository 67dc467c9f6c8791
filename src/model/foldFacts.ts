import { families, type Member } from './families';
import { foldRows, type Foldable } from './fold';
import type { Interval } from './certainty';

/** Rows that fold into one parent: each family is a variant with its repeats, itself first. */
export interface FoldPlan {
  key: string;
  title: string;
  families: { id: number; name: string }[][];
}

/** What the rows of one parent say together, in points. */
export interface FoldFacts {
  key: string;
  title: string;
  rows: number;
  /** Rows with a score: those that the mean is of. What has none is missing, not zero. */
  scoredRows: number;
  /** Mean, standard deviation (n - 1) and 95 % interval (Student's t) of what the rows' totals would be in full. */
  mean: number | null;
  deviation: number | null;
  interval: Interval | null;
  /** Prompts that two repeats or more have a score for. */
  repeatedPrompts: number;
  /** Prompts whose score was not the same in each repeat of one variant; points by repeat. */
  flips: { bot: string; category: string; prompt: string; points: (number | null)[] }[];
}

/** The parents of a board that have two rows or more. */
export function foldPlans(rows: readonly Foldable[], bots: readonly Member[]): FoldPlan[] {
  const byId = new Map(bots.map((bot) => [bot.id, bot]));
  return foldRows(rows)
    .filter((fold) => fold.rows.length > 1)
    .map(({ key, title, rows: own }) => ({
      key,
      title,
      families: families(own.flatMap(({ botId }) => byId.get(botId) ?? [])).map(({ members }) =>
        members.map(({ id, name }) => ({ id, name })),
      ),
    }));
}
