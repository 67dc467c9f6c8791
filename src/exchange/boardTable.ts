import type { Board, BoardCell, BoardRow } from '../model/board';
import type { Formats } from '../l10n/formats';
import { madeOfText } from '../l10n/madeOf';
import { fill } from '../l10n/strings';
import { factColumns, type FactColumn } from './export/request';
import { toCsv } from './csv';
import { totalsChart } from './mermaid';
import { plainLine } from './inert';
import { english, type Words } from './words';

/** Columns beside the categories: header and value in CSV, which programs read; text in Markdown, which people do. */
const facts: Record<
  FactColumn,
  { csv: [string, (row: BoardRow) => string | number | null][]; text: (row: BoardRow, words: Words) => string }
> = {
  rank: {
    csv: [
      ['rank_from', (row) => rankOf(row)?.[0] ?? null],
      ['rank_to', (row) => rankOf(row)?.[1] ?? null],
    ],
    text: (row, { strings, formats }) => rankText(row, strings.range, formats),
  },
  total: {
    csv: [
      ['total', (row) => (hasPoints(row) ? row.total : null)],
      ['interval_low', (row) => row.certainty?.interval?.[0] ?? null],
      ['interval_high', (row) => row.certainty?.interval?.[1] ?? null],
      ['max', (row) => row.max],
      ['scored_max', (row) => sum(row, 'scoredMax')],
      ['given', (row) => row.given],
      ['proven', (row) => row.proven],
      ['accepted', (row) => row.accepted],
      ['open', (row) => row.open],
      ['scored', (row) => sum(row, 'scored')],
      ['answered', (row) => sum(row, 'answered')],
      ['prompts', (row) => sum(row, 'prompts')],
    ],
    text: totalText,
  },
  stars: { csv: [['stars', (row) => row.stars]], text: (row, { formats }) => formats.plain(row.stars, 1) },
  speed: {
    csv: [['tokens_per_second', (row) => row.tokensPerSecond]],
    text: (row, { formats }) => figure(row.tokensPerSecond, 2, formats),
  },
  ttft: {
    csv: [['time_to_first_token_seconds', (row) => row.timeToFirstTokenSeconds]],
    text: (row, { formats }) => figure(row.timeToFirstTokenSeconds, 2, formats),
  },
  size: {
    csv: [['size_bytes', (row) => row.sizeBytes]],
    text: (row, { formats }) => figure(row.sizeBytes === null ? null : row.sizeBytes / 1e9, 1, formats),
  },
  quantization: {
    csv: [['quantization', (row) => row.quantization]],
    text: (row) => row.quantization ?? '–',
  },
  tier: {
    csv: [
      ['tier', (row) => row.tier],
      ['missing', (row) => Object.keys(row.proof.missing).join(' ') || null],
    ],
    text: (row, { strings }) => strings[row.tier],
  },
  server: {
    csv: [
      ['server', (row) => row.server],
      ['model', (row) => row.modelId],
    ],
    text: (row) => row.server,
  },
};

/** Ratings from blind votes and what judges propose, in tables where a row has any; never part of the points. */
const besideColumns: {
  csv: [string, (row: BoardRow) => string | number | null];
  isAny: (row: BoardRow) => boolean;
}[] = [
  ...(['rating', 'low', 'high', 'votes'] as const).map((name) => ({
    csv: [name === 'rating' ? 'arena' : `arena_${name}`, (row: BoardRow) => row.beside?.arena?.[name] ?? null] as [
      string,
      (row: BoardRow) => number | null,
    ],
    isAny: ({ beside }: BoardRow) => (beside?.arena ?? null) !== null,
  })),
  {
    csv: ['proposed', (row) => row.beside?.proposed ?? null],
    isAny: ({ beside }) => (beside?.proposed ?? 0) > 0,
  },
];

/** By category, where votes were cast in several. */
function arenaColumns(rows: readonly BoardRow[], categories: Board['categories']): typeof besideColumns {
  const voted = categories.filter(({ id }) => rows.some(({ beside }) => beside?.categories[id]?.arena));
  if (voted.length < 2) return [];
  return voted.flatMap(({ id }) =>
    (['rating', 'low', 'high'] as const).map((name) => ({
      csv: [
        name === 'rating' ? `arena:${id}` : `arena_${name}:${id}`,
        (row: BoardRow) => row.beside?.categories[id]?.arena?.[name] ?? null,
      ] as [string, (row: BoardRow) => number | null],
      isAny: () => true,
    })),
  );
}

/** `1032 (980–1085)`; a dash where nobody voted or the votes set no bound. */
export function arenaText({ beside }: BoardRow, { strings, formats }: Words): string {
  const { rating, low, high } = beside?.arena ?? { rating: 0, low: null, high: null };
  if (low === null || high === null) return '–';
  const range = fill(strings.range, formats.plain(low, 0), formats.plain(high, 0));
  return `${formats.plain(rating, 0)} (${range})`;
}

/** Those of the names that are columns, in their order; all of them where there are no names. */
export function chosenFacts(names?: readonly string[]): FactColumn[] {
  if (!names) return [...factColumns];
  return names.flatMap((name) => factColumns.find((column) => column === name) ?? []);
}

/** The boards as one CSV table: a row a bot; an empty field where nothing was scored yet. */
export function boardsToCsv(boards: Board[], columns?: readonly string[]): string {
  const categories = boards[0]?.categories ?? [];
  const chosen = chosenFacts(columns).flatMap((name) => facts[name].csv);
  const listed = boards.flatMap((board) => board.rows);
  const beside = [...besideColumns, ...arenaColumns(listed, categories)]
    .filter(({ isAny }) => listed.some(isAny))
    .map(({ csv }) => csv);
  const shown = [...chosen, ...beside];
  const header = ['bot', ...categories.map((category) => category.id), ...shown.map(([name]) => name), 'practice'];
  const rows = listed.map((row) => [
    row.bot,
    ...categories.map(({ id }) => (isSettled(row.categories[id]) ? (row.categories[id]?.points ?? null) : null)),
    ...shown.map(([, value]) => value(row)),
    row.practice ? 'yes' : 'no',
  ]);
  return toCsv([header, ...rows]);
}

