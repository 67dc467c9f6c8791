import type { Draft, PasteForm } from './protocol';

interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

/** What was begun and not stored, by what it belongs to. It outlives the form, the window and a crash. */
class Unfinished<Id extends string | number, T> {
  constructor(
    private readonly memory: Memory,
    private readonly key: string,
    private readonly keep: number,
  ) {}

  all(): Record<string, T> {
    const stored = this.memory.get(this.key);
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, T>) : {};
  }

  /** Keeps a piece, or with null forgets it. Only the latest are kept. */
  async set(id: Id, piece: T | null): Promise<void> {
    const { [String(id)]: old, ...others } = this.all();
    if (piece === null && old === undefined) return;
    const entries = Object.entries(others).slice(-(this.keep - 1));
    await this.memory.update(
      this.key,
      Object.fromEntries(piece === null ? entries : [...entries, [String(id), piece]]),
    );
  }
}

/** Scores, by run. */
export class Drafts extends Unfinished<number, Draft> {
  constructor(memory: Memory) {
    super(memory, 'llp.ingest.drafts', 200);
  }
}

/** Answers that are being pasted, by bot and prompt; each may be long, so there are few. */
export class Pastes extends Unfinished<string, PasteForm> {
  constructor(memory: Memory) {
    super(memory, 'llp.ingest.pastes', 10);
  }
}
