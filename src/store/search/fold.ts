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
const folded = new Map<string, string>();

/** Folds case, diacritics and widths, and puts spaces around each character of a script without spaces. */
export function foldText(text: string): string {
  return text.replace(beyondAscii, foldRun).toLowerCase();
}

/** A place from which on the folded and the original text advance alike; `wide`: one piece up to the next place. */
interface Place {
  folded: number;
  original: number;
  wide: boolean;
}

export interface FoldedText {
  folded: string;
  /** Where in the original text a stretch of the folded one comes from; from inclusive, to exclusive. */
  original: (from: number, to: number) => [number, number];
}

/** Like `foldText`, and tells for each stretch of the result where it comes from. */
export function foldWithPlaces(text: string): FoldedText {
  const places: Place[] = [{ folded: 0, original: 0, wide: false }];
  let result = '';
  let last = 0;
  for (const match of text.matchAll(beyondAscii)) {
    result += text.slice(last, match.index);
    last = match.index;
    for (const piece of takenApart.test(match[0]) ? [match[0]] : match[0]) {
      places.push({ folded: result.length, original: last, wide: true });
      result += foldRun(piece);
      last += piece.length;
    }
    places.push({ folded: result.length, original: last, wide: false });
  }
  const folded = (result + text.slice(last)).toLowerCase();
  const start = (at: number, place: Place): number => place.original + (place.wide ? 0 : at - place.folded);
  return {
    folded,
    original: (from, to) => {
      const [first] = find(places, from);
      const [end, next] = find(places, to - 1);
      return [start(from, first), end.wide ? (next?.original ?? text.length) : start(to, end)];
    },
  };
}

/** The last place at or before that point of the folded text, and the one after it. */
function find(places: Place[], at: number): [Place, Place | undefined] {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((places[middle]?.folded ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return [places[low] ?? { folded: 0, original: 0, wide: false }, places[low + 1]];
}

function foldRun(run: string): string {
  // Hangul and Kana that came taken apart are put together first; everything else folds character by character.
  const whole = takenApart.test(run) ? run.normalize('NFC') : run;
  let result = '';
  for (const character of whole) result += foldCharacter(character);
  return result;
}

function foldCharacter(character: string): string {
  let result = folded.get(character);
  if (result === undefined) {
    result = reduce(character);
    folded.set(character, result);
  }
  return result;
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
