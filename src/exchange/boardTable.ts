import type { Board, BoardRow } from '../model/board';
import { factColumns, type FactColumn } from './export/request';
import { toCsv } from './csv';
import { totalsChart } from './mermaid';
import { plainLine } from './inert';

/** Columns beside the categories: header and value in CSV, header and text in Markdown. */
const facts: Record<
  FactColumn,
  { csv: [string, (row: BoardRow) => string | number | null][]; title: string; text: (row: BoardRow) => string }
> = {
  total: {
    csv: [
      ['total', (row) => (sum(row, 'scored') > 0 ? row.total : null)],
      ['max', (row) => row.max],
      ['scored_max', (row) => sum(row, 'scoredMax')],
      ['scored', (row) => sum(row, 'scored')],
      ['answered', (row) => sum(row, 'answered')],
      ['prompts', (row) => sum(row, 'prompts')],
    ],
    title: 'Total',
    text: (row) => (sum(row, 'scored') > 0 ? `${row.total} of ${sum(row, 'scoredMax')}` : '–'),
  },
  stars: { csv: [['stars', (row) => row.stars]], title: 'Stars', text: (row) => row.stars.toFixed(1) },
  speed: {
    csv: [['tokens_per_second', (row) => row.tokensPerSecond]],
    title: 'Tokens/s',
    text: (row) => row.tokensPerSecond?.toFixed(2) ?? '–',
  },
  ttft: {
    csv: [['time_to_first_token_seconds', (row) => row.timeToFirstTokenSeconds]],
    title: 'First token (s)',
    text: (row) => row.timeToFirstTokenSeconds?.toFixed(2) ?? '–',
  },
  size: {
    csv: [['size_bytes', (row) => row.sizeBytes]],
    title: 'Size (GB)',
    text: (row) => (row.sizeBytes === null ? '–' : (row.sizeBytes / 1e9).toFixed(1)),
  },
  quantization: {
    csv: [['quantization', (row) => row.quantization]],
    title: 'Quantization',
    text: (row) => row.quantization ?? '–',
  },
  server: {
    csv: [
      ['server', (row) => row.server],
      ['model', (row) => row.modelId],
    ],
    title: 'Server',
    text: (row) => row.server,
  },
};

/** Those of the names that are columns, in their order; all of them where there are no names. */
export function chosenFacts(names?: readonly string[]): FactColumn[] {
  if (!names) return [...factColumns];
  return names.flatMap((name) => factColumns.find((column) => column === name) ?? []);
}

/** The boards as one CSV table: a row a bot; an empty field where nothing was scored yet. */
export function boardsToCsv(boards: Board[], columns?: readonly string[]): string {
  const categories = boards[0]?.categories ?? [];
  const chosen = chosenFacts(columns).flatMap((name) => facts[name].csv);
  const header = ['bot', ...categories.map((category) => category.id), ...chosen.map(([name]) => name), 'practice'];
  const rows = boards
    .flatMap((board) => board.rows)
    .map((row) => [
      row.bot,
      ...categories.map(({ id }) => (row.categories[id]?.scored ? row.categories[id].points : null)),
      ...chosen.map(([, value]) => value(row)),
      row.practice ? 'yes' : 'no',
    ]);
  return toCsv([header, ...rows]);
}

export function boardToCsv(board: Board): string {
  return boardsToCsv([board]);
}

/** The board as a Markdown table, and a Mermaid chart of the totals where there are any. */
export function boardToMarkdown(board: Board, columns: readonly string[] = ['total', 'stars', 'speed']): string {
  const chosen = chosenFacts(columns);
  const header = [
    'Bot',
    ...board.categories.map((category) => category.title),
    ...chosen.map((name) => facts[name].title),
  ];
  const rows = board.rows.map((row) => [
    row.bot,
    ...board.categories.map(({ id }) => {
      const cell = row.categories[id];
      return cell?.scored ? `${cell.points} of ${cell.max} (${cell.scored}/${cell.prompts})` : '–';
    }),
    ...chosen.map((name) => facts[name].text(row)),
  ]);
  const line = (cells: string[]): string => `| ${cells.map(escapeCell).join(' | ')} |\n`;
  const rule = `|---|${'---:|'.repeat(header.length - 1)}\n`;
  const practice = board.practice ? '**Practice results: these models do not exist.**\n\n' : '';
  return practice + line(header) + rule + rows.map(line).join('');
}

/** A Markdown page: a table and a chart for each board, and what the figures mean. */
export function boardsToMarkdown(boards: Board[], exportedAt: string, columns?: readonly string[]): string {
  const parts = boards.flatMap((board) => [
    board.rows.length === 0 ? 'No bot has an answer yet.\n' : boardToMarkdown(board, columns ?? factColumns),
    totalsChart(board),
  ]);
  const legend =
    'Points of the maximum (prompts scored / all); – means nothing scored yet. ' +
    `A total is out of what was scored. Exported by Local LLM Playground on ${exportedAt.slice(0, 10)}.\n`;
  return ['# Leaderboard\n', ...parts.filter((part) => part !== ''), legend].join('\n');
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

function sum(row: BoardRow, figure: 'scored' | 'scoredMax' | 'answered' | 'prompts'): number {
  return Object.values(row.categories).reduce((total, cell) => total + cell[figure], 0);
}
