import { studentQuantile, studentTwoSided } from '../rank/distributions';
import { Strata } from '../rank/strata';
import { calibrate, type Offset } from './calibrate';
import { isSettled, type AnswerEvidence, type WeighedCategory } from './evidence';

/** A figure in percent of what could be had, with what it takes to say how sure it is. */
export interface Figure {
  estimate: number;
  /** Null where the data cannot say how far off it may be. */
  standardError: number | null;
  degrees: number;
  /** Prompts that it rests on. */
  prompts: number;
  /** Of these the ones that a person, a program or an accepted proposal has settled. */
  labels: number;
}

/** An answer's points as a share, known or expected, so that their mean is unbiased. */
interface Value {
  share: number;
  /** Of `share` what a person's points have added to what was expected; 0 where nobody has scored it. */
  rest: number;
  weight: number;
  known: boolean;
}

interface Cell {
  values: Map<string, Value>;
  /** Whether only judges have said something here. */
  judgeOnly: boolean;
}

/**
 * The totals of bots and their differences from answers that a person, a program or a judge has scored. Answers that a
 * person has scored correct what is expected of the others, by the inverse of the chance with which they were chosen:
 * prediction-powered inference with tuned weights (Angelopoulos, Duchi and Zrnic 2023), pairwise as in "AutoEval done
 * right" (Boyeau and others 2024), with kept sampling probabilities as in active inference (Zrnic and Candès 2024) and the
 * weights for draws without replacement of Farquhar, Gal and Rainforth (2021). Spread is that between prompts.
 */
export class Field {
  private readonly cells = new Map<string, Cell>();
  private readonly labelled = new Set<number>();
  private readonly offset: Offset;

  constructor(
    answers: readonly AnswerEvidence[],
    private readonly categories: readonly WeighedCategory[],
  ) {
    const { expected, offsetVariance } = calibrate(answers);
    this.offset = offsetVariance;
    for (const [key, own] of Map.groupBy(answers, ({ botId, category }) => cellKey(botId, category))) {
      const cell = cellOf(own, expected);
      this.cells.set(key, cell);
      if (own.some((answer) => isSettled(answer))) this.labelled.add((own[0] as AnswerEvidence).botId);
    }
  }

  /** In percent of the weighed categories that the bot has answers in; null where it has none. */
  total(bot: number): Figure | null {
    return this.sum(bot, null);
  }

  /** `a` less `b`, prompt by prompt, in percentage points; null where no prompt is known of both. */
  difference(a: number, b: number): Figure | null {
    return this.sum(a, b);
  }

  /**
   * The same by what is expected of each answer, without the correction by the inverse of chances: with a label or two of a
   * bot far nearer the truth, but as biased as a judge can be. To choose whom to look at, never to say how sure it is.
   */
  likely(a: number, b: number): number | null {
    return this.sum(a, b, true)?.estimate ?? null;
  }

  /** Weighed categories in which nothing is known of the bot. */
  missing(bot: number): string[] {
    return this.categories.filter(({ id }) => !this.cells.get(cellKey(bot, id))?.values.size).map(({ id }) => id);
  }

  private sum(bot: number, other: number | null, isLikely = false): Figure | null {
    const strata = new Strata(this.categories.map(({ points }) => points));
    const found: { category: number; rest: number }[] = [];
    const counts = this.categories.map(() => 0);
    let labels = 0;
    this.categories.forEach(({ id }, category) => {
      const own = this.cells.get(cellKey(bot, id))?.values;
      const from = other === null ? null : this.cells.get(cellKey(other, id))?.values;
      for (const [prompt, value] of own ?? []) {
        const beside = from?.get(prompt);
        if (from === undefined || (from && !beside)) continue;
        const rest = value.rest - (beside?.rest ?? 0);
        const ahead = value.share - (beside?.share ?? 0) - (isLikely ? rest : 0);
        strata.add(category, ahead, Math.min(value.weight, beside?.weight ?? Infinity));
        counts[category] = (counts[category] ?? 0) + 1;
        found.push({ category, rest });
        if (value.known && (beside?.known ?? true)) labels++;
      }
    });
    const made = strata.estimate();
    if (!made) return null;
    const share = (category: number): number => (this.categories[category]?.points ?? 0) / made.known;
    const scale = 100 / made.known;
    const extra = this.unseen(bot, other, counts, share);
    const spread = made.variance === null ? null : made.variance / made.known ** 2;
    const prompts = found.length;
    const figure = { estimate: made.estimate * scale, prompts, labels };
    if (spread === null || extra === null) return { ...figure, standardError: null, degrees: 1 };
    const rests = found.filter(({ rest }) => rest !== 0);
    const own = Math.min(
      spread,
      rests.reduce((sum, { category, rest }) => sum + ((share(category) * rest) / (counts[category] ?? 1)) ** 2, 0),
    );
    const variance = spread + extra.variance;
    const parts = [
      [own, Math.max(1, rests.length - 1)],
      [spread - own, made.degrees],
      [extra.variance, Math.max(1, extra.degrees)],
    ] as const;
    const freedom = parts.reduce((sum, [part, degrees]) => sum + part ** 2 / degrees, 0);
    const degrees = freedom > 0 ? Math.max(1, variance ** 2 / freedom) : Math.max(1, made.degrees);
    return { ...figure, standardError: Math.sqrt(variance) * 100, degrees };
  }

