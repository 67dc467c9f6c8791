import type { Alternative } from './tokens';

export interface Hit {
  start: number;
  end: number;
  /** As it stands in the text. */
  found: string;
}

const letter = /[\p{L}\p{M}\p{N}]/u;
/** Scripts that write words without blanks between them: every place is a word's edge. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** The first place where a word or phrase occurs whole; a stem may have any ending. */
export function find(text: string, word: Alternative): Hit | null {
  return findAll(text, word, 1)[0] ?? null;
}

/** Case counts for a single letter only (`a` the step against `A` the article); blanks of a phrase match any. */
export function findAll(text: string, word: Alternative, most: number): Hit[] {
  const wanted = word.text.normalize('NFC').trim();
  if (wanted === '') return [];
  const flags = [...wanted].length === 1 && !word.stem ? 'gu' : 'giu';
  const pattern = new RegExp(wanted.split(/\s+/).map(escaped).join('\\s+'), flags);
  const hits: Hit[] = [];
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    let end = start + match[0].length;
    if (!edgeBefore(text, start)) continue;
    if (word.stem) while (letter.test(characterAt(text, end))) end += characterAt(text, end).length;
    else if (!edgeAfter(text, end)) continue;
    hits.push({ start, end, found: text.slice(start, end) });
    if (hits.length === most) break;
  }
  return hits;
}

/** A sign such as `#` at the word's own edge needs no other edge. */
function edgeBefore(text: string, start: number): boolean {
  const own = characterAt(text, start);
  if (!letter.test(own) || unspaced.test(own)) return true;
  const before = text.slice(Math.max(0, start - 2), start);
  const last = [...before].at(-1) ?? '';
  return !letter.test(last) || unspaced.test(last);
}

function edgeAfter(text: string, end: number): boolean {
  const own = [...text.slice(Math.max(0, end - 2), end)].at(-1) ?? '';
  if (!letter.test(own) || unspaced.test(own)) return true;
  const next = characterAt(text, end);
  return !letter.test(next) || unspaced.test(next);
}

function characterAt(text: string, index: number): string {
  const point = text.codePointAt(index);
  return point === undefined ? '' : String.fromCodePoint(point);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/['’]/g, "['’]");
}
