import type { Board, BoardRow } from '../model/board';
import { plainLine } from './inert';

const mostBars = 20;
const longestName = 40;

/** A Mermaid bar chart of the best totals, as GitHub renders it; empty where nothing was scored. */
export function totalsChart(board: Board): string {
  const scored = board.rows
    .filter((row) => Object.values(row.categories).some((cell) => cell.scored > 0))
    .sort((a, b) => b.total - a.total);
  const shown = scored.slice(0, mostBars);
  if (shown.length === 0) return '';
  const count = shown.length < scored.length ? `the best ${shown.length} of ${scored.length}` : 'all that is scored';
  const top = Math.max(1, ...shown.map((row) => row.total));
  return [
    '```mermaid',
    'xychart-beta horizontal',
    `    title "Points in total, ${count}${board.practice ? ', practice' : ''}"`,
    `    x-axis [${names(shown).join(', ')}]`,
    `    y-axis "Points" 0 --> ${top}`,
    `    bar [${shown.map((row) => row.total).join(', ')}]`,
    '```',
    '',
  ].join('\n');
}

/** Names in quotes, each different, without any sign that means something to Mermaid. */
function names(rows: BoardRow[]): string[] {
  const taken = new Set<string>();
  return rows.map((row) => {
    const safe = [...plainLine(row.bot).replace(/[^\p{L}\p{M}\p{N} ._@:/+()-]/gu, ' ')]
      .slice(0, longestName)
      .join('')
      .replace(/ +/g, ' ')
      .trim();
    const base = safe === '' ? 'bot' : safe;
    let name = base;
    for (let number = 2; taken.has(name); number++) name = `${base} (${number})`;
    taken.add(name);
    return `"${name}"`;
  });
}
