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
/** Hangul and Kana in pieces, among them those of half the width. */
const takenApart = /[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\uff9e-\uffdc]|\u3099|\u309a/;
/**
 * What is written above and below letters, or lengthens them, and left out by whoever searches: accents, the points of
 * Hebrew, the vowel signs of Arabic and its tatweel.
 */
const points =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]|\u0640/;
const allPoints = new RegExp(points.source, 'g');
/** A picture is a word of its own, in whatever colour of skin. */
const picture = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator})$/u;
const skin = /^\p{Emoji_Modifier}$/u;
const beyondAscii = /[^\0-\x7f]+/g;

/** Folds case, diacritics and widths, and puts spaces around each character of a script without spaces. */
export function foldText(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return takenApart.test(text) ? text.replace(beyondAscii, foldRun).toLowerCase() : foldUnits(text);
}

/** Counting bytes is several times as fast as looking for a character. */
function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

export interface FoldedText {
  folded: string;
  /** Where in the original text a stretch of the folded one comes from; from inclusive, to exclusive. */
  original: (from: number, to: number) => [number, number];
}

/** Like `foldText`, and tells for each stretch of the result where it comes from. */
export function foldWithPlaces(text: string): FoldedText {
  const folded = foldText(text);
  if (isAscii(text) || (unitByUnit && !takenApart.test(text))) return { folded, original: (from, to) => [from, to] };
  // Most texts have no hit, so that nobody asks for places in them.
  let walk: Walk | undefined;
  return {
    folded,
    original: (from, to) => {
      walk ??= new Walk(text);
      return [walk.to(from).start, walk.to(to - 1).end];
    },
  };
}

/** Follows a text and its folded one piece by piece: a character, or a run that is folded as one. */
class Walk {
  private readonly runs: boolean;
  /** Up to there nothing is taken apart. */
  private plain = 0;
  /** Where the piece begins in the folded text, and its length there. */
  private folded = 0;
  private length = 0;
  start = 0;
  end = 0;

  constructor(private readonly text: string) {
    this.runs = takenApart.test(text);
  }

  /** On to the piece that a place of the folded text belongs to. */
  to(place: number): this {
    if (place < this.folded) this.folded = this.length = this.start = this.end = this.plain = 0;
    while (this.folded + this.length <= place && this.end < this.text.length) this.next();
    return this;
  }

  private next(): void {
    this.folded += this.length;
    this.start = this.end;
    const code = this.text.charCodeAt(this.start);
    this.end = code < 0x80 ? this.start + 1 : this.endOfPiece();
    this.length = code < 0x80 ? 1 : this.lengthOfPiece(code);
  }

  private endOfPiece(): number {
    if (this.runs && this.start >= this.plain) {
      let end = this.start + 1;
      while (this.text.charCodeAt(end) >= 0x80) end++;
      if (takenApart.test(this.text.slice(this.start, end))) return end;
      this.plain = end;
    }
    return this.start + characterAt(this.text, this.start).length;
  }

  private lengthOfPiece(code: number): number {
    return this.end === this.start + 1 ? unit(code).length : foldRun(this.text.slice(this.start, this.end)).length;
  }
}

function foldRun(run: string): string {
  // Hangul and Kana that came taken apart are put together first; everything else folds character by character.
  return foldUnits(takenApart.test(run) ? run.normalize('NFKC') : run);
}

/** What UTF-16 units fold to, as far as they were met: one unit, one between spaces, or (both are 0) a text. */
const single = new Uint16Array(0x10000);
const spaced = new Uint16Array(0x10000);
const units = new Array<string | undefined>(0x10000).fill(undefined);
for (let code = 0; code < 0x80; code++) single[code] = code >= 65 && code <= 90 ? code + 32 : code;

function unit(code: number): string {
  const text = (units[code] ??= reduce(String.fromCharCode(code)));
  if (isHalf(code)) return text;
  if (text.length === 1) single[code] = text.charCodeAt(0);
  if (/^ [^] $/.test(text)) spaced[code] = text.charCodeAt(1);
  return text;
}

/** Half of a character that takes two units. */
function isHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}

/** Written here before it becomes a string, as strings that grow by single characters take several times as long. */
const room = new Uint16Array(0x4000);
const bytes = Buffer.from(room.buffer);
/** More than any character folds to. */
const spare = 64;

/** Whether each unit of the text that was folded last became exactly one. */
let unitByUnit = false;

function foldUnits(text: string): string {
  unitByUnit = true;
  let result = '';
  let used = 0;
  for (let at = 0; at < text.length; at++) {
    if (used > room.length - spare) {
      result += bytes.toString('utf16le', 0, 2 * used);
      used = 0;
    }
    const code = text.charCodeAt(at);
    const one = single[code] ?? 0;
    if (one !== 0 || code === 0) {
      room[used++] = one;
      continue;
    }
    const between = spaced[code] ?? 0;
    if (between !== 0) {
      room[used] = 0x20;
      room[used + 1] = between;
      room[used + 2] = 0x20;
      used += 3;
      unitByUnit = false;
      continue;
    }
    const character = isHalf(code) ? characterAt(text, at) : '';
    const folded = character === '' ? unit(code) : reduce(character);
    for (let next = 0; next < folded.length; next++) room[used++] = folded.charCodeAt(next);
    if (character.length === 2) at++;
    if (character.length === 2 || folded.length !== 1) unitByUnit = false;
  }
  return result + bytes.toString('utf16le', 0, 2 * used);
}

/** A space where the character separates words, and nothing where it only modifies its neighbour. */
function reduce(character: string): string {
  if (isModifier(character) || /[\ufe00-\ufe0f]|\p{Cf}/u.test(character)) return '';
  const plain = character.normalize('NFKD').replace(allPoints, '').normalize('NFC').toLowerCase();
  if (picture.test(character) && !/[\p{L}\p{N}]/u.test(plain)) return ` ${character} `;
  let result = '';
  for (const part of plain) {
    if (unspaced.test(part)) result += ` ${part} `;
    else if (/[\p{L}\p{N}\p{M}\ue000]/u.test(part)) result += letters[part] ?? part;
    else result += ' ';
  }
  return result;
}

/** Whether a character only modifies the one before, and is left out. */
export function isModifier(character: string): boolean {
  return points.test(character) || skin.test(character);
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
  return unspaced.test(word) || picture.test(word);
}
