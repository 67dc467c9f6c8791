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
