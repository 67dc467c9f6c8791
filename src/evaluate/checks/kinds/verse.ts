import { said } from '../../../l10n/said';
import { syllable as englishSyllables } from 'syllable';
import { sentence } from '../../../l10n/sentence';
import type { Kind, Test } from '../kind';
import { CheckMistake } from '../mistake';
import { excerpt } from '../normal';
import { rangeText, requireRange, within, type Range } from '../range';
import { unknown, verdictOf, type Scoped } from '../scoped';
import { sentencesOf } from '../sentences';
import { textOf, tokensOf } from '../tokens';
import { syllablesOf } from '../vietnamese';
import { wordsOf } from '../words';
import { faultsOf, verseLines, type Aspect } from './lucbat';

const vietnameseLetters = /[ăâđêôơưĂÂĐÊÔƠƯ\u1EA0-\u1EF9]/;
/** Words that people speak, or programs count, with a syllable more or less: fire, hour, power, every, heaven, homeward. */
const doubtful =
  /(?:[ui]re|our|ower|owel|ery|ary|ory|ier|iest|ious|eous|ia|ea|io|eo|ua|ue|uo|ven|sm|ism|thm|lm|kes|oes|(?:k|gg|rn|ss|ag|v|us|et|ec)ed|tles?)$|[^aeiou]e(?:body|ful|ground|house|land|less|light|like|line|long|ly|man|men|ment|ness|side|some|stone|thing|time|ward|wards|where|wood|work|yard)|(?:ever|ery|eal|ial|oem|oet|uel|iet|uiet|ying|eing|oing)/;

interface Count {
  least: number;
  most: number;
}

function countIn(line: string, language: string): Count {
  if (language === 'vi') {
    const count = syllablesOf(line).length;
    return { least: count, most: count };
  }
  const sum = { least: 0, most: 0 };
  for (const word of wordsOf(line)) {
    const count = Math.max(1, englishSyllables(word));
    const doubt = Number(doubtful.test(word.toLowerCase()));
    sum.least += Math.max(1, count - doubt);
    sum.most += count + doubt;
  }
  return sum;
}

function syllables(source: string): Test {
  const tokens = tokensOf(source).map(({ raw }) => raw);
  const language = tokens.find((token) => /^(?:vi|en)$/.test(token));
  const ranges = tokens.filter((token) => token !== language).map(requireRange);
  if (ranges.length === 0)
    throw new CheckMistake(
      said`“syllables” takes numbers, one a line: \`syllables 5 7 5\`; or one for the whole text.`,
    );
  return (text) => {
    const spoken = language ?? (vietnameseLetters.test(text.text) ? 'vi' : 'en');
    return ranges.length === 1 ? wholeText(text, ranges, spoken) : lineByLine(text, ranges, spoken);
  };
}

function wholeText(text: Scoped, [range]: Range[], language: string): ReturnType<Test> {
  if (!range) return unknown('');
  const count = countIn(text.text, language);
  const evidence = sentence(`${counted(count)} syllables; wanted: ${rangeText(range)}.`);
  return judged(count, range) === 'unknown' ? unknown(evidence) : verdictOf(judged(count, range) === 'pass', evidence);
}

function lineByLine(text: Scoped, ranges: Range[], language: string): ReturnType<Test> {
  const lines = text.lines();
  if (lines.length !== ranges.length) return verdictOf(false, `${lines.length} lines; wanted: ${ranges.length}.`);
  let open: ReturnType<Test> | null = null;
  for (const [index, line] of lines.entries()) {
    const count = countIn(line.text, language);
    const range = ranges[index] ?? { low: 0, high: Infinity };
    const verdict = judged(count, range);
    const evidence = sentence(
      `“${excerpt(line.text, 50)}” has ${counted(count)} syllables; wanted: ${rangeText(range)}.`,
    );
    if (verdict === 'fail') return verdictOf(false, evidence, line.line);
    if (verdict === 'unknown') open ??= { ...unknown(evidence), line: line.line };
  }
  return open ?? verdictOf(true, `${lines.length} lines with their syllables.`);
}

/** Passes or fails where every way of speaking agrees. */
function judged({ least, most }: Count, range: Range): 'pass' | 'fail' | 'unknown' {
  if (most < range.low || least > range.high) return 'fail';
  return least >= range.low && most <= range.high ? 'pass' : 'unknown';
}

