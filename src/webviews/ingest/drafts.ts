import type { Draft } from './protocol';

const key = 'llp.ingest.drafts';
const keep = 200;

interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

/** Scores that were begun and not stored, by run. They outlive the form, the window and a crash. */
export class Drafts {
  constructor(private readonly memory: Memory) {}

  all(): Record<string, Draft> {
    const stored = this.memory.get(key);
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, Draft>) : {};
  }

  /** Keeps a draft, or with null forgets it. Only the latest drafts are kept. */
  async set(runId: number, draft: Draft | null): Promise<void> {
    const { [runId]: old, ...others } = this.all();
    if (draft === null && old === undefined) return;
    const entries = Object.entries(others).slice(-(keep - 1));
    await this.memory.update(key, Object.fromEntries(draft === null ? entries : [...entries, [String(runId), draft]]));
  }
}
