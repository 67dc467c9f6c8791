import { said } from '../../../l10n/said';
import type { Kind, Test } from '../kind';
import { CheckMistake } from '../mistake';
import { numberedParts } from '../numberedParts';
import { rangeText, readRange, requireRange, within } from '../range';
import { unknown, verdictOf } from '../scoped';
import { sectionOf, titleKey } from '../sections';
import { textOf, tokensOf } from '../tokens';

export const formKinds: Kind[] = [
  {
    name: 'headings',
    usage: 'RANGE [level N] | "TITLE"…',
    summary: 'So many headings (lines in bold count as such), or headings with these titles in this order.',
    example: '2 headings "Plane" "Space and beyond" "Letter box"',
    alike: 'IFEval multiple_sections',
    prepare: headings,
  },
  {
    name: 'numbered',
    usage: 'RANGE',
    summary:
      'So many numbered items at the outermost level; headings with a number count, what code interrupts goes on.',
    example: '2 numbered 5',
    prepare: (source) => {
      const range = requireRange(source.trim());
      return (text) => {
        const parts = numberedParts(text.text);
        return verdictOf(within(parts.length, range), `${parts.length} numbered items; wanted: ${rangeText(range)}.`);
      };
    },
  },
  {
    name: 'bullets',
    usage: 'RANGE',
    summary: 'So many items of lists without numbers, nested ones too.',
    example: '2 bullets 3..5',
    alike: 'IFEval number_bullet_lists',
    prepare: (source) => {
      const range = requireRange(source.trim());
      return (text) => {
        const found = text.doc.bullets.length;
        return verdictOf(within(found, range), `${found} bullets; wanted: ${rangeText(range)}.`);
      };
    },
  },
  {
    name: 'table',
    usage: 'ROWSxCOLUMNS',
    summary: 'A table with so many rows below its head, and so many columns; both may be ranges or `*`.',
    example: '2 table 6x4',
    prepare: table,
  },
];

function headings(source: string): Test {
  const tokens = tokensOf(source);
  const [first, word, level, ...rest] = tokens;
  if (!first) throw new CheckMistake(said`“headings” takes a range, or titles in quotation marks.`);
  const range = readRange(first.raw);
  if (
    range &&
    (word === undefined || (word.raw === 'level' && /^[1-6]$/.test(level?.raw ?? '') && rest.length === 0))
  ) {
    return (text) => {
      const found = text.doc.headings.filter((heading) =>
        level ? heading.level === Number(level.raw) : heading.level < 8,
      );
      return verdictOf(within(found.length, range), `${found.length} headings; wanted: ${rangeText(range)}.`);
    };
  }
  if (range || tokens.some(({ raw }) => !/\p{L}|\p{N}/u.test(raw)))
    throw new CheckMistake(
      said`“headings” takes a range, perhaps with \`level 2\`, or titles in quotation marks.`,
      source,
    );
  const titles = tokens.map(textOf);
  return (text) => {
    let from = -1;
    for (const title of titles) {
      const place = sectionOf(text.text, text.doc, title, titles);
      if (!place) return verdictOf(false, `No heading “${title}”.`);
      if (place.start <= from)
        return verdictOf(false, `The heading “${title}” stands too early.`, text.lineAt(place.start));
      from = place.start;
    }
    return verdictOf(true, `${titles.length} headings in their order: ${titles.map(titleKey).join(', ')}.`);
  };
}

const size = /^([\d.]+|\*)\s*[x×]\s*([\d.]+|\*)$/i;

function table(source: string): Test {
  const [, rows = '', columns = ''] = size.exec(source.trim()) ?? [];
  if (rows === '')
    throw new CheckMistake(said`“table” takes rows and columns, e.g. 6x4 or 3..5x2, not “${source}”.`, source);
  const range = (text: string): ReturnType<typeof requireRange> =>
    text === '*' ? { low: 1, high: Infinity } : requireRange(text);
  const [high, wide] = [range(rows), range(columns)];
  return (text) => {
    const { tables } = text.doc;
    if (tables.length === 0)
      return text.text.includes('|') && /^[ \t]*\|.*\|[ \t]*$/m.test(text.text)
        ? unknown('Lines with “|” but no table that can be read.')
        : verdictOf(false, 'No table.');
    const found = tables.find((one) => within(one.rows, high) && within(one.columns, wide));
    const [shown] = found ? [found] : tables;
    return verdictOf(
      found !== undefined,
      `A table with ${shown?.rows ?? 0} rows and ${shown?.columns ?? 0} columns; wanted: ${rangeText(high)} by ${rangeText(wide)}.`,
      shown ? text.lineAt(shown.start) : null,
    );
  };
}
