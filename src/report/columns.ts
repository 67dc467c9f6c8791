import type { FactColumn } from '../exchange/export/request';
import type { Words } from '../exchange/words';
import { arenaText, halfWidth, rankOf, rankText } from '../exchange/boardTable';
import { madeOfText } from '../l10n/madeOf';
import { fill } from '../l10n/strings';
import type { Board, BoardRow } from '../model/board';
import { starsFor } from '../model/score';
import { figureOf, formatFigure, formatNumber, share, tally, type Figure } from './figures';

/** One column of the board: what it shows and what it is sorted by. */
export interface Column {
  id: string;
  title: string;
  /** Explains the column; shown on the header. */
  hint: string;
  numeric: boolean;
  /** Null comes last, whichever way is up. */
  value: (row: BoardRow) => number | string | null;
  text: (row: BoardRow) => string;
  /** How much of it there is, shown below where it is not all. */
  note?: (row: BoardRow) => string;
  /** 0..1 for shading, or null. */
  share?: (row: BoardRow) => number | null;
}

/** The columns of the report, bots first. */
export function columnsOf(board: Board, facts: readonly FactColumn[], figure: Figure, words: Words): Column[] {
  const { strings, formats } = words;
  const category = (id: string | null, title: string, points: number): Column => ({
    id: id === null ? 'total' : `category:${id}`,
    title,
    hint: figure === 'average' ? strings.averageHint : fill(strings.pointsHint, formats.number(points)),
    numeric: true,
    value: (row) => figureOf(tally(row, board, id), figure),
    text: (row) => {
      const text = formatFigure(figureOf(tally(row, board, id), figure), figure, formats);
      const half = id === null && figure === 'points' ? halfWidth(row) : null;
      return half === null ? text : fill(strings.plusMinus, text, formats.number(half, half < 10 ? 1 : 0));
    },
    note: (row) =>
      [id === null ? expectedOf(row, words) : '', noteOf(tally(row, board, id), words)].filter(Boolean).join(' · '),
    share: (row) => share(tally(row, board, id)),
  });
  const number = (id: FactColumn, hint: string, value: (row: BoardRow) => number | null, digits = 1): Column => ({
    id,
    title: strings[id],
    hint,
    numeric: true,
    value,
    text: (row) => formatNumber(value(row), digits, formats),
  });
  const max = board.rows[0]?.max ?? board.categories.reduce((sum, { points }) => sum + points, 0);
  const all: Record<FactColumn, Column> = {
    rank: {
      ...number('rank', strings.rankHint, (row) => rankOf(row)?.[0] ?? null, 0),
      text: (row) => rankText(row, strings.range, formats),
    },
    total: category(
      null,
      { points: strings.total, average: strings.average, proven: strings.provenTotal }[figure],
      max,
    ),
    stars: number('stars', strings.starsHint, (row) => starsOf(row, board, figure)),
    speed: number('speed', strings.speedHint, (row) => row.tokensPerSecond),
    ttft: number('ttft', strings.ttftHint, (row) => row.timeToFirstTokenSeconds, 2),
    size: number('size', '', (row) => (row.sizeBytes === null ? null : row.sizeBytes / 1e9)),
    quantization: text('quantization', strings.quantization, (row) => row.quantization),
    tier: text('tier', strings.tier, (row) => strings[row.tier]),
    server: text('server', strings.server, (row) => row.server),
  };
  return [
    text('bot', strings.bot, (row) => row.bot),
    ...facts.filter((fact) => fact === 'total').map((fact) => all[fact]),
    ...board.categories.map(({ id, title, points }) => category(id, title, points)),
    ...facts.filter((fact) => fact !== 'total').map((fact) => all[fact]),
    ...besideColumns(board, words),
  ];
}

/** Of 5, by the figure that ranks, as on the board; null where nothing is scored. */
function starsOf(row: BoardRow, board: Board, figure: Figure): number | null {
  const value = figureOf(tally(row, board, null), figure);
  return value === null ? null : figure === 'average' ? Math.round(50 * value) / 10 : starsFor(value);
}

/** The place of each bot on the whole board by what it is compared by: equals share one, and who has no score has none. */
export function placesOf(board: Board, figure: Figure): Map<number, number> {
  const known = board.rows
    .map((row) => ({ id: row.botId, value: figureOf(tally(row, board, null), figure) }))
    .filter((row): row is { id: number; value: number } => row.value !== null)
    .sort((a, b) => b.value - a.value);
  const places = new Map<number, number>();
  known.forEach(({ id, value }, index) => {
    const before = known[index - 1];
    places.set(id, before?.value === value ? (places.get(before.id) ?? index + 1) : index + 1);
  });
  return places;
}

/** Ratings from blind votes and what judges propose, where a row has any; never part of the points. */
function besideColumns({ rows }: Board, words: Words): Column[] {
  const { strings, formats } = words;
  const arena: Column = {
    id: 'arena',
    title: strings.arena,
    hint: strings.arenaHint,
    numeric: true,
    value: ({ beside }) => (beside?.arena && beside.arena.low !== null ? beside.arena.rating : null),
    text: (row) => arenaText(row, words),
  };
  const proposed: Column = {
    id: 'proposed',
    title: strings.proposed,
    hint: strings.proposedHint,
    numeric: true,
    value: ({ beside }) => beside?.proposed ?? null,
    text: ({ beside }) => (beside && beside.proposed > 0 ? formats.number(beside.proposed) : '–'),
  };
  return [arena, proposed].filter((column) =>
    rows.some(({ beside }) => (column === arena ? beside?.arena : (beside?.proposed ?? 0) > 0)),
  );
}

/** Sorts without changing the list; equal rows keep their order. */
export function sortRows(rows: readonly BoardRow[], column: Column, descending: boolean): BoardRow[] {
  const values = new Map(rows.map((row) => [row, column.value(row)]));
  return [...rows].sort((a, b) => {
    const [left, right] = [values.get(a) ?? null, values.get(b) ?? null];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : String(left).localeCompare(String(right), undefined, { numeric: true, sensitivity: 'base' });
    return descending ? -order : order;
  });
}

/** Rows in whose name, model, quantization or server all words of the text occur. */
export function filterRows(rows: readonly BoardRow[], text: string): readonly BoardRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const facts = [row.bot, row.modelId, row.quantization, row.server].join(' ').toLowerCase();
    return words.every((word) => facts.includes(word));
  });
}

/** What the total would be with every prompt scored, where some are not. */
function expectedOf({ certainty, categories }: BoardRow, { strings, formats }: Words): string {
  const isWhole = Object.values(categories).every(({ scored, prompts }) => scored === prompts);
  const interval = certainty?.interval;
  return isWhole || !interval ? '' : fill(strings.expected, ...interval.map((end) => formats.number(end, 0)));
}

function noteOf(of: ReturnType<typeof tally>, { strings, formats }: Words): string {
  const { scored, answered, prompts } = of;
  const madeOf =
    of.proven === 0 && of.accepted === 0 && (of.open === 0 || of.scoredMax === 0)
      ? ''
      : madeOfText(of, strings, (value) => formats.number(value, 0, 1));
  if (scored === prompts) return madeOf;
  const count =
    scored > 0 || of.scoredMax > 0
      ? fill(strings.scoredOf, formats.number(scored), formats.number(prompts))
      : answered === 0
        ? ''
        : fill(strings.unscored, formats.number(answered));
  return [count, madeOf].filter(Boolean).join(' · ');
}

function text(id: string, title: string, value: (row: BoardRow) => string | null): Column {
  return { id, title, hint: '', numeric: false, value, text: (row) => value(row) ?? '–' };
}
