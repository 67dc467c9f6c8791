import { styleOf } from '../../model/answerStyle';
import type { StyleFigures } from '../../model/arena';
import type { Store } from '../../store';

/** Style figures of answers; each is read once, as an answer never changes. */
export class StyleReader {
  private readonly known = new Map<number, StyleFigures>();

  constructor(private readonly store: Store) {}

  /** By run; runs that are gone are left out. */
  of(runIds: readonly number[]): ReadonlyMap<number, StyleFigures> {
    for (const id of runIds) {
      if (this.known.has(id)) continue;
      const run = this.store.runs.get(id);
      if (run) this.known.set(id, styleOf(run.text));
    }
    return this.known;
  }
}