  /** What no label of its own says: how a judge treats a bot there. Null where nothing tells how much that may be. */
  private unseen(bot: number, other: number | null, counts: readonly number[], share: (category: number) => number) {
    let variance = 0;
    for (const one of other === null ? [bot] : [bot, other]) {
      const shares = this.categories.flatMap(({ id }, category) =>
        (counts[category] ?? 0) > 0 && this.cells.get(cellKey(one, id))?.judgeOnly ? [share(category)] : [],
      );
      if (shares.length === 0) continue;
      if (!this.offset) return null;
      // A judge that is unfair to a bot is so everywhere; where it is known elsewhere, categories are their own.
      const sum = this.labelled.has(one)
        ? shares.reduce((total, value) => total + value ** 2, 0)
        : shares.reduce((total, value) => total + value, 0) ** 2;
      variance += sum * this.offset.variance;
    }
    return { variance, degrees: this.offset?.degrees ?? 1 };
  }
}

function cellOf(answers: readonly AnswerEvidence[], expected: (answer: AnswerEvidence) => number): Cell {
  const values = new Map<string, Value>();
  const drawn = answers.filter((answer) => isSettled(answer) && !answer.certain);
  const open = answers.filter((answer) => !isSettled(answer) && answer.judged !== null);
  // The board's own rule where no judge helps: an average of what is settled, in part too.
  if (open.length === 0) {
    for (const { prompt, points, settled } of answers)
      if (settled > 0) values.set(prompt, { share: points / settled, rest: 0, weight: settled, known: true });
    return { values, judgeOnly: false };
  }
  const [all, count] = [open.length + drawn.length, drawn.length];
  const inOrder = [...drawn].sort((a, b) => (a.drawn?.order ?? 0) - (b.drawn?.order ?? 0));
  inOrder.forEach((answer, place) => {
    const chance = answer.drawn?.chance ?? 1;
    const level = 1 + ((all - count) / (all - place - 1 || 1)) * (1 / chance - 1);
    const known = answer.points / answer.max;
    const before = expected(answer);
    const rest = ((all * level) / count) * (known - before);
    values.set(answer.prompt, { share: before + rest, rest, weight: answer.max, known: true });
  });
  for (const answer of open)
    values.set(answer.prompt, { share: expected(answer), rest: 0, weight: answer.max, known: false });
  const certain = answers.filter((answer) => answer.certain && isSettled(answer));
  for (const { prompt, points, max } of certain)
    values.set(prompt, { share: points / max, rest: 0, weight: max, known: true });
  return { values, judgeOnly: count === 0 };
}

/** @param level share of cases that the interval is to cover, e.g. 0.95 */
export function intervalOf({ estimate, standardError, degrees }: Figure, level = 0.95): [number, number] | null {
  if (standardError === null) return null;
  const half = studentQuantile(0.5 + level / 2, degrees) * standardError;
  return [estimate - half, estimate + half];
}

/** Two-sided chance of a difference as large where there is none; null where that cannot be told. */
export function chanceOfNone({ estimate, standardError, degrees }: Figure): number | null {
  if (standardError === null) return null;
  // Equal differences have no spread to judge by.
  if (standardError < 1e-12) return Math.abs(estimate) < 1e-9 ? 1 : null;
  return studentTwoSided(estimate / standardError, degrees);
}

/** The chance that the true figure lies below `bound`, as Student's t has it; null where that cannot be told. */
export function chanceBelow({ estimate, standardError, degrees }: Figure, bound: number): number | null {
  if (standardError === null || standardError < 1e-12) return null;
  const t = (bound - estimate) / standardError;
  const tail = studentTwoSided(t, degrees) / 2;
  return t < 0 ? tail : 1 - tail;
}

function cellKey(bot: number, category: string): string {
  return `${bot}/${category}`;
}
