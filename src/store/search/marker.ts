import { foldWithPlaces, wordCharacters } from './fold';
import type { Phrase } from './query';

export interface Mark {
  start: number;
  end: number;
  /** The folded text that was found. */
  found: string;
}

/** Finds the places of a query's words in original texts. */
export class Marker {
  private readonly whole: RegExp | null;
  private readonly anywhere: RegExp | null;

  /** How many there are to find. */
  readonly phrases: number;

  constructor(phrases: Phrase[]) {
    this.phrases = phrases.length;
    const patterns = phrases.map(
      ({ words, prefix }) => words.join(`[^${wordCharacters}]+`) + (prefix ? `[${wordCharacters}]*` : ''),
    );
    // Longer ones first: of two that begin alike the longer is marked.
    patterns.sort((a, b) => b.length - a.length);
    const choice = patterns.join('|');
    this.whole = choice === '' ? null : new RegExp(`(?<![${wordCharacters}])(?:${choice})(?![${wordCharacters}])`, 'g');
    this.anywhere = choice === '' ? null : new RegExp(phrases.map(({ words }) => words.join('')).join('|'), 'g');
  }

  /** At most `most` places, in order. */
  find(text: string, most: number): Mark[] {
    return this.whole ? marks(text, this.whole, most) : [];
  }

  /** Also within words, for parts of identifiers. */
  findWithin(text: string, most: number): Mark[] {
    return this.anywhere ? marks(text, this.anywhere, most) : [];
  }
}

function marks(text: string, pattern: RegExp, most: number): Mark[] {
  const places: { from: number; to: number; found: string }[] = [];
  const { folded, original } = foldWithPlaces(text);
  pattern.lastIndex = 0;
  for (let match = pattern.exec(folded); match && places.length < most; match = pattern.exec(folded)) {
    places.push({ from: match.index, to: pattern.lastIndex, found: match[0] });
  }
  return places.map(({ from, to, found }) => {
    const [start, end] = original(from, to);
    return { start, end: withAccents(text, end), found };
  });
}

/** Accents that were typed as characters of their own belong to the letter before. */
function withAccents(text: string, end: number): number {
  while (end < text.length && /[\u0300-\u036f]/.test(text.charAt(end))) end++;
  return end;
}
