import type { BoardRow } from '../../model/board';
import { figureOf, shadeOf, sumCells } from './columns';
import type { BoardView } from './view';

/** How good and how fast a bot is: one point of the plot. */
export interface SpeedPoint {
  botId: number;
  bot: string;
  /** Tokens/s. */
  speed: number;
  /** Points, proven points, or percent of what was scored. */
  quality: number;
  /** True where no other bot is both better and faster. */
  front: boolean;
}

/** The bots of which both speed and quality are known, slowest first. */
export function speedPoints(rows: BoardRow[], figure: BoardView['figure']): SpeedPoint[] {
  const points = rows.flatMap((row) => {
    const value = figureOf(sumCells(row), figure);
    if (value === null || row.tokensPerSecond === null) return [];
    const quality = figure === 'average' ? value * 100 : value;
    return [{ botId: row.botId, bot: row.bot, speed: row.tokensPerSecond, quality, front: false }];
  });
  points.sort((a, b) => a.speed - b.speed || a.quality - b.quality);
  let best = -Infinity;
  for (const point of [...points].reverse()) {
    if (point.quality <= best) continue;
    point.front = true;
    best = point.quality;
  }
  return points;
}

/** What a bot has reached in each category, 0..1, as the cells are shaded; null where nothing was scored. */
export function categoryShares(row: BoardRow, categoryIds: string[], figure: BoardView['figure']): (number | null)[] {
  return categoryIds.map((id) => {
    const cell = row.categories[id];
    return cell ? shadeOf(cell, figure) : null;
  });
}

/** Most bots that a plot compares: more could not be told apart. */
export const mostCompared = 6;

/** The bots to compare: those marked, else the selected one and the first few on the board. */
export function comparedRows(rows: BoardRow[], marked: number[], selected: number | null): BoardRow[] {
  const chosen = marked.flatMap((id) => rows.find((row) => row.botId === id) ?? []);
  if (chosen.length > 0) return chosen.slice(0, mostCompared);
  const first = rows.find((row) => row.botId === selected);
  const others = rows.filter((row) => row !== first).slice(0, first ? 2 : 3);
  return first ? [first, ...others] : others;
}

export interface Scale {
  (value: number): number;
  ticks: number[];
}

/** Maps values to pixels, with round ticks; the domain grows to the ticks at its ends. */
export function linearScale(min: number, max: number, from: number, to: number, count = 5): Scale {
  const span = max > min ? max - min : Math.max(1, Math.abs(max));
  const rough = span / Math.max(1, count);
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = magnitude * ([1, 2, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10);
  const low = Math.floor(min / step) * step;
  const high = Math.max(Math.ceil(max / step) * step, low + step);
  const ticks: number[] = [];
  for (let index = 0; low + index * step <= high + step / 1e6; index++)
    ticks.push(Number((low + index * step).toPrecision(12)));
  return Object.assign((value: number) => from + ((value - low) / (high - low)) * (to - from), { ticks });
}

/** The same by orders of magnitude, for values above 0. */
export function logScale(min: number, max: number, from: number, to: number): Scale {
  const steps = [1, 2, 5];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
    for (const step of steps) ticks.push(Number((step * 10 ** power).toPrecision(6)));
  }
  const low = Math.max(...ticks.filter((tick) => tick <= min));
  const high = Math.min(...ticks.filter((tick) => tick >= max), Infinity);
  const top = Number.isFinite(high) && high > low ? high : low * 10;
  const place = (value: number): number => from + (Math.log(value / low) / Math.log(top / low)) * (to - from);
  return Object.assign(place, { ticks: ticks.filter((tick) => tick >= low && tick <= top) });
}

interface PlotLabel {
  x: number;
  y: number;
  width: number;
  /** Shown wherever there is room, though it covers points; all others keep clear of them. */
  matters?: boolean;
}

/** Where a label may stand, in pixels. */
interface LabelRoom {
  height: number;
  left: number;
  right: number;
  points: readonly { x: number; y: number }[];
}

/** Boxes for labels of which none covers another: those that come first are placed first, the rest get none. */
export function placeLabels<T extends PlotLabel>(labels: T[], room: LabelRoom): (T & { left: number })[] {
  const { height, left: first, right: last, points } = room;
  const placed: (T & { left: number })[] = [];
  for (const label of labels) {
    const end = (left: number): number => left + label.width;
    const isFree = (left: number): boolean =>
      left >= first &&
      end(left) <= last &&
      placed.every(
        (other) => end(left) < other.left || left > other.left + other.width || Math.abs(other.y - label.y) > height,
      );
    const isClear = (left: number): boolean =>
      points.every(({ x, y }) => x < left - 4 || x > end(left) + 4 || Math.abs(y - label.y) > height / 2 + 2);
    const sides = [label.x + 9, label.x - 9 - label.width].filter(isFree);
    const left = sides.find(isClear) ?? (label.matters === true ? sides[0] : undefined);
    if (left !== undefined) placed.push({ ...label, left });
  }
  return placed;
}
