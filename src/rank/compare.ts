import type { Interval, PromptScore } from '../model/certainty';
import { bootstrapDifference, type PairedStratum } from './bootstrap';
import { holm, pairedDifference } from './intervals';
import { Totals, type CategoryPoints } from './totals';

/** Some bots' answers taken together, e.g. all repeats of one. */
export interface Contender {
  name: string;
  scores: readonly PromptScore[];
}

/** Points of `a` less those of `b` on the prompts that both have a score for. */
export interface Comparison {
  a: string;
  b: string;
  /** Prompts that both have a score for. */
  prompts: number;
  /** In points; null where there is no such prompt. */
  difference: number | null;
  /** 95 %, by Student's t over prompts within categories; null with too few prompts. */
  interval: Interval | null;
  /** Two-sided; null where it cannot be tested. */
  p: number | null;
  /** `p` after Holm's correction over all pairs that are compared here. */
  adjusted: number | null;
  bootstrap: { interval: Interval; draws: number } | null;
  /** The plain paired t test over prompts, in percent of what could be had: as Miller (2024) and Inspect's users do. */
  paired: { difference: number; low: number | null; high: number | null; t: number | null; p: number | null } | null;
  /** Whether the two are within noise of each other. */
  equal: boolean;
  sentence: string;
}

/** Compares each pair, in the order given. Differences count only after correction for all pairs. */
export function compareAll(contenders: readonly Contender[], categories: readonly CategoryPoints[]): Comparison[] {
  const totals = new Totals(
    contenders.map(({ scores }) => scores),
    categories,
  );
  const pairs = contenders.flatMap((_, i) => contenders.slice(i + 1).map((_, k): [number, number] => [i, i + 1 + k]));
  const made = pairs.map(([i, j]) => totals.difference(i, j));
  const tested = made.flatMap(({ p }) => (p === null ? [] : [p]));
  const corrected = holm(tested);
  let next = 0;
  return pairs.map(([i, j], at): Comparison => {
    const [a, b] = [contenders[i] as Contender, contenders[j] as Contender];
    const { estimate, low, high, p, prompts } = made[at] as ReturnType<Totals['difference']>;
    const adjusted = p === null ? null : (corrected[next++] ?? null);
    const strata = stratify(a.scores, b.scores, categories);
    const boot = bootstrapDifference(strata);
    const interval: Interval | null = low === null || high === null ? null : [low, high];
    const equal = adjusted === null || adjusted > 0.05;
    const plain = { a: a.name, b: b.name, prompts, difference: estimate, interval, p, adjusted };
    return {
      ...plain,
      bootstrap: boot && { interval: boot.interval, draws: boot.draws },
      paired: pairedOf(strata),
      equal,
      sentence: sentenceOf(plain, equal, pairs.length),
    };
  });
}

/** By category, the prompts that both have a score for; several answers to one prompt are one. */
function stratify(
  a: readonly PromptScore[],
  b: readonly PromptScore[],
  categories: readonly CategoryPoints[],
): PairedStratum[] {
  const [sharesA, sharesB] = [sharesOf(a), sharesOf(b)];
  return categories.map(({ id, points }) => {
    const [differences, weights]: [number[], number[]] = [[], []];
    for (const [key, own] of sharesA) {
      const other = own.category === id ? sharesB.get(key) : undefined;
      if (!other) continue;
      differences.push(own.points / own.settled - other.points / other.settled);
      weights.push(Math.min(own.settled / own.count, other.settled / other.count));
    }
    return { points, differences, weights };
  });
}

function sharesOf(scores: readonly PromptScore[]) {
  const shares = new Map<string, { category: string; points: number; settled: number; count: number }>();
  for (const { category, prompt, points, settled } of scores) {
    if (settled <= 0) continue;
    const key = `${category}/${prompt}`;
    const share = shares.get(key) ?? { category, points: 0, settled: 0, count: 0 };
    shares.set(key, share);
    share.points += points;
    share.settled += settled;
    share.count++;
  }
  return shares;
}

function pairedOf(strata: readonly PairedStratum[]): Comparison['paired'] {
  const differences = strata.flatMap((stratum) => [...stratum.differences]).map((share) => share * 100);
  if (differences.length === 0) return null;
  const { estimate, low, high, t, p } = pairedDifference(
    differences,
    differences.map(() => 0),
  );
  return { difference: estimate, low, high, t, p };
}

type Plain = Pick<Comparison, 'a' | 'b' | 'prompts' | 'difference' | 'interval' | 'adjusted'>;

function sentenceOf({ a, b, prompts, difference, interval, adjusted }: Plain, equal: boolean, pairs: number): string {
  if (prompts === 0 || difference === null) return `${a} and ${b} have no prompt that both were scored for.`;
  if (!interval) return `${a} and ${b} have too few prompts in common (${prompts}) to say which is better.`;
  const range = `${signed(interval[0])} to ${signed(interval[1])}`;
  const corrected = pairs > 1 ? `, corrected for ${pairs} comparisons` : '';
  if (adjusted === null)
    return `${a} differs from ${b} by ${signed(difference)} points on every prompt alike, which cannot be tested; ${prompts} prompts.`;
  if (equal)
    return `${a} and ${b} are within noise: ${signed(difference)} points (95 %: ${range}) on ${prompts} prompts${corrected}.`;
  const [better, worse] = difference > 0 ? [a, b] : [b, a];
  return `${better} is better than ${worse} by ${points(Math.abs(difference))} points (95 %: ${range} for ${a}) on ${prompts} prompts${corrected}.`;
}

function points(value: number): string {
  return value.toFixed(Math.abs(value) < 10 ? 1 : 0);
}

function signed(value: number): string {
  const text = points(value);
  return value > 0 ? `+${text}` : text.replace('-', '−');
}
