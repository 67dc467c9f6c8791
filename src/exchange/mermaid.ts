import type { Board, BoardRow } from '../model/board';
import { fill } from '../l10n/strings';
import { plainLine } from './inert';
import { english, type Words } from './words';

const mostBars = 20;
const longestName = 40;

/** A Mermaid bar chart of the best totals, as GitHub renders it; empty where nothing was scored. */
export function totalsChart(board: Board, { strings }: Words = english): string {
  const scored = board.rows
    .filter((row) => Object.values(row.categories).some((cell) => cell.scored > 0 || cell.scoredMax > 0))
    .sort((a, b) => b.total - a.total);
  const shown = scored.slice(0, mostBars);
  if (shown.length === 0) return '';
  const isAll = shown.length === scored.length;
  const title = board.practice
    ? fill(isAll ? strings.chartAllPractice : strings.chartBestPractice, shown.length, scored.length)
    : fill(isAll ? strings.chartAll : strings.chartBest, shown.length, scored.length);
  const top = Math.max(1, ...shown.map((row) => row.total));
  return [
    '```mermaid',
    'xychart-beta horizontal',
    `    title "${inert(title, /[^\p{L}\p{M}\p{N} .,:;/+()–-]/gu)}"`,
    `    x-axis [${names(shown, inert(strings.aBot)).join(', ')}]`,
    `    y-axis "${inert(strings.points)}" 0 --> ${top}`,
    `    bar [${shown.map((row) => row.total).join(', ')}]`,
    '```',
    '',
  ].join('\n');
}

/** Names in quotes, each different; `nameless` is what a bot of which nothing is left is called. */
function names(rows: BoardRow[], nameless: string): string[] {
  const taken = new Set<string>();
  return rows.map((row) => {
    const base = inert([...plainLine(row.bot)].slice(0, longestName).join('')) || nameless;
    let name = base;
    for (let number = 2; taken.has(name); number++) name = `${base} (${number})`;
    taken.add(name);
    return `"${name}"`;
  });
}

/** What may stand in quotes: nothing in it means anything to Mermaid. */
function inert(text: string, acting = /[^\p{L}\p{M}\p{N} ._@:/+()-]/gu): string {
  return plainLine(text).replace(acting, ' ').replace(/ +/g, ' ').trim();
}
