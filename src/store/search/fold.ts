/*
 * What a word is, for the index and for queries alike. SQLite's own unicode61 tokenizer is not used, because it leaves
 * đ, ł and ø unfolded, takes a whole run of Han or Kana for one word, splits Indic words at their vowel signs and knows
 * the letters of Unicode 6.1 only. Text is folded here and handed to FTS5's `ascii` tokenizer, which splits at ASCII
 * characters other than letters and digits; all other separators have become spaces by then.
 */

/** Letters that no Unicode decomposition reduces to what people type for them. */
const letters: Record<string, string> = {
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ŋ: 'n',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ς: 'σ',
};
/** Scripts written without spaces: each character is a word, and a run of them is searched as a phrase. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}\p{sc=Yi}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー々〆]/u;
const takenApart = /[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]|\u3099|\u309a/;
const beyondAscii = /[^\0-\x7f]+/g;
/** What each UTF-16 unit folds to, as far as it was met. */
const units = new Array<string | undefined>(0x10000).fill(undefined);

/** Folds case, diacritics and widths, and puts spaces around each character of a script without spaces. */
export function foldText(text: string): string {
  if (text.search(beyondAscii) === -1) return text.toLowerCase();
  return (takenApart.test(text) ? text.replace(beyondAscii, foldRun) : foldUnits(text)).toLowerCase();
}

export interface FoldedText {
  folded: string;
  /** Where in the original text a stretch of the folded one comes from; from inclusive, to exclusive. */
  original: (from: number, to: number) => [number, number];
}

/** Like `foldText`, and tells for each stretch of the result where it comes from. */
export function foldWithPlaces(text: string): FoldedText {
  const folded = foldText(text);
  if (text.search(beyondAscii) === -1) return { folded, original: (from, to) => [from, to] };
  // Most texts have no hit, so that nobody asks for places in them.
  let places: Places | undefined;
  return {
    folded,
    original: (from, to) => {
      places ??= placesOf(text);
      return [places.start(from), places.end(to, text.length)];
    },
  };
}

function placesOf(text: string): Places {
  const places = new Places();
  let folded = 0;
  let last = 0;
  for (const { 0: run, index } of text.matchAll(beyondAscii)) {
    folded += index - last;
    last = index;
    for (const piece of takenApart.test(run) ? [run] : run) {
      places.add(folded, last, true);
      folded += foldRun(piece).length;
      last += piece.length;
    }
    places.add(folded, last, false);
  }
  return places;
}

/** Pairs of places in a folded and its original text. */
class Places {
  private readonly folded: number[] = [0];
  private readonly original: number[] = [0];
  /** Whether all up to the next pair is one piece; else both texts advance alike. */
  private readonly whole: boolean[] = [false];

  add(folded: number, original: number, whole: boolean): void {
    this.folded.push(folded);
    this.original.push(original);
    this.whole.push(whole);
  }

  start(at: number): number {
    const index = this.find(at);
    return (this.original[index] ?? 0) + (this.whole[index] ? 0 : at - (this.folded[index] ?? 0));
  }

  end(at: number, length: number): number {
    const index = this.find(at - 1);
    if (this.whole[index]) return this.original[index + 1] ?? length;
    return (this.original[index] ?? 0) + at - (this.folded[index] ?? 0);
  }

  /** The last pair at or before that place of the folded text. */
  private find(at: number): number {
    let low = 0;
    let high = this.folded.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.folded[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function foldRun(run: string): string {
  // Hangul and Kana that came taken apart are put together first; everything else folds character by character.
  return foldUnits(takenApart.test(run) ? run.normalize('NFC') : run);
}

function foldUnits(text: string): string {
  let result = '';
  let last = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 128) continue;
    result += text.slice(last, at);
    if (code < 0xd800 || code > 0xdfff) result += units[code] ??= reduce(text.charAt(at));
    else {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      result += reduce(character);
      at += character.length - 1;
    }
    last = at + 1;
  }
  return result + text.slice(last);
}

/** A space where the character separates words, and nothing where it only modifies its neighbour. */
function reduce(character: string): string {
  if (/[\u0300-\u036f]|[\ufe00-\ufe0f]|\p{Cf}/u.test(character)) return '';
  const plain = character
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase();
  let result = '';
  for (const part of plain) {
    if (unspaced.test(part)) result += ` ${part} `;
    else if (/[\p{L}\p{N}\p{M}\ue000]/u.test(part)) result += letters[part] ?? part;
    else result += ' ';
  }
  return result;
}

/** Characters of words in a folded text, for use in a character class. */
export const wordCharacters = 'a-z0-9\\u0080-\\uffff';
const word = new RegExp(`[${wordCharacters}]+`, 'g');

/** The words of a text as the index knows them. */
export function wordsOf(text: string): string[] {
  return foldText(text).match(word) ?? [];
}

/** Whether that word is one character of a script without spaces, which no longer word begins with. */
export function isUnspaced(word: string): boolean {
  return unspaced.test(word);
}
