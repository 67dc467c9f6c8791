import type { SearchHit, SearchOptions } from '../../model/search';
import type { Database } from '../database';
import { find } from './find';
import { searchRebuild } from './schema';

export { SearchService } from './service';

/** Full-text search on the connection of the store, at once. */
export class SearchStore {
  constructor(private readonly db: Database) {}

  /** The best hits, best first. Any text is a legal query; see `parseQuery` for what is understood in it. */
  query(text: string, options: SearchOptions = {}): SearchHit[] {
    return find(this.db, text, options);
  }

  /** Makes the index anew from what it mirrors; takes about a second for 1,500 answers. */
  rebuild(): void {
    this.db.transaction(() => this.db.handle.exec(searchRebuild));
  }
}
