import { said } from '../../../l10n/said';
import { sentence } from '../../../l10n/sentence';
import type { Kind } from '../kind';
import { CheckMistake } from '../mistake';
import { rangeText, requireRange, within } from '../range';
import { verdictOf, type Scoped } from '../scoped';
import { sentencesOf } from '../sentences';
import { textOf, tokensOf } from '../tokens';
import { wordCount } from '../words';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function counting(
  name: string,
  count: (text: Scoped) => number,
  say: (found: number, wanted: string) => string,
  facts: Pick<Kind, 'summary' | 'example' | 'alike'>,
): Kind {
  return {
    name,
    usage: 'RANGE',
    ...facts,
    prepare: (source) => {
      const range = requireRange(source.trim());
      return (text) => {
        const found = count(text);
        return verdictOf(within(found, range), say(found, rangeText(range)));
      };
    },
  };
}

function characters(text: Scoped): number {
  const trimmed = text.text.trim();
  // All of ASCII but CR is one character a letter.
  if (/^[\n\t\x20-\x7e]*$/.test(trimmed)) return trimmed.length;
  let count = 0;
  for (const _ of graphemes.segment(trimmed)) count++;
  return count;
}

export const countKinds: Kind[] = [
  counting(
    'words',
    (text) => wordCount(text.text),
    (found, wanted) => sentence(`${found} words; wanted: ${wanted}.`),
    {
      summary: 'So many words, by Unicode’s word segmentation.',
      example: '3 words 0..300',
      alike: 'IFEval number_words; promptfoo word-count',
    },
  ),
  counting(
    'sentences',
    (text) => sentencesOf(text).length,
    (found, wanted) => sentence(`${found} sentences; wanted: ${wanted}.`),
    {
      summary: 'So many sentences; headings and code do not count, a list item is at least one.',
      example: '2 sentences 4',
      alike: 'IFEval number_sentences',
    },
  ),
  {
    name: 'paragraphs',
    usage: 'RANGE [by "DIVIDER"]',
    summary:
      'So many paragraphs of running text; a list is one. With a divider, so many parts between lines of just it.',
    example: '2 paragraphs 3 by "***"',
    alike: 'IFEval number_paragraphs',
    prepare: (source) => {
      const [first, by, divider, ...rest] = tokensOf(source);
      if (!first || rest.length > 0 || (by !== undefined && (by.raw !== 'by' || !divider)))
        throw new CheckMistake(said`“paragraphs” takes a range, and perhaps \`by "DIVIDER"\`.`, source);
      const range = requireRange(first.raw);
      const mark = divider ? textOf(divider) : null;
      return (text) => {
        const found = mark === null ? text.doc.paragraphs.length : parts(text.text, mark);
        return verdictOf(within(found, range), `${found} paragraphs; wanted: ${rangeText(range)}.`);
      };
    },
  },
  counting(
    'lines',
    (text) => text.lines().length,
    (found, wanted) => sentence(`${found} lines; wanted: ${wanted}.`),
    {
      summary: 'So many lines that are not blank.',
      example: '3 lines 14',
    },
  ),
  counting('characters', characters, (found, wanted) => sentence(`${found} characters; wanted: ${wanted}.`), {
    summary:
      'So many characters as a reader sees them (grapheme clusters), blanks included, but not those around the text.',
    example: '2 characters ..50 in line "^feat"',
  }),
];

function parts(text: string, divider: string): number {
  let count = 0;
  let filled = false;
  for (const line of [...text.split('\n'), divider]) {
    if (line.trim() !== divider) filled ||= line.trim() !== '';
    else {
      count += Number(filled);
      filled = false;
    }
  }
  return count;
}
