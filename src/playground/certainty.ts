import type { Board } from '../model/board';
import type { RowCertainty } from '../model/certainty';
import type { Store } from '../store';
import { ledgerRevision } from '../store/standing';
import { Reckoner } from './certainty/reckoner';

/** By bot. */
export type Certainties = ReadonlyMap<number, RowCertainty>;

interface Known {
  key: string;
  rows: Certainties;
}

/** Intervals of the totals on the board and of its ranks, worked out once for each state of the ledger. */
export class Certainty {
  private readonly known: Known[] = [];
  private asked: { key: string; rows: Promise<Certainties> } | null = null;
  private readonly reckoner: Reckoner;

  constructor(
    private readonly store: Store,
    workerFile = '',
  ) {
    this.reckoner = new Reckoner(workerFile);
  }

  /** Of the order of a second for 1,000 bots of 100 prompts; where somebody waits for the thread, see `inBackground`. */
  async of(board: Board): Promise<Certainties> {
    const key = this.keyOf(board);
    return this.keptUnder(key) ?? this.keep(key, board, await this.reckon(board));
  }

  /** The same in a thread of its own. Rejects with a sentence where it could not be worked out. */
  inBackground(board: Board): Promise<Certainties> {
    const key = this.keyOf(board);
    const kept = this.keptUnder(key);
    if (kept) return Promise.resolve(kept);
    if (this.asked?.key === key) return this.asked.rows;
    const { bots, categories } = partsOf(board);
    const made = this.reckoner.available
      ? this.reckoner.reckon({ file: this.store.database.file, bots, categories })
      : this.reckon(board);
    const rows = made.then((list) => this.keep(key, board, list));
    this.asked = { key, rows };
    const forget = (): void => void (this.asked?.key === key && (this.asked = null));
    rows.then(forget, forget);
    return rows;
  }

  close(): void {
    this.reckoner.dispose();
  }

  private async reckon(board: Board): Promise<RowCertainty[]> {
    const { bots, categories } = partsOf(board);
    // Not with the extension: the thread has its own.
    const [{ rowCertainties }, { promptScores }] = await Promise.all([
      import('../rank/certainty'),
      import('../store/promptScores'),
    ]);
    return rowCertainties(promptScores(this.store.database, bots), bots, categories);
  }

  private keyOf(board: Board): string {
    return JSON.stringify([ledgerRevision(this.store.database), partsOf(board)]);
  }

  private keptUnder(key: string): Certainties | undefined {
    return this.known.find((one) => one.key === key)?.rows;
  }

  private keep(key: string, { rows }: Board, list: RowCertainty[]): Certainties {
    const made = new Map(rows.map(({ botId }, place) => [botId, list[place] as RowCertainty]));
    // One for the real board and one for the practice one.
    this.known.splice(1);
    this.known.unshift({ key, rows: made });
    return made;
  }
}

function partsOf({ rows, categories }: Board): { bots: number[]; categories: { id: string; points: number }[] } {
  return { bots: rows.map(({ botId }) => botId), categories: categories.map(({ id, points }) => ({ id, points })) };
}
