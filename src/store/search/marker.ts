import { foldWithPlaces, wordCharacters } from './fold';
import type { Phrase } from './query';

export interface Mark {
  start: number;
  end: number;
  /** The folded text that was found. */
  found: string;
}

interface Place {
  from: number;
  to: number;
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

  /** At most `most` places, in order. */
  find(text: string, most: number): Mark[] {
    return marks(text, most, (folded) => this.whole.map((needle) => wholePlaces(folded, needle, most)));
  }

  /** Also within words, for parts of identifiers. */
  findWithin(text: string, most: number): Mark[] {
    return marks(text, most, (folded) => this.anywhere.map((word) => placesWithin(folded, word, most)));
  }
}

function wholePlaces(folded: string, { first, rest, prefix }: Needle, most: number): Place[] {
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
    if (!isWordAt(folded, to)) places.push({ from, to });
  }
  return places;
}

function placesWithin(folded: string, word: string, most: number): Place[] {
  const places: Place[] = [];
  if (word === '') return places;
  for (let from = folded.indexOf(word); from !== -1 && places.length < most; from = folded.indexOf(word, from + 1))
    places.push({ from, to: from + word.length });
  return places;
}

/** Whether a character of a word stands there; the same as `wordCharacters`. */
function isWordAt(folded: string, at: number): boolean {
  const code = folded.charCodeAt(at);
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code >= 0x80;
}

function marks(text: string, most: number, find: (folded: string) => Place[][]): Mark[] {
  const { folded, original } = foldWithPlaces(text);
  const [only = [], ...others] = find(folded);
  // Of two that begin alike the longer is marked, and none within another.
  const places = others.length === 0 ? only : [only, ...others].flat().sort((a, b) => a.from - b.from || b.to - a.to);
  const found: Mark[] = [];
  let last = 0;
  for (const { from, to } of places) {
    if (from < last || found.length === most) continue;
    const [start, end] = original(from, to);
    found.push({ start, end: withAccents(text, end), found: folded.slice(from, to) });
    last = to;
  }
  return found;
}

/** Accents that were typed as characters of their own belong to the letter before. */
function withAccents(text: string, end: number): number {
  while (end < text.length && /[\u0300-\u036f]/.test(text.charAt(end))) end++;
  return end;
}
