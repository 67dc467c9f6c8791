import type { Board, BoardCell, BoardRow } from '../../model/board';
import { fiveStarPoints, starsFor } from '../../model/score';
import { fill } from '../../ui/strings';
import { number } from '../../ui/format';
import { tierTexts } from '../../ui/tiers/tierTexts';
import { cellBeside, nothingVoted, type Voted } from './beside';
import type { LeaderboardStrings } from './strings';
import type { BoardView } from './view';

export type Column =
  | {
      id: string;
      kind: 'rank' | 'bot' | 'total' | 'stars' | 'speed' | 'ttft' | 'size';
      title: string;
      hint: string;
      width: number;
    }
  | { id: string; kind: 'text'; title: string; hint: string; width: number; text: (row: BoardRow) => string | null }
  | { id: string; kind: 'arena'; title: string; hint: string; width: number; categoryId: string | null }
  | { id: string; kind: 'category'; title: string; hint: string; width: number; categoryId: string };

/**
 * How wide the names of the bots stand, in pixels at a font of 13 px, as variants of a model differ at the end of their
 * names. `letters` is the length of the longest; in a narrow window, of `room` pixels, the other columns come first.
 */
export function nameWidth(letters: number, room: number): number {
  return Math.round(Math.min(Math.max(150, 28 + letters * 7.2), 340, Math.max(150, room * 0.28)));
}

/** All columns in their own order; `width` is in pixels at a font of 13 px. */
export function allColumns(
  categories: Board['categories'],
  strings: LeaderboardStrings,
  view: Pick<BoardView, 'figure'>,
  voted: Voted = nothingVoted,
): Column[] {
  const arena = (categoryId: string | null, title: string): Column => ({
    id: categoryId === null ? 'arena' : `arena:${categoryId}`,
    kind: 'arena',
    title,
    hint: strings.arenaHint,
    width: 176,
    categoryId,
  });
  const title = { points: strings.total, average: strings.average, proven: strings.provenTotal };
  const max = categories.reduce((sum, category) => sum + category.points, 0);
  return [
    { id: 'rank', kind: 'rank', title: '#', hint: '', width: 56 },
    { id: 'bot', kind: 'bot', title: strings.bot, hint: '', width: 250 },
    {
      id: 'total',
      kind: 'total',
      title: title[view.figure],
      hint: view.figure === 'average' ? strings.averageHint : fill(strings.ofPoints, number(max)),
      width: 136,
    },
    {
      id: 'stars',
      kind: 'stars',
      title: strings.stars,
      hint: view.figure === 'average' ? strings.starsAverageHint : fill(strings.starsHint, number(fiveStarPoints)),
      width: 88,
    },
    ...(voted.any ? [arena(null, strings.arena)] : []),
    { id: 'speed', kind: 'speed', title: strings.speed, hint: strings.speedHint, width: 72 },
    { id: 'ttft', kind: 'ttft', title: strings.ttft, hint: strings.ttftHint, width: 92 },
    ...categories.flatMap((category): Column[] => [
      {
        id: `category:${category.id}`,
        kind: 'category',
        title: category.title,
        hint: fill(strings.ofPoints, number(category.points)),
        // Wide enough for most titles; three beside the name on a small screen matter more than the longest.
        width: Math.min(124, Math.max(96, 30 + category.title.length * 6.4)),
        categoryId: category.id,
      },
      ...(voted.categories.includes(category.id) ? [arena(category.id, fill(strings.arenaOf, category.title))] : []),
    ]),
    {
      id: 'tier',
      kind: 'text',
      title: strings.tier,
      hint: strings.tierHint,
      width: 118,
      text: (row) => tierTexts(row.tier, strings)[0],
    },
    { id: 'size', kind: 'size', title: strings.size, hint: 'GB', width: 76 },
    {
      id: 'quantization',
      kind: 'text',
      title: strings.quantization,
      hint: '',
      width: 112,
      text: (row) => row.quantization,
    },
    { id: 'server', kind: 'text', title: strings.server, hint: '', width: 170, text: (row) => row.server },
  ];
}

