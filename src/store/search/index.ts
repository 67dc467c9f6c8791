import type { SearchHit, SearchOptions } from '../../model/search';
import type { Database } from '../database';
import { find } from './find';

const pauseMs = 20;

export { SearchService } from './service';

/** Full-text search on the connection of the store, at once. */
export class SearchStore {
  constructor(private readonly db: Database) {}

  /**
   * The best hits, best first. Any text is a legal query; see `parseQuery` for what is understood in it. An index that
   * turns out to be broken is made anew first.
   */
  query(text: string, options: SearchOptions = {}): SearchHit[] {
    try {
      return find(this.db, text, options);
    } catch (error) {
      if (this.db.whyReadOnly || !this.db.isOfIndex(error)) throw error;
      this.rebuild();
      return find(this.db, text, options);
    }
  }

  /** Makes the index anew from what it mirrors; takes about a second for 1,500 answers. */
  rebuild(): void {
    this.db.replaceIndex();
    this.complete();
  }

  /** Puts all answers in that the index lacks, at once. */
  complete(): void {
    while (this.db.fillIndex());
  }

  /** The same in small pieces, between which others get to work. Ends early when the signal says so. */
  async completeSoon(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.db.fillIndex()) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
