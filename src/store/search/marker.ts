import { foldWithPlaces, wordCharacters, type FoldedText } from './fold';
import type { Phrase } from './query';

/** In UTF-16 units of the folded text. */
export interface Place {
  from: number;
  to: number;
  /** Which of the query's words it is. */
  needle: number;
}

/** What was found in a text. Few places are shown, so that only those are looked up in the original. */
export interface Found {
  folded: string;
  /** In order, none within another. */
  places: Place[];
  original: FoldedText['original'];
}

/** A phrase to look for. The first word is found as plain text, which is many times faster than a pattern. */
interface Needle {
  first: string;
  /** What has to follow at once: the other words, with separators between them. */
  rest: RegExp | null;
  prefix: boolean;
}

/** Finds the places of a query's words in original texts. */
export class Marker {
  private readonly whole: Needle[];
  private readonly anywhere: string[];

  /** How many there are to find. */
  readonly phrases: number;

  constructor(phrases: Phrase[]) {
    this.phrases = phrases.length;
    this.whole = phrases.map(({ words: [first = '', ...others], prefix }) => ({
      first,
      rest: others.length === 0 ? null : new RegExp(others.map((word) => `[^${wordCharacters}]+${word}`).join(''), 'y'),
      prefix,
    }));
    this.anywhere = phrases.map(({ words }) => words.join(''));
  }

  /** At most `most` places. */
  find(text: string, most: number): Found {
    return found(text, most, (folded) => this.whole.map((needle, index) => wholePlaces(folded, needle, index, most)));
  }

  /** Also within words, for parts of identifiers. */
  findWithin(text: string, most: number): Found {
    return found(text, most, (folded) => this.anywhere.map((word, index) => placesWithin(folded, word, index, most)));
  }
}

function wholePlaces(folded: string, { first, rest, prefix }: Needle, needle: number, most: number): Place[] {
  const places: Place[] = [];
  if (first === '') return places;
  for (let from = folded.indexOf(first); from !== -1 && places.length < most; from = folded.indexOf(first, from + 1)) {
    if (isWordAt(folded, from - 1)) continue;
    let to = from + first.length;
    if (rest) {
      rest.lastIndex = to;
      if (!rest.test(folded)) continue;
      to = rest.lastIndex;
    }
    if (prefix) while (isWordAt(folded, to)) to++;
    if (!isWordAt(folded, to)) places.push({ from, to, needle });
  }
  return places;
}

function placesWithin(folded: string, word: string, needle: number, most: number): Place[] {
  const places: Place[] = [];
  if (word === '') return places;
  for (let from = folded.indexOf(word); from !== -1 && places.length < most; from = folded.indexOf(word, from + 1))
    places.push({ from, to: from + word.length, needle });
  return places;
}

/** Whether a character of a word stands there; the same as `wordCharacters`. */
function isWordAt(folded: string, at: number): boolean {
  const code = folded.charCodeAt(at);
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code >= 0x80;
}

function found(text: string, most: number, find: (folded: string) => Place[][]): Found {
  const { folded, original } = foldWithPlaces(text);
  return { folded, places: apart(find(folded).reduce(merge, []), most), original };
}

/** Both in order; of two that begin alike the longer comes first. */
function merge(a: Place[], b: Place[]): Place[] {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const merged: Place[] = [];
  let at = 0;
  for (const place of b) {
    for (let other = a[at]; other && (other.from - place.from || place.to - other.to) <= 0; other = a[++at])
      merged.push(other);
    merged.push(place);
  }
  return merged.concat(a.slice(at));
}

function apart(places: Place[], most: number): Place[] {
  let last = 0;
  const kept = places.filter(({ from, to }) => {
    if (from < last) return false;
    last = to;
    return true;
  });
  return kept.length > most ? kept.slice(0, most) : kept;
}