function counted({ least, most }: Count): string {
  return least === most ? String(least) : `${least}–${most}`;
}

const aspects: readonly Aspect[] = ['syllables', 'tones', 'rhyme'];

function lucbat(source: string): Test {
  const tokens = tokensOf(source).map(({ raw }) => raw);
  const count = tokens.find((token) => /^\d{1,4}$/.test(token));
  const aspect = aspects.find((name) => tokens.includes(name));
  const allowed = tokens.find((token) => /^\.\.\d+$/.test(token));
  const rest = tokens.filter((token) => token !== count && token !== aspect && token !== allowed);
  if (rest.length > 0 || Number(count ?? 2) < 2)
    throw new CheckMistake(
      said`“lucbat” takes the number of lines and perhaps one of syllables, tones, rhyme.`,
      rest[0] ?? null,
    );
  const range = allowed ? requireRange(allowed) : { low: 0, high: 0 };
  return (text) => {
    const lines = text.lines().filter(({ text: line }) => !/^#/.test(line));
    const verse = verseLines(lines, count === undefined ? null : Number(count));
    if (verse.length < Number(count ?? 2))
      return verdictOf(false, `${lines.length} lines; wanted: ${count ?? rangeText({ low: 2, high: Infinity })}.`);
    const faults = (aspect ? [aspect] : aspects).flatMap((one) => faultsOf(verse, one));
    const [first] = faults;
    return verdictOf(
      within(faults.length, range),
      first
        ? `${faults.length} faults: ${excerpt(faults.map(({ what }) => what).join('; '), 160)}.`
        : `${verse.length} lines without a fault.`,
      first?.line ?? null,
    );
  };
}

function acrostic(source: string): Test {
  const tokens = tokensOf(source);
  const by = tokens.at(-2)?.raw === 'by' ? (tokens.at(-1)?.raw ?? '') : 'lines';
  const words = by === 'lines' && tokens.at(-2)?.raw !== 'by' ? tokens : tokens.slice(0, -2);
  const wanted = [...letters(words.map(textOf).join(''))];
  if (wanted.length === 0 || !['lines', 'sentences', 'paragraphs', 'words'].includes(by))
    throw new CheckMistake(
      said`“acrostic” takes the word, e.g. \`acrostic HELLO\` or \`acrostic HELLO by sentences\`.`,
      source,
    );
  return (text) => {
    const pieces = piecesOf(text, by);
    const found = pieces.map((piece) => [...letters(piece.text)][0] ?? '');
    const wrong = pieces.find((_, index) => found[index] !== wanted[index]);
    return verdictOf(
      found.join('') === wanted.join(''),
      `The first letters are ${excerpt(found.join('').toUpperCase(), 60)}.`,
      wrong?.line ?? null,
    );
  };
}

function letters(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function piecesOf(text: Scoped, by: string): { text: string; line: number }[] {
  if (by === 'sentences') return sentencesOf(text).map((one) => ({ text: one.text, line: text.lineAt(one.start) }));
  if (by === 'words') return wordsOf(text.text).map((word) => ({ text: word, line: text.firstLine }));
  if (by === 'paragraphs')
    return text.doc.paragraphs.map(({ start, end }) => ({
      text: text.text.slice(start, end),
      line: text.lineAt(start),
    }));
  return text.lines().filter(({ text: line }) => /[\p{L}\p{N}]/u.test(line));
}

export const verseKinds: Kind[] = [
  {
    name: 'syllables',
    usage: '[vi|en] RANGE…',
    summary:
      'So many syllables, line by line; a single range is for the whole text. English words that are spoken in two ways leave it open.',
    example: '6 syllables 5 7 5',
    prepare: syllables,
  },
  {
    name: 'lucbat',
    usage: '[LINES] [syllables|tones|rhyme] [..FAULTS]',
    summary: 'Vietnamese six-eight verse: syllables, tones and the chain of rhymes, or one of these.',
    example: '9 lucbat 8',
    prepare: lucbat,
  },
  {
    name: 'acrostic',
    usage: 'WORD [by lines|sentences|paragraphs|words]',
    summary: 'The first letters of the lines spell the word.',
    example: '4 acrostic RIVER',
    prepare: acrostic,
  },
];
