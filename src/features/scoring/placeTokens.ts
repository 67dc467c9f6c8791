import { randomBytes } from 'node:crypto';
import type { Place } from './content';
import { Kept, type Memory } from './drafts';

/**
 * Names for places that tell nothing: a page that knew the bot's or the run's number would not be blind. A token stands
 * for the same place over a reload of the window and a crash; only the latest are kept.
 */
export class PlaceTokens {
  private readonly kept: Kept<Place>;

  constructor(memory: Memory) {
    this.kept = new Kept(memory, 'llp.ingest.places', 200);
  }

  /** The token of a place, a new one where it has none. */
  of(place: Place): string {
    const known = Object.entries(this.kept.all()).find(([, other]) => isSame(other, place));
    if (known) return known[0];
    const token = randomBytes(9).toString('base64url');
    const { botId, categoryId, promptId, runId } = place;
    void this.kept.set(token, { botId, categoryId, promptId, runId });
    return token;
  }

  /** What a token stands for, or null where it is not one of ours, or too old. */
  place(token: unknown): Place | null {
    const all = this.kept.all();
    return typeof token === 'string' && Object.hasOwn(all, token) ? (all[token] ?? null) : null;
  }
}

function isSame(a: Place, b: Place): boolean {
  return a.botId === b.botId && a.categoryId === b.categoryId && a.promptId === b.promptId && a.runId === b.runId;
}