export function boardToCsv(board: Board): string {
  return boardsToCsv([board]);
}

/** The board as a Markdown table, and a Mermaid chart of the totals where there are any. */
export function boardToMarkdown(
  board: Board,
  columns: readonly string[] = ['total', 'rank', 'stars', 'speed'],
  words: Words = english,
): string {
  const { strings, formats } = words;
  const chosen = chosenFacts(columns);
  const isRated = board.rows.some(({ beside }) => beside?.arena);
  const isJudged = board.rows.some(({ beside }) => (beside?.proposed ?? 0) > 0);
  const header = [
    strings.bot,
    ...board.categories.map((category) => category.title),
    ...chosen.map((name) => strings[name]),
    ...(isRated ? [strings.arena] : []),
    ...(isJudged ? [strings.proposed] : []),
  ];
  const rows = board.rows.map((row) => [
    row.bot,
    ...board.categories.map(({ id }) => {
      const cell = row.categories[id];
      if (!cell || !isSettled(cell)) return '–';
      const text = cell.proven === 0 ? strings.tableCell : strings.tableCellProven;
      const figures = [cell.points, cell.max, cell.scored, cell.prompts, cell.proven];
      return fill(text, ...figures.map((figure) => formats.plain(figure)));
    }),
    ...chosen.map((name) => facts[name].text(row, words)),
    ...(isRated ? [arenaText(row, words)] : []),
    ...(isJudged ? [formats.plain(row.beside?.proposed ?? 0)] : []),
  ]);
  const line = (cells: string[]): string => `| ${cells.map(escapeCell).join(' | ')} |\n`;
  const rule = `|---|${'---:|'.repeat(header.length - 1)}\n`;
  const practice = board.practice ? `**${strings.tablePractice}**\n\n` : '';
  return practice + line(header) + rule + rows.map(line).join('');
}

/** A Markdown page: a table and a chart for each board, and what the figures mean. */
export function boardsToMarkdown(
  boards: Board[],
  exportedAt: string,
  columns: readonly string[] = factColumns,
  words: Words = english,
): string {
  const { strings, formats } = words;
  const parts = boards.flatMap((board) => [
    board.rows.length === 0 ? `${strings.tableEmpty}\n` : boardToMarkdown(board, columns, words),
    totalsChart(board, words),
  ]);
  const legend = `${fill(strings.tableLegend, formats.day(exportedAt))}\n`;
  return [`# ${strings.title}\n`, ...parts.filter((part) => part !== ''), legend].join('\n');
}

/** Text that stays one cell of a table and means nothing to Markdown, HTML or GitHub (mentions, links, emoji codes). */
export function escapeCell(text: string): string {
  return plainLine(text)
    .replaceAll('&', '&amp;')
    .replace(/[\\`*_[\]|#~!$]/g, '\\$&')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/@(?=\w)/g, '&#64;')
    .replace(/:(?=\/\/|\w)/g, '&#58;')
    .replace(/\bwww\./gi, (www) => www.replace('.', '&#46;'));
}

function figure(value: number | null, decimals: number, formats: Formats): string {
  return value === null ? '–' : formats.plain(value, decimals);
}

/** The ranks that the scores leave possible; null where nothing is scored. */
export function rankOf({ certainty }: BoardRow): [from: number, to: number] | null {
  return certainty && certainty.scoredPrompts > 0 ? certainty.rank : null;
}

/** `1–4`, or one rank where no other row is within noise. */
export function rankText(row: BoardRow, range: string, formats: Formats): string {
  const rank = rankOf(row);
  if (!rank) return '–';
  const [from, to] = rank;
  return from === to ? formats.plain(from) : fill(range, formats.plain(from), formats.plain(to));
}

/** `3755 ± 120` where every prompt is scored; else the interval is one of what the total would be, and stands apart. */
export function halfWidth(row: BoardRow): number | null {
  const interval = row.certainty?.interval;
  if (!interval || sum(row, 'scored') < sum(row, 'prompts')) return null;
  return Math.max(interval[1] - row.total, row.total - interval[0]);
}

/** With what it is made of, where a person has not given all of it. */
function totalText(row: BoardRow, { strings, formats }: Words): string {
  if (!hasPoints(row)) return '–';
  const half = halfWidth(row);
  const total = formats.plain(row.total);
  const figures = [
    half === null ? total : fill(strings.plusMinus, total, formats.plain(half, half < 10 ? 1 : 0)),
    formats.plain(sum(row, 'scoredMax')),
  ];
  if (row.proven === 0 && row.accepted === 0 && row.open === 0) return fill(strings.pointsOf, ...figures);
  return fill(
    strings.totalMadeOf,
    ...figures,
    madeOfText(row, strings, (value) => formats.plain(value)),
  );
}

type SummedFigure = 'scored' | 'scoredMax' | 'answered' | 'prompts';

/** Whether anything is settled there: an open cell is empty, not 0. */
function isSettled(cell: BoardCell | undefined): boolean {
  return cell !== undefined && (cell.scored > 0 || cell.scoredMax > 0);
}

function hasPoints(row: BoardRow): boolean {
  return Object.values(row.categories).some(isSettled);
}

function sum(row: BoardRow, figure: SummedFigure): number {
  return Object.values(row.categories).reduce((total, cell) => total + cell[figure], 0);
}
