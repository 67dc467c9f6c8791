import type { PasteForm } from './pasteForm';
import type { Draft, PromptPlace } from './protocol';

export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

/** What was begun and not stored, by key. It outlives the form, the window and a crash; only the latest are kept. */
export class Kept<T> {
  constructor(
    private readonly memory: Memory,
    private readonly name: string,
    private readonly most: number,
  ) {}

  all(): Record<string, T> {
    const stored = this.memory.get(this.name);
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, T>) : {};
  }

  async set(key: string, draft: T | null): Promise<void> {
    const { [key]: old, ...others } = this.all();
    if (draft === null && old === undefined) return;
    const entries = Object.entries(others).slice(-(this.most - 1));
    await this.memory.update(this.name, Object.fromEntries(draft === null ? entries : [...entries, [key, draft]]));
  }
}

/** Scores that were begun and not stored, by run. */
export class Drafts {
  private readonly kept: Kept<Draft>;

  constructor(memory: Memory) {
    this.kept = new Kept(memory, 'llp.ingest.drafts', 200);
  }

  all(): Record<string, Draft> {
    return this.kept.all();
  }

  /** Keeps a draft, or with null forgets it. */
  async set(runId: number, draft: Draft | null): Promise<void> {
    await this.kept.set(String(runId), draft);
  }
}

/** Longest pasted text, in characters, that outlives the window: VS Code writes all that is kept at each change. */
const longestKept = 200_000;

/** Answers that were being pasted and not yet taken. */
export class PasteDrafts {
  /** Those too long to be kept for longer than the window is there. */
  private static readonly long = new Map<string, PasteForm>();
  private readonly kept: Kept<PasteForm>;

  constructor(memory: Memory) {
    this.kept = new Kept(memory, 'llp.ingest.pasted', 10);
  }

  at(place: PromptPlace): PasteForm | null {
    const key = keyOf(place);
    return PasteDrafts.long.get(key) ?? this.kept.all()[key] ?? null;
  }

  /** Keeps a form, or forgets it where it is null or empty. */
  async set(place: PromptPlace, form: PasteForm | null): Promise<void> {
    const key = keyOf(place);
    const isEmpty = form === null || Object.values(form).every((value: string) => value.trim() === '');
    const isLong = !isEmpty && form.text.length > longestKept;
    PasteDrafts.long.delete(key);
    if (isLong) PasteDrafts.long.set(key, form);
    await this.kept.set(key, isEmpty || isLong ? null : form);
  }
}

function keyOf({ botId, categoryId, promptId }: PromptPlace): string {
  return `${botId}/${categoryId}/${promptId}`;
}
