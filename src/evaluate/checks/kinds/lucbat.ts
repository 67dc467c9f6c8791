import { rhymes, syllablesOf, type Syllable } from '../vietnamese';

export type Aspect = 'syllables' | 'tones' | 'rhyme';

export interface VerseLine {
  line: number;
  syllables: Syllable[];
}

/** A place where six-eight verse breaks its rules. */
export interface Fault {
  line: number;
  what: string;
}

/** Which lines of a text are the verse: the `count` lines in a row that fit 6 and 8 best; all where no count is given. */
export function verseLines(lines: { text: string; line: number }[], count: number | null): VerseLine[] {
  const read = lines.map(({ text, line }) => ({ line, syllables: syllablesOf(text.replace(/^[>\s]+/, '')) }));
  if (count === null) return read;
  let best: { score: number; from: number } = { score: -1, from: 0 };
  for (let from = 0; from + count <= read.length; from++) {
    const score = read
      .slice(from, from + count)
      .filter((line, index) => line.syllables.length === lengthAt(index)).length;
    if (score > best.score) best = { score, from };
  }
  return read.slice(best.from, best.from + count);
}

function lengthAt(index: number): number {
  return index % 2 === 0 ? 6 : 8;
}

/** What breaks the rules of lục bát. Aspects that hang on a line of another length are left out for that line. */
export function faultsOf(verse: VerseLine[], aspect: Aspect): Fault[] {
  if (aspect === 'syllables')
    return verse
      .map(({ line, syllables }, index) => ({ line, found: syllables.length, wanted: lengthAt(index) }))
      .filter(({ found, wanted }) => found !== wanted)
      .map(({ line, found, wanted }) => ({ line, what: `${found} syllables, not ${wanted}` }));
  return aspect === 'tones' ? verse.flatMap(toneFaults) : rhymeFaults(verse);
}

function toneFaults({ line, syllables }: VerseLine, index: number): Fault[] {
  const at = (place: number): Syllable | undefined => syllables[place - 1];
  const faults: Fault[] = [];
  for (const place of index % 2 === 0 ? [2, 4, 6] : [2, 4, 6, 8]) {
    const syllable = at(place);
    if (syllable && syllable.level !== (place !== 4))
      faults.push({ line, what: `“${syllable.text}” (${place}) has the wrong tone` });
  }
  const [six, eight] = [at(6), at(8)];
  if (index % 2 === 1 && six?.level && eight?.level && six.tone === eight.tone)
    faults.push({ line, what: `“${six.text}” and “${eight.text}” have the same tone` });
  return faults;
}

function rhymeFaults(verse: VerseLine[]): Fault[] {
  const faults: Fault[] = [];
  for (const [index, { syllables }] of verse.entries()) {
    const next = verse[index + 1];
    if (!next) continue;
    const from = syllables[index % 2 === 0 ? 5 : 7];
    const to = next.syllables[5];
    if (!from || !to) faults.push({ line: next.line, what: 'nothing to rhyme with' });
    else if (!rhymes(from, to))
      faults.push({ line: next.line, what: `“${to.text}” does not rhyme with “${from.text}”` });
  }
  return faults;
}
