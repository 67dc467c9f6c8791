import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { SearchHit, SearchOptions } from '../../model/search';
import type { Change } from '../../playground';
import { PanelHost, type PanelDeps } from '../../edge/webview/host';
import { restoreFilter } from './filter';
import { restoreKept, type Kept } from './kept';
import type { Found, FoundRow, OpenHow, SearchContent, SearchHost, SearchUi } from './protocol';
import { choicesOf, rowsOf } from './rows';
import { searchStrings } from './strings';

const filterKey = 'llp.search.filter';
const keptKey = 'llp.search.kept';
const writeMs = 300;
/** Looked up in one go: a few milliseconds of the extension host's thread. */
const rowsAtOnce = 100;
/** Changes that come in quick succession, as in a tournament, are looked up together. */
const settleMs = 500;
/** Another search of this window can take the place of ours; ours then waits for its turn. */
const turnMs = 60;

export interface SearchViewDeps extends PanelDeps {
  /** Opens the database; the view may be in sight before anything else of LLP. */
  ready: () => Promise<unknown>;
  open: (hit: SearchHit, how: OpenHow) => Promise<void>;
  /** What is to be typed into, once: null where nobody has asked for that. */
  takeWanted: () => Wanted | null;
  gone: (view: SearchView) => void;
}

/** The text to begin with; null keeps the one that is there. */
export interface Wanted {
  text: string | null;
}

/** The search in LLP's side bar. */
export class SearchView extends PanelHost<SearchHost, SearchUi, SearchContent, vscode.WebviewView> {
  static readonly viewType = 'llp.search';
  private timer: NodeJS.Timeout | null = null;
  private kept: Kept;
  private keeping: NodeJS.Timeout | null = null;
  private searching: AbortController | null = null;

  constructor(
    view: vscode.WebviewView,
    private readonly searchDeps: SearchViewDeps,
  ) {
    super(view, searchDeps, {
      viewType: SearchView.viewType,
      name: 'search',
      title: vscode.l10n.t('Search'),
      strings: searchStrings,
    });
    this.kept = restoreKept(searchDeps.state.get(keptKey));
  }

  protected override handlers(): SearchHost {
    return {
      search: ({ text, options }) => this.search(text, options),
      open: ({ hit, how }) => this.searchDeps.open(hit, how),
      saveFilter: async (filter) => {
        await this.deps.state.update(filterKey, restoreFilter(filter));
      },
      keep: (part) => {
        this.kept = restoreKept({ ...this.kept, ...part });
        this.keeping ??= setTimeout(() => this.writeKept(), writeMs);
      },
    };
  }

  protected override content(): SearchContent {
    const playground = this.deps.playground();
    // Starts the search's thread, so that the first letter need not wait for it.
    void this.search('', {});
    setTimeout(() => this.typeNow(), 0);
    return {
      filter: restoreFilter(this.deps.state.get(filterKey)),
      kept: this.kept,
      choices: choicesOf(playground),
    };
  }

  protected override onChange(change: Change): void {
    if (change === 'servers' || change === 'tournaments') return;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      if (this.isReady) this.rpc.notify('changed', choicesOf(this.deps.playground()));
    }, settleMs);
  }

  protected override onDispose(): void {
    if (this.timer) clearTimeout(this.timer);
    if (this.keeping) this.writeKept();
    this.searching?.abort();
    this.searchDeps.gone(this);
  }

  private writeKept(): void {
    if (this.keeping) clearTimeout(this.keeping);
    this.keeping = null;
    void this.deps.state.update(keptKey, this.kept);
  }

  /** Puts the keyboard into the query where that is wanted and the page is there; else the page asks as it comes. */
  typeNow(): void {
    const wanted = this.isReady ? this.searchDeps.takeWanted() : null;
    if (wanted) this.rpc.notify('type', wanted);
  }

  private async search(text: string, options: SearchOptions): Promise<Found | null> {
    this.searching?.abort();
    const own = new AbortController();
    this.searching = own;
    while (!own.signal.aborted) {
      const playground = this.deps.playground();
      try {
        const hits = await playground.searchInBackground(text, options, own.signal);
        const rows: FoundRow[] = [];
        for (let from = 0; from < hits.length && !own.signal.aborted; from += rowsAtOnce) {
          if (from > 0) await setImmediate();
          rows.push(...rowsOf(playground, hits.slice(from, from + rowsAtOnce)));
        }
        if (own.signal.aborted) return null;
        return { rows, all: hits.length < (options.limit ?? 0) };
      } catch (error) {
        if (!(error instanceof Error && error.name === 'AbortError')) throw error;
        if (!own.signal.aborted) await new Promise((resolve) => setTimeout(resolve, turnMs));
      }
    }
    return null;
  }
}
