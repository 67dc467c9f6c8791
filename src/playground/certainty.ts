import type { Board } from '../model/board';
import type { RankInterval } from '../rank/ranks';
import { Totals } from '../rank/totals';
import type { Store } from '../store';
import { ledgerRevision } from '../store/standing';

/** How sure a row of the board is, at 95 %. */
export interface RowCertainty {
  /** What the total would be with every prompt scored, going by those that were; null where too few were. */
  expected: number | null;
  interval: [low: number, high: number] | null;
  /** The best and the worst rank that the scores leave possible. */
  rank: RankInterval;
  /** Prompts with a score, in part or whole. */
  scoredPrompts: number;
}

/** Intervals of the totals on the board and of its ranks, worked out once for each state of the ledger. */
export class Certainty {
  private known: { key: string; rows: Map<number, RowCertainty> } | null = null;

  constructor(private readonly store: Store) {}

  /** By bot. Of the order of a second for 1,000 bots of 100 prompts: call it in a worker there. */
  of({ rows, categories }: Board): Map<number, RowCertainty> {
    const bots = rows.map(({ botId }) => botId);
    const key = JSON.stringify([ledgerRevision(this.store.database), categories, bots]);
    if (this.known?.key === key) return this.known.rows;
    const scores = new Map(
      bots.map((id) => [id, [] as { category: string; prompt: string; points: number; settled: number }[]]),
    );
    for (const { botId, ...score } of this.store.standings.scores(bots)) scores.get(botId)?.push(score);
    const totals = new Totals(
      bots.map((id) => scores.get(id) ?? []),
      categories,
    );
    const ranks = totals.ranks();
    const made = bots.map((id, place): [number, RowCertainty] => {
      const { estimate, low, high, prompts } = totals.total(place);
      const interval: RowCertainty['interval'] = low === null || high === null ? null : [tidy(low), tidy(high)];
      const expected = estimate === null ? null : tidy(estimate);
      return [id, { expected, interval, rank: ranks[place] as RankInterval, scoredPrompts: prompts }];
    });
    this.known = { key, rows: new Map(made) };
    return this.known.rows;
  }
}

/** To tenths of a point: more digits would only look exact. */
function tidy(points: number): number {
  return Math.round(points * 10) / 10;
}
