import type { SearchHit, SearchOptions } from '../../model/search';
import { find } from './find';
import type { Reader } from './reader';

export { SearchService } from './service';

/** Full-text search on the connection of the store, at once. */
export class SearchStore {
  constructor(private readonly db: Reader) {}

  query(text: string, options: SearchOptions = {}): SearchHit[] {
    return find(this.db, text, options);
  }
}
