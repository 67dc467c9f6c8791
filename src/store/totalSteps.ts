import type { RubricItem } from '../model/prompt';
import { compareScoredRuns, countingScore, tidy, type CountingScore, type ScoredRun } from '../model/score';
import { toScore, type ScoreRow } from './scores';

/** An entry of the ledger with the answer that it belongs to, which is to the prompt's current version. */
export interface LedgerRow extends ScoreRow {
  bot_id: number;
  /** `category/prompt`. */
  prompt: string;
  started_at: string;
  /** JSON: the rubric. */
  items: string;
}

/** A bot's total after an entry of the ledger. */
export interface TotalStep {
  /** ISO 8601, UTC: when the entry was given. */
  at: string;
  total: number;
}

/** The totals of one bot after each of its entries, which are in the order in which they were given. */
export function totalSteps(rows: readonly LedgerRow[]): TotalStep[] {
  const rubrics = new Map<string, RubricItem[]>();
  const entries = new Map<number, ReturnType<typeof toScore>[]>();
  const prompts = new Map<string, Map<number, ScoredRun & { counting: CountingScore }>>();
  let total = 0;
  return rows.map((row) => {
    const rubric = rubrics.get(row.items) ?? (JSON.parse(row.items) as RubricItem[]);
    rubrics.set(row.items, rubric);
    const own = entries.get(row.run_id) ?? [];
    own.push(toScore(row));
    entries.set(row.run_id, own);
    const runs = prompts.get(row.prompt) ?? new Map<number, ScoredRun & { counting: CountingScore }>();
    prompts.set(row.prompt, runs);
    const before = counted(runs);
    const counting = countingScore(own, rubric);
    if (counting) {
      const { source } = counting;
      runs.set(row.run_id, { runId: row.run_id, startedAt: row.started_at, current: true, source, counting });
    }
    total = tidy(total + counted(runs) - before);
    return { at: row.created_at, total };
  });
}

function counted(runs: Map<number, ScoredRun & { counting: CountingScore }>): number {
  return [...runs.values()].sort(compareScoredRuns)[0]?.counting.points ?? 0;
}
