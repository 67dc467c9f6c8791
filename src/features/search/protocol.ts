import type { SearchHit, SearchOptions } from '../../model/search';
import type { SearchFilter } from './filter';
import type { Kept } from './kept';

/** A hit and what stands beside it in the list. */
export interface FoundRow {
  hit: SearchHit;
  /** The hit's title without the name of the bot. */
  title: string;
  bot: string | null;
  category: string | null;
  /** When the run began; ISO 8601, UTC. */
  at: string | null;
  /** Points of the run's score and the most there are; null where there is none. */
  points: number | null;
  max: number | null;
  practice: boolean;
  /** Whether the answer is whole; also true of what is no answer. */
  complete: boolean;
  /** The saved file of the answer, relative to the workspace. */
  output: string | null;
}

export interface Found {
  rows: FoundRow[];
  /** Whether these are all there are; else there are more than were asked for. */
  all: boolean;
}

/** What can be chosen in the filter. */
export interface FilterChoices {
  bots: { id: number; name: string }[];
  categories: { id: string; title: string }[];
  /** Whether there are any practice results to tell from real ones. */
  practice: boolean;
}

export interface SearchContent {
  filter: SearchFilter;
  kept: Kept;
  choices: FilterChoices;
}

/** Where to open a hit: `peek` leaves the keyboard in the list. */
export type OpenHow = 'peek' | 'open' | 'side' | 'file' | 'score' | 'bot';

/** View → page. */
export type SearchUi = {
  /** The keyboard goes to the query, which is selected; a text replaces it. */
  type: (query: { text: string | null }) => void;
  /** What can be found has changed. */
  changed: (choices: FilterChoices) => void;
};

/** Page → view. */
export type SearchHost = {
  /** Null where a later search has taken the place of this one. */
  search: (search: { text: string; options: SearchOptions }) => Promise<Found | null>;
  open: (call: { hit: SearchHit; how: OpenHow }) => Promise<void>;
  saveFilter: (filter: SearchFilter) => Promise<void>;
  /** At each change: the page is not told when it is hidden. */
  keep: (part: Partial<Kept>) => void;
};
