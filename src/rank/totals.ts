import { studentTwoSided } from './distributions';
import { rankIntervals, type RankInterval } from './ranks';
import { halfWidth, Strata, type StratifiedTotal } from './strata';

/** What an answer got: points of the `settled` points that somebody or something has judged. */
export interface ScoredAnswer {
  category: string;
  /** Answers to one prompt (repeats, or two bots') are not independent of each other. */
  prompt: string;
  points: number;
  settled: number;
}

export interface CategoryPoints {
  id: string;
  points: number;
}

/** A total with its interval, in points. Null where too little was scored to say anything. */
export interface TotalEstimate {
  /** What the bot would have with every prompt scored, going by those that were. */
  estimate: number | null;
  low: number | null;
  high: number | null;
  /** Prompts with a score. */
  prompts: number;
}

export interface TotalDifference extends TotalEstimate {
  /** Two-sided, of no difference; null where too few prompts were scored for both. */
  p: number | null;
}

interface Scores {
  /** Share of what could be had by prompt; NaN where nothing was scored. */
  shares: Float64Array;
  settled: Float64Array;
}

/**
 * The totals of some bots on prompts like these, and their differences. Repeats of a prompt are one observation (Miller
 * 2024, "Adding error bars to evals"). What is not scored is missing, never zero.
 */
export class Totals {
  private readonly prompts = new Map<string, number>();
  private readonly categoryOf: number[] = [];
  private readonly scores: Scores[];
  private readonly strata: Strata;
  private readonly max: number;

  constructor(
    bots: readonly (readonly ScoredAnswer[])[],
    categories: readonly CategoryPoints[],
    private readonly level = 0.95,
  ) {
    const places = new Map(categories.map(({ id }, place) => [id, place]));
    const known = bots.map((answers) => answers.filter(({ category, settled }) => places.has(category) && settled > 0));
    for (const { category, prompt } of known.flat()) {
      const key = `${category}/${prompt}`;
      if (this.prompts.has(key)) continue;
      this.prompts.set(key, this.prompts.size);
      this.categoryOf.push(places.get(category) as number);
    }
    this.scores = known.map((answers) => this.scoresOf(answers));
    this.strata = new Strata(categories.map(({ points }) => points));
    this.max = categories.reduce((sum, { points }) => sum + points, 0);
  }

  /** A category without any score may come out anywhere between none and all of its points, which widens the interval. */
  total(bot: number): TotalEstimate {
    const { made, prompts } = this.sum(bot, null);
    if (!made) return { estimate: null, low: null, high: null, prompts };
    const half = halfWidth(made, this.level);
    const clamp = (value: number) => Math.max(0, Math.min(this.max, value));
    return {
      estimate: (made.estimate / made.known) * this.max,
      low: half === null ? null : clamp(made.estimate - half),
      high: half === null ? null : clamp(made.estimate + half + (this.max - made.known)),
      prompts,
    };
  }

  /** The same of one category, by its number: its prompts are the clusters. */
  category(bot: number, category: number): TotalEstimate {
    const { made, prompts } = this.sum(bot, null, category);
    const half = made && halfWidth(made, this.level);
    if (!made || half === null) return { estimate: made?.estimate ?? null, low: null, high: null, prompts };
    const clamp = (value: number) => Math.max(0, Math.min(made.known, value));
    return { estimate: made.estimate, low: clamp(made.estimate - half), high: clamp(made.estimate + half), prompts };
  }

  /**
   * Points of `a` less those of `b`, by the prompts that both have a score for, pair by pair, so that what a prompt does
   * to both cancels out; over the categories with such prompts.
   */
  difference(a: number, b: number): TotalDifference {
    const { made, prompts } = this.sum(a, b);
    const half = made && halfWidth(made, this.level);
    if (!made || half === null) return { estimate: made?.estimate ?? null, low: null, high: null, p: null, prompts };
    const { estimate } = made;
    return { estimate, low: estimate - half, high: estimate + half, p: pValue(made), prompts };
  }

  /** The ranks that the scores leave possible; see `rankIntervals`. */
  ranks(): RankInterval[] {
    const count = this.scores.length;
    const estimates = new Float64Array(count * count);
    const chances = new Float64Array(count * count).fill(1);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < i; j++) {
        const { made } = this.sum(i, j);
        if (!made) continue;
        [estimates[i * count + j], estimates[j * count + i]] = [made.estimate, -made.estimate];
        chances[i * count + j] = chances[j * count + i] = pValue(made) ?? 1;
      }
    }
    return rankIntervals(
      count,
      (i, j) => ({ estimate: estimates[i * count + j] as number, p: chances[i * count + j] as number }),
      this.level,
    );
  }

  private sum(bot: number, other: number | null, only?: number): { made: StratifiedTotal | null; prompts: number } {
    const { strata, categoryOf } = this;
    const own = this.scores[bot] as Scores;
    const from = other === null ? null : (this.scores[other] as Scores);
    strata.clear();
    let prompts = 0;
    for (let place = 0; place < categoryOf.length; place++) {
      if (only !== undefined && categoryOf[place] !== only) continue;
      const share = (own.shares[place] as number) - (from ? (from.shares[place] as number) : 0);
      if (Number.isNaN(share)) continue;
      const x = own.settled[place] as number;
      prompts++;
      strata.add(categoryOf[place] as number, share, from ? Math.min(x, from.settled[place] as number) : x);
    }
    return { made: strata.estimate(), prompts };
  }

  private scoresOf(answers: readonly ScoredAnswer[]): Scores {
    const points = new Float64Array(this.prompts.size);
    const settled = new Float64Array(this.prompts.size);
    const counts = new Float64Array(this.prompts.size);
    for (const answer of answers) {
      const place = this.prompts.get(`${answer.category}/${answer.prompt}`) as number;
      points[place] = (points[place] as number) + answer.points;
      settled[place] = (settled[place] as number) + answer.settled;
      counts[place] = (counts[place] as number) + 1;
    }
    return {
      shares: points.map((value, place) => value / (settled[place] as number)),
      settled: settled.map((value, place) => value / (counts[place] as number)),
    };
  }
}

function pValue({ estimate, variance, degrees }: StratifiedTotal): number | null {
  if (variance === null) return null;
  // Equal differences have no spread to judge by: 0 everywhere is no difference, anything else cannot be tested.
  if (variance === 0) return estimate === 0 ? 1 : null;
  return studentTwoSided(estimate / Math.sqrt(variance), degrees);
}
