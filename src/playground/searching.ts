import { sentence } from '../l10n/sentence';
import type { SearchHit, SearchOptions } from '../model/search';
import { StoreError, type Store } from '../store';
import { SearchService } from '../store/search';
import { writeIfPossible } from './openStore';

interface Wishes {
  databaseFile: string;
  reading?: boolean;
  onNotice?: (sentence: string) => void;
}

/** Searching, and the index that it goes by: it holds nothing of its own, so a broken one is made anew and that is said. */
export class Searching {
  private readonly service: SearchService;
  private readonly closed = new AbortController();
  private toldRepairs = 0;

  constructor(
    private readonly store: Store,
    private readonly wishes: Wishes,
    workerFile: string,
  ) {
    this.service = new SearchService(wishes.databaseFile, workerFile);
  }

  /** Goes on with what the index lacks since it was made anew. */
  begin(): void {
    this.tellOfRepairs();
    void this.complete();
  }

  close(): void {
    this.closed.abort();
    void this.service.dispose();
  }

  query(text: string, options: SearchOptions = {}): SearchHit[] {
    writeIfPossible(this.store, this.wishes, () => this.store.search.complete());
    const hits = this.store.search.query(text, options);
    this.tellOfRepairs();
    return hits;
  }

  /** The same in a thread of its own; see `SearchService`. */
  queryInBackground(text: string, options: SearchOptions = {}, signal?: AbortSignal): Promise<SearchHit[]> {
    const { database } = this.store;
    // Run from sources, as unit tests do, there is no bundle to start a thread with.
    if (!this.service.available || database.whyReadOnly) return Promise.resolve().then(() => this.query(text, options));
    return this.service.query(text, options, signal).catch(async (error: unknown) => {
      // The thread only reads: a broken index is made anew here, in pieces, and then it is asked again.
      if (!database.isOfIndex(error)) throw error;
      database.replaceIndex();
      this.tellOfRepairs();
      await this.complete();
      return this.service.query(text, options, signal);
    });
  }

  private async complete(): Promise<void> {
    // In use by another program, or no room: the next opening goes on with it.
    await this.store.search.completeSoon(this.closed.signal).catch((error: unknown) => {
      if (!(error instanceof StoreError)) throw error;
    });
  }

  private tellOfRepairs(): void {
    const { repairedIndexes } = this.store.database;
    if (repairedIndexes === this.toldRepairs) return;
    this.toldRepairs = repairedIndexes;
    this.wishes.onNotice?.(sentence('The search index was broken and is being made anew; no answer is lost.'));
  }
}
