const toneMarks: Record<string, Tone> = {
  '\u0300': 'huyền',
  '\u0301': 'sắc',
  '\u0309': 'hỏi',
  '\u0303': 'ngã',
  '\u0323': 'nặng',
};
const onset = /^(?:ngh|ng|nh|gh|gi(?=[aeoăâêôơuư])|qu|kh|ph|th|tr|ch|[bcdđghklmnpqrstvx])?/;
/** A rounded beginning of the vowel does not take part in the rhyme: hoa rhymes with nhà. */
const medial = /^(?:o(?=[aăe])|u(?=[âêơy]))/;
/** Vowels that rhyme with one another where what follows is the same (vần thông). */
const groups = [
  ['a', 'ă', 'â', 'ơ'],
  ['ơ', 'ư', 'ươ', 'ưa'],
  ['e', 'ê', 'i', 'iê', 'ia'],
  ['o', 'ô', 'u', 'uô', 'ua'],
];

export type Tone = 'ngang' | 'huyền' | 'sắc' | 'hỏi' | 'ngã' | 'nặng';

/** A written Vietnamese syllable. */
export interface Syllable {
  text: string;
  tone: Tone;
  /** Level: no mark, or the grave accent. */
  level: boolean;
  vowel: string;
  coda: string;
}

/** The syllables of a line: what stands between blanks, without punctuation. */
export function syllablesOf(line: string): Syllable[] {
  return line
    .split(/[\s\u2010\u2011-]+/)
    .map((word) => word.replace(/[^\p{L}\p{M}\p{N}]/gu, ''))
    .filter((word) => word !== '')
    .map(syllable);
}

function syllable(text: string): Syllable {
  const decomposed = text.toLowerCase().normalize('NFD');
  const mark = [...decomposed].find((character) => character in toneMarks);
  const tone = mark === undefined ? 'ngang' : (toneMarks[mark] ?? 'ngang');
  const letters = [...decomposed]
    .filter((character) => !(character in toneMarks))
    .join('')
    .normalize('NFC');
  const rime = letters.replace(onset, '').replace(medial, '').replace(/y/g, 'i');
  const [, vowel = rime, coda = ''] =
    /^([aăâeêioôơuư]+?)(ch|ng|nh|[cmnpt]|(?<=[aăâeêoôơuưiươ])[iou](?=$))?$/.exec(rime) ?? [];
  const diphthong = /^(?:ia|ua|ưa)$/.test(rime);
  return {
    text,
    tone,
    level: tone === 'ngang' || tone === 'huyền',
    vowel: diphthong ? rime : vowel,
    coda: diphthong ? '' : coda,
  };
}

/** Rhymes fully or nearly, as in nhau – dâu; a syllable does not rhyme with itself. */
export function rhymes(a: Syllable, b: Syllable): boolean {
  if (a.text.toLowerCase() === b.text.toLowerCase() || a.coda !== b.coda) return false;
  if (a.vowel === b.vowel) return true;
  if (a.coda === 'nh' || a.coda === 'ch') return [a, b].every(({ vowel }) => ['a', 'ê', 'i'].includes(vowel));
  return groups.some((group) => group.includes(a.vowel) && group.includes(b.vowel));
}
