import type { Board } from '../model/board';
import { toCsv } from './csv';

/** The board as CSV: a row a bot; an empty field where nothing was scored yet. */
export function boardToCsv(board: Board): string {
  const header = [
    'bot',
    ...board.categories.map((category) => category.id),
    'total',
    'max',
    'stars',
    'tokens_per_second',
    'practice',
  ];
  const rows = board.rows.map((row) => [
    row.bot,
    ...board.categories.map(({ id }) => (row.categories[id]?.scored ? row.categories[id].points : null)),
    row.total,
    row.max,
    row.stars,
    row.tokensPerSecond,
    row.practice ? 'yes' : 'no',
  ]);
  return toCsv([header, ...rows]);
}

/** The board as a Markdown table. */
export function boardToMarkdown(board: Board): string {
  const header = ['Bot', ...board.categories.map((category) => category.title), 'Total', 'Stars', 'Tokens/s'];
  const rows = board.rows.map((row) => [
    row.bot,
    ...board.categories.map(({ id }) => {
      const cell = row.categories[id];
      return cell?.scored ? `${cell.points} of ${cell.max} (${cell.scored}/${cell.prompts})` : '–';
    }),
    `${row.total} of ${row.max}`,
    row.stars.toFixed(1),
    row.tokensPerSecond?.toFixed(2) ?? '–',
  ]);
  const line = (cells: string[]): string => `| ${cells.map(escapeCell).join(' | ')} |\n`;
  const rule = `|---|${'---:|'.repeat(header.length - 1)}\n`;
  const practice = board.practice ? '**Practice results: these models do not exist.**\n\n' : '';
  return practice + line(header) + rule + rows.map(line).join('');
}

/** Text that stays one cell of a table and means nothing to Markdown or HTML. */
export function escapeCell(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .replace(/[\\`*_[\]|#~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
