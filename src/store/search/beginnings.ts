import { isUnspaced } from './fold';

/*
 * What is typed first matches nearly everything: `c*` over 100,000 answers takes FTS5 most of a second, as it merges
 * the lists of all words with c. Its own remedy, `prefix = '1 2 3'`, more than doubles the index, since each of those
 * lists repeats every position. So each text also carries, once each, the beginnings of its words as words of their
 * own, told from real ones by a private-use character. They cost a few bytes each and are read only as far as needed.
 */
const mark = '\ue001';
/** Letters up to which a beginning is looked up as such; longer ones match few enough words for FTS5's `word*`. */
const longestBeginning = 3;

/** The beginnings of all words of a folded text, each once. */
export function beginningsOf(folded: string): string {
  const longest = new Set<string>();
  const { length } = folded;
  for (let place = 0; place < length; place++) {
    if (!isWordCode(folded.charCodeAt(place))) continue;
    let end = place + 1;
    while (end < length && isWordCode(folded.charCodeAt(end))) end++;
    longest.add(folded.slice(place, Math.min(end, place + longestBeginning)));
    place = end;
  }
  const all = new Set<string>();
  for (const beginning of longest) {
    if (!hasBeginnings(beginning)) continue;
    for (let letters = 1; letters <= beginning.length; letters++) all.add(beginning.slice(0, letters));
  }
  return [...all].map((beginning) => ` ${beginning}${mark}`).join('');
}

/** The word under which texts with a word that begins so are found; null where `word*` has to be used. */
export function beginningWord(word: string): string | null {
  return word.length <= longestBeginning && hasBeginnings(word) ? word + mark : null;
}

/** Half a surrogate pair is no text, and nothing begins with a character that is a word by itself. */
function hasBeginnings(word: string): boolean {
  return !/[\ud800-\udfff\ue000-\uf8ff]/.test(word) && !isUnspaced(word);
}

function isWordCode(code: number): boolean {
  return code >= 128 || (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}
