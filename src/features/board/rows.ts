import type { BoardRow } from '../../model/board';
import { figureOf, sortValue, sumCells, type Column } from './columns';
import { baseModel } from '../../model/baseModel';
import { foldRows } from '../../model/fold';
import { modelFamily } from '../../model/modelFamily';
import type { BoardFilter, BoardView } from './view';

/** One line of the board: a bot, or the heading of a group of bots. */
export type Line =
  | { kind: 'bot'; key: string; row: BoardRow; rank: number }
  | { kind: 'group'; key: string; title: string; bots: number; isOpen?: boolean; means?: GroupMeans };

/** Of a group's bots that have any: of the figure that is shown, and of tokens/s. */
export interface GroupMeans {
  figure: number | null;
  tokensPerSecond: number | null;
}

/** The title of the group that the groups of one stand in; a real one cannot be the same. */
export const othersTitle = '\u0000others';

/** The lines to show: filtered, sorted, ranked, and grouped. Groups stand in the order of their first bot. */
export function arrangeRows(rows: BoardRow[], columns: Column[], view: BoardView): Line[] {
  const kept = isFiltering(view.filter) ? rows.filter((row) => matches(row, view.filter)) : rows;
  const sorted = sortRows(kept, columns, view);
  const rank = ranks(rows, columns, view);
  const lines = sorted.map((row): Line => ({
    kind: 'bot',
    key: `bot-${row.botId}`,
    row,
    rank: rank.get(row.botId) ?? 0,
  }));
  if (view.group === 'fold') return folded(lines, view.unfolded);
  return view.group === 'none' ? lines : grouped(lines, view.group, view.figure);
}

export function matches(row: BoardRow, filter: BoardFilter): boolean {
  const words = filter.text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const text = [row.bot, row.modelId, facets.family(row), row.architecture, row.quantization, row.format, row.server]
    .join('\n')
    .toLocaleLowerCase();
  return (
    words.every((word) => text.includes(word)) &&
    allows(filter.family, facets.family(row)) &&
    allows(filter.quantization, facets.quantization(row)) &&
    allows(filter.size, facets.size(row)) &&
    allows(filter.server, facets.server(row)) &&
    allows(filter.tier, facets.tier(row))
  );
}

/** What bots can be filtered by; an empty text stands for "unknown". */
export const facets: Record<Exclude<keyof BoardFilter, 'text'>, (row: BoardRow) => string> = {
  family: (row) => modelFamily(row.modelId, row.architecture),
  quantization: (row) => row.quantization ?? '',
  size: (row) => sizeClass(row.sizeBytes),
  server: (row) => row.server,
  tier: (row) => row.tier,
};

/** Whether any filter is set. */
export function isFiltering(filter: BoardFilter): boolean {
  return filter.text.trim() !== '' || Object.keys(facets).some((key) => filter[key as keyof typeof facets].length > 0);
}

const sizes: [below: number, name: string][] = [
  [4, '< 4 GB'],
  [8, '4–8 GB'],
  [16, '8–16 GB'],
  [32, '16–32 GB'],
  [Infinity, '≥ 32 GB'],
];

/** Size of a model's file by the memory it needs; empty where it is unknown. */
export function sizeClass(bytes: number | null): string {
  return bytes === null ? '' : (sizes.find(([below]) => bytes / 1e9 < below)?.[1] ?? '');
}

/** The order in which a filter's values stand: sizes by size, all others by name. */
export function compareFacet(a: string, b: string): number {
  const place = (value: string): number => sizes.findIndex(([, name]) => name === value);
  return place(a) - place(b) || compareText(a, b);
}

function allows(wanted: string[], value: string): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

function sortRows(rows: BoardRow[], columns: Column[], view: BoardView): BoardRow[] {
  const keys = view.sort.flatMap(({ column: id, descending }) => {
    const column = columns.find((other) => other.id === id);
    if (!column) return [];
    // Rank 1 is the highest figure: ascending ranks are descending figures.
    const sign = descending === (column.kind === 'rank') ? 1 : -1;
    return [{ sign, values: new Map(rows.map((row) => [row.botId, sortValue(row, column, view.figure)])) }];
  });
  return [...rows].sort((a, b) => {
    for (const { sign, values } of keys) {
      const order = compare(values.get(a.botId) ?? null, values.get(b.botId) ?? null, sign);
      if (order !== 0) return order;
    }
    return compareText(a.bot, b.bot) || a.botId - b.botId;
  });
}

let collator: Intl.Collator | undefined;

/** By name, with numbers as numbers. Making a collator takes milliseconds: not before something is sorted. */
function compareText(a: string, b: string): number {
  collator ??= new Intl.Collator(undefined, { numeric: true });
  return collator.compare(a, b);
}

/** Null comes last whichever way the column is sorted: nothing known is neither best nor worst. */
function compare(a: number | string | null, b: number | string | null, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'string' || typeof b === 'string') return sign * compareText(String(a), String(b));
  return sign * (a - b);
}

/** Place on the whole board, whatever is filtered or sorted by; equals share a place, and 0 is "not placed". */
function ranks(rows: BoardRow[], columns: Column[], view: BoardView): Map<number, number> {
  const total = columns.find((column) => column.kind === 'total');
  if (!total) return new Map();
  const figures = rows
    .map((row) => ({ id: row.botId, value: sortValue(row, total, view.figure) }))
    .filter((entry): entry is { id: number; value: number } => typeof entry.value === 'number')
    .sort((a, b) => b.value - a.value);
  const places = new Map<number, number>();
  let place = 0;
  figures.forEach(({ id, value }, index) => {
    if (figures[index - 1]?.value !== value) place = index + 1;
    places.set(id, place);
  });
  return places;
}

/** Variants and repeats behind the line of their base model; a model with one row is that row. */
function folded(lines: Line[], unfolded: readonly string[]): Line[] {
  const bots = lines.filter((line) => line.kind === 'bot');
  const byBot = new Map(bots.map((line) => [line.row.botId, line]));
  return foldRows(bots.map(({ row }) => row)).flatMap(({ key, title, rows }): Line[] => {
    const members = rows.flatMap(({ botId }) => byBot.get(botId) ?? []);
    if (members.length === 1) return members;
    const isOpen = unfolded.includes(key);
    return [{ kind: 'group', key, title, bots: members.length, isOpen }, ...(isOpen ? members : [])];
  });
}

/** Groups stand in the order of their first bot; a group of one is none, and those stand together at the end. */
function grouped(lines: Line[], by: 'family' | 'model', figure: BoardView['figure']): Line[] {
  const bots = lines.filter((line) => line.kind === 'bot');
  const groups = new Map<string, typeof bots>();
  for (const bot of bots) {
    const title = by === 'family' ? facets.family(bot.row) : baseModel(bot.row.modelId);
    groups.set(title, [...(groups.get(title) ?? []), bot]);
  }
  const real = [...groups].filter(([, members]) => members.length > 1);
  if (real.length === 0) return lines;
  const single = [...groups.values()].filter((members) => members.length === 1).flat();
  const all = single.length === 0 ? real : [...real, [othersTitle, single] as const];
  return all.flatMap(([title, members]): Line[] => [
    { kind: 'group', key: `group-${title}`, title, bots: members.length, means: meansOf(members, figure) },
    ...members,
  ]);
}

function meansOf(members: Extract<Line, { kind: 'bot' }>[], figure: BoardView['figure']): GroupMeans {
  return {
    figure: mean(members.map(({ row }) => figureOf(sumCells(row), figure))),
    tokensPerSecond: mean(members.map(({ row }) => row.tokensPerSecond)),
  };
}

function mean(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