/** The columns to show: pinned ones first, then the order wished for; hidden ones left out. */
export function arrangeColumns(
  columns: Column[],
  view: Pick<BoardView, 'order' | 'hidden' | 'pinned'>,
): { pinned: Column[]; scrolling: Column[] } {
  const shown = columns.filter((column) => !view.hidden.includes(column.id));
  const place = (column: Column): number => {
    const index = view.order.indexOf(column.id);
    return index === -1 ? view.order.length + columns.indexOf(column) : index;
  };
  const pinned = shown.filter((column) => view.pinned.includes(column.id));
  pinned.sort((a, b) => view.pinned.indexOf(a.id) - view.pinned.indexOf(b.id));
  const scrolling = shown.filter((column) => !view.pinned.includes(column.id)).sort((a, b) => place(a) - place(b));
  return { pinned, scrolling };
}

/** What a row is sorted by in a column; null, which always comes last, where there is nothing to go by. */
export function sortValue(row: BoardRow, column: Column, figure: BoardView['figure']): number | string | null {
  switch (column.kind) {
    case 'rank':
    case 'total':
      return figureOf(sumCells(row), figure);
    case 'stars':
      return starsOf(sumCells(row), figure);
    case 'bot':
      return row.bot;
    case 'speed':
      return row.tokensPerSecond;
    case 'ttft':
      return row.timeToFirstTokenSeconds;
    case 'size':
      return row.sizeBytes;
    case 'arena': {
      const figure = cellBeside(row, column.categoryId)?.arena;
      return !figure || figure.low === null || figure.high === null ? null : figure.rating;
    }
    case 'text':
      return column.text(row);
    case 'category': {
      const cell = row.categories[column.categoryId];
      return cell ? figureOf(cell, figure) : null;
    }
  }
}

/** Of 5, by the figure that ranks: points of 5,000, or the share of what was scored; null where nothing is. */
export function starsOf(cell: BoardCell, figure: BoardView['figure']): number | null {
  const value = figureOf(cell, figure);
  return value === null ? null : figure === 'average' ? 5 * value : starsFor(value);
}

/** The share (0..1) of all that could be had which is settled, in points; 1 where there is nothing to have. */
export function coverage(cell: BoardCell): number {
  return cell.max === 0 ? 1 : Math.min(1, cell.scoredMax / cell.max);
}

/** What a cell of the column tells of; undefined where it tells of no points. */
export function cellOf(row: BoardRow, column: Column): BoardCell | undefined {
  if (column.kind === 'total') return sumCells(row);
  return column.kind === 'category' ? row.categories[column.categoryId] : undefined;
}

/** Points, or the share (0..1) of what could be had where something is settled; null where nothing is. */
export function figureOf(cell: BoardCell, figure: BoardView['figure']): number | null {
  if (cell.scored === 0 && cell.scoredMax === 0) return null;
  return figure === 'average' ? share(cell) : figure === 'proven' ? cell.proven : cell.points;
}

/**
 * What a cell is shaded by, 0..1: the share of what is settled, or of proven points the share of the full maximum, as
 * nobody knows how many could have been proven. Null where nothing is settled.
 */
export function shadeOf(cell: BoardCell, figure: BoardView['figure']): number | null {
  const part = share(cell);
  return figure !== 'proven' || part === null ? part : cell.max === 0 ? 0 : cell.proven / cell.max;
}

/** Share (0..1) of the maximum of what is settled; null where nothing is. */
export function share(cell: BoardCell): number | null {
  return cell.scoredMax === 0 ? null : cell.points / cell.scoredMax;
}

const sums = new WeakMap<BoardRow, BoardCell>();

/** A row's categories taken together. Rows are never changed in place, so each is added up once. */
export function sumCells(row: BoardRow): BoardCell {
  const known = sums.get(row);
  if (known) return known;
  const sum: BoardCell = {
    points: 0,
    max: 0,
    scoredMax: 0,
    scored: 0,
    answered: 0,
    prompts: 0,
    outdated: 0,
    given: 0,
    proven: 0,
    accepted: 0,
    open: 0,
    openItems: 0,
  };
  const names = Object.keys(sum) as (keyof BoardCell)[];
  for (const cell of Object.values(row.categories)) for (const name of names) sum[name] += cell[name];
  sums.set(row, sum);
  return sum;
}
