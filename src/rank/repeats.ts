import type { Interval, PromptScore } from '../model/certainty';
import { meanInterval } from './intervals';
import { variance } from './moments';
import { Totals, type CategoryPoints } from './totals';

/** A prompt whose score was not the same in every repeat. */
export interface Flip {
  category: string;
  prompt: string;
  /** Points in each repeat, in their order; null where there is none. */
  points: (number | null)[];
}

/** Repeats of one bot taken together. */
export interface FoldedRepeats {
  repeats: number;
  /** What each repeat's total would be with every prompt scored; null where nothing is. */
  totals: (number | null)[];
  /** Mean, standard deviation (n - 1) and 95 % interval (Student's t) of these: how much repeating alone moves the total. */
  mean: number | null;
  deviation: number | null;
  /** Of the repeats' totals; for other prompts see `interval`. */
  repeatInterval: Interval | null;
  /** Of the total over all repeats, clustered by prompt: a prompt is one observation however often it was repeated. */
  interval: Interval | null;
  flips: Flip[];
  /** Prompts that two repeats or more have a score for: what could have flipped. */
  repeatedPrompts: number;
}

/** @param scores of each repeat, in their order */
export function foldRepeats(
  scores: readonly (readonly PromptScore[])[],
  categories: readonly CategoryPoints[],
): FoldedRepeats {
  const each = new Totals(scores, categories);
  const totals = scores.map((_, at) => each.total(at).estimate);
  const known = totals.filter((total) => total !== null);
  const spread = known.length > 1 ? meanInterval(known) : null;
  const { low, high } = new Totals([scores.flat()], categories).total(0);
  const prompts = new Map<string, Flip>();
  scores.forEach((list, at) => {
    for (const { category, prompt, points, settled } of list) {
      if (settled <= 0) continue;
      const key = `${category}/${prompt}`;
      const flip = prompts.get(key) ?? { category, prompt, points: scores.map(() => null) };
      prompts.set(key, flip);
      flip.points[at] = points;
    }
  });
  const repeated = [...prompts.values()].filter(({ points }) => points.filter((value) => value !== null).length > 1);
  return {
    repeats: scores.length,
    totals,
    mean: known.length > 0 ? known.reduce((sum, total) => sum + total, 0) / known.length : null,
    deviation: known.length > 1 ? Math.sqrt(variance(known)) : null,
    repeatInterval: spread && spread.low !== null && spread.high !== null ? [spread.low, spread.high] : null,
    interval: low === null || high === null ? null : [low, high],
    flips: repeated.filter(({ points }) => new Set(points.filter((value) => value !== null)).size > 1),
    repeatedPrompts: repeated.length,
  };
}
