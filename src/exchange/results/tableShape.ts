import { amount } from './rules';
import type { ExportTable } from '../export/document';
import { about, atLeast, exactly, flag, list, number, record, text, whole, type Shape } from './shape';

/** Whose the points are. */
interface Shares {
  given: number;
  proven: number;
  accepted: number;
  open: number;
}
interface Cell extends Shares {
  points: number;
  max: number;
  scored: number;
  answered: number;
  prompts: number;
  outdated: number;
  scoredMax: number;
  openItems: number;
}
interface TableRow extends Shares {
  botId: number;
  bot: string;
  practice: boolean;
  total: number;
  max: number;
  stars: number;
  tokensPerSecond: number | null;
  timeToFirstTokenSeconds: number | null;
  categories: Record<string, Cell>;
}

const shares = {
  given: about(number(), 'Of the points: given by a person.'),
  proven: about(number(), 'Of the points: given by a program, with evidence.'),
  accepted: about(number(), 'Of the points: proposed by a judge and accepted by a person.'),
  open: about(number(), 'Points that could be had for what is answered and that nobody has settled.'),
};

const cell = atLeast<Cell>(
  {
    points: number(),
    max: number(),
    scored: whole(),
    answered: whole(),
    prompts: whole(),
    outdated: about(whole(), 'Prompts whose latest score belongs to an older version.'),
    scoredMax: about(number(), 'Points that could be had for what is settled.'),
    ...shares,
    openItems: about(whole(), 'Rubric items of answered prompts that nobody has settled.'),
  },
  ['points', 'max', 'scored', 'answered', 'prompts'],
);

const row: Shape<object> = atLeast<TableRow>(
  {
    botId: whole(),
    bot: text(),
    practice: flag,
    total: about(number(), 'Points over all categories; prompts without a score add nothing.'),
    max: number(),
    ...shares,
    stars: number(0),
    tokensPerSecond: about(amount, 'Weighted by tokens.'),
    timeToFirstTokenSeconds: about(amount, 'Median.'),
    categories: record(cell),
  },
  ['botId', 'bot', 'practice', 'total', 'max', 'stars', 'categories'],
);

/** The board worked out, for those who only want the figures. */
export const tableShape: Shape<ExportTable> = about(
  atLeast<ExportTable>(
    {
      categories: list(
        exactly<ExportTable['categories'][number]>({ id: text(), title: text(), points: number(), prompts: whole() }),
      ),
      rows: list(row),
    },
    ['categories', 'rows'],
  ),
  'The board worked out, for those who only want the figures. An import does not read it.',
);
