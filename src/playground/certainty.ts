import { said } from '../l10n/said';
import type { Board } from '../model/board';
import type { RowCertainty } from '../model/certainty';
import { foldPlans, type FoldFacts, type FoldPlan } from '../model/foldFacts';
import type { Store } from '../store';
import { ledgerRevision } from '../store/standing';
import { AskedThread } from './askedThread';
import type { CertaintyQuestion, Reckoned } from './certainty/protocol';

/** By bot. */
export type Certainties = ReadonlyMap<number, RowCertainty>;

interface Known {
  key: string;
  rows: Certainties;
  folds: FoldFacts[];
}

/** Intervals of the totals on the board and of its ranks, worked out once for each state of the ledger. */
export class Certainty {
  private readonly known: Known[] = [];
  private asked: { key: string; made: Promise<Known> } | null = null;
  private readonly thread: AskedThread<CertaintyQuestion, Reckoned>;

  constructor(
    private readonly store: Store,
    workerFile = '',
  ) {
    this.thread = new AskedThread(workerFile, 'llp-certainty', said`The thread that works out intervals has ended.`);
  }

  /** Of the order of a second for 1,000 bots of 100 prompts; where somebody waits for the thread, see `inBackground`. */
  async of(board: Board): Promise<Certainties> {
    return (await this.reckoned(board)).rows;
  }

  /** What rows that fold into one parent say together: variants and repeats of a model. */
  async folds(board: Board): Promise<FoldFacts[]> {
    return (await this.reckoned(board)).folds;
  }

  private async reckoned(board: Board): Promise<Known> {
    const key = this.keyOf(board);
    return this.keptUnder(key) ?? this.keep(key, board, await this.reckon(board));
  }

  /** The same in a thread of its own. Rejects with a sentence where it could not be worked out. */
  inBackground(board: Board): Promise<Pick<Known, 'rows' | 'folds'>> {
    const key = this.keyOf(board);
    const kept = this.keptUnder(key);
    if (kept) return Promise.resolve(kept);
    if (this.asked?.key === key) return this.asked.made;
    const { bots, categories } = partsOf(board);
    const reckoned = this.thread.available
      ? this.thread.ask({ file: this.store.database.file, bots, categories, folds: this.plans(board) })
      : this.reckon(board);
    const made = reckoned.then((result) => this.keep(key, board, result));
    this.asked = { key, made };
    const forget = (): void => void (this.asked?.key === key && (this.asked = null));
    made.then(forget, forget);
    return made;
  }

  close(): void {
    this.thread.dispose();
  }

  private plans({ rows }: Board): FoldPlan[] {
    return foldPlans(rows, this.store.bots.list());
  }

  private async reckon(board: Board): Promise<Reckoned> {
    const { bots, categories } = partsOf(board);
    // Not with the extension: the thread has its own.
    const [{ rowCertainties }, { foldFacts }, { promptScores }] = await Promise.all([
      import('../rank/certainty'),
      import('../rank/folds'),
      import('../store/promptScores'),
    ]);
    const scores = promptScores(this.store.database, bots);
    return {
      rows: rowCertainties(scores, bots, categories),
      folds: foldFacts(this.plans(board), scores, categories),
    };
  }

  private keyOf(board: Board): string {
    return JSON.stringify([ledgerRevision(this.store.database), partsOf(board)]);
  }

  private keptUnder(key: string): Known | undefined {
    return this.known.find((one) => one.key === key);
  }

  private keep(key: string, { rows }: Board, reckoned: Reckoned): Known {
    const list = reckoned.rows;
    const byBot = new Map(rows.map(({ botId }, place) => [botId, list[place] as RowCertainty]));
    const made = { key, rows: byBot, folds: reckoned.folds };
    // One for the real board and one for the practice one.
    this.known.splice(1);
    this.known.unshift(made);
    return made;
  }
}

function partsOf({ rows, categories }: Board): { bots: number[]; categories: { id: string; points: number }[] } {
  return { bots: rows.map(({ botId }) => botId), categories: categories.map(({ id, points }) => ({ id, points })) };
}
