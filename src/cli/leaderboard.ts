import { boardToCsv, boardToMarkdown } from '../exchange/boardTable';
import type { Board } from '../model/board';
import { print, printJson, withPlayground, write, type CommonOptions } from './context';
import { textTable } from './textTable';

export interface LeaderboardOptions extends CommonOptions {
  format?: string;
  practice?: boolean;
}

export async function showLeaderboard(options: LeaderboardOptions): Promise<void> {
  const { board, certainty } = await withPlayground(
    options,
    async (playground) => {
      await playground.logs.check();
      const board = playground.board(options.practice);
      return { board, certainty: playground.certainty.of(board) };
    },
    { reading: true },
  );
  const format = options.json ? 'json' : (options.format ?? 'table');
  if (format === 'json')
    printJson({ ...board, rows: board.rows.map((row) => ({ ...row, ...certainty.get(row.botId) })) });
  else if (format === 'csv') write(boardToCsv(board));
  else if (format === 'md') write(boardToMarkdown(board));
  else print(toText(board));
}

function toText(board: Board): string {
  if (board.rows.length === 0)
    return 'No bot has an answer yet. Run a prompt first: llp run --model ID --category booting';
  const header = [
    'BOT',
    ...board.categories.map((category) => category.title.toUpperCase()),
    'TOTAL',
    'STARS',
    'TOK/S',
  ];
  const rows = board.rows.map((row) => [
    row.bot,
    ...board.categories.map(({ id }) => {
      const cell = row.categories[id];
      if (!cell || cell.answered + cell.scored === 0) return '–';
      return `${cell.scored === 0 ? '–' : cell.points} (${cell.scored}/${cell.prompts})`;
    }),
    Object.values(row.categories).some((cell) => cell.scored > 0) ? String(row.total) : '–',
    row.stars.toFixed(1),
    row.tokensPerSecond?.toFixed(1) ?? '–',
  ]);
  const table = textTable(header, rows, header.map((_, index) => index).slice(1));
  const legend = 'Points (prompts scored/all); – means nothing scored yet. A total counts what is scored only.';
  return `${board.practice ? 'Practice results: these models do not exist.\n' : ''}${table}\n${legend}`;
}
