import { arenaText, boardToCsv, boardToMarkdown, rankText } from '../exchange/boardTable';
import { english } from '../exchange/words';
import type { Board, BoardRow } from '../model/board';
import type { RowCertainty } from '../model/certainty';
import { CommandFailed, print, printJson, withPlayground, write, type CommonOptions } from './context';
import { withBeside } from '../store/beside';
import { showFolds } from './folds';
import { textTable } from './textTable';

export interface LeaderboardOptions extends CommonOptions {
  format?: string;
  practice?: boolean;
  fold?: boolean;
  /** Percent of the points of what is scored that each bot must reach. */
  failUnder?: number;
}

export async function showLeaderboard(options: LeaderboardOptions): Promise<void> {
  if (options.fold) return showFolds(options);
  const { board, certainty } = await withPlayground(
    options,
    async (playground) => {
      await playground.logs.check();
      const plain = playground.board(options.practice);
      const board = withBeside(plain, await playground.arena.beside(plain));
      return { board, certainty: await playground.certainty.of(board) };
    },
    { reading: true },
  );
  const format = options.json ? 'json' : (options.format ?? 'table');
  const rows = board.rows.map((row) => {
    const sure = certainty.get(row.botId);
    return sure ? { ...row, certainty: sure } : row;
  });
  const shown = { ...board, rows };
  if (format === 'json') printJson({ ...board, rows: board.rows.map((row) => jsonRow(row, certainty.get(row.botId))) });
  else if (format === 'csv') write(boardToCsv(shown));
  else if (format === 'md') write(boardToMarkdown(shown));
  else print(toText(shown));
  if (options.failUnder !== undefined) failUnder(options.failUnder, board.rows);
}

/** For scripts: fails, naming them, where bots have no score yet or less than so many percent of what is scored. */
function failUnder(percent: number, rows: BoardRow[]): void {
  const shares = rows.map((row) => {
    const cells = Object.values(row.categories);
    const max = cells.reduce((sum, cell) => sum + cell.scoredMax, 0);
    return { bot: row.bot, share: max > 0 ? (100 * cells.reduce((sum, cell) => sum + cell.points, 0)) / max : null };
  });
  const low = shares.filter(({ share }) => share === null || share < percent);
  if (rows.length === 0) throw new CommandFailed('No bot has an answer yet, so none reaches the threshold.');
  if (low.length === 0) return;
  const named = low.map(({ bot, share }) => `${bot} (${share === null ? 'no score yet' : `${share.toFixed(1)} %`})`);
  throw new CommandFailed(`Below ${percent} % of the points: ${named.join(', ')}.`);
}

/** Points of the categories are objects already, so that their intervals stand in them. */
function jsonRow(row: Board['rows'][number], certainty: RowCertainty | undefined): object {
  if (!certainty) return row;
  const { categories: intervals, ...sure } = certainty;
  const categories = Object.entries(row.categories).map(([id, cell], place) => [
    id,
    { ...cell, interval: intervals[place] ?? null },
  ]);
  return { ...row, ...sure, categories: Object.fromEntries(categories) as object };
}

function toText(board: Board): string {
  if (board.rows.length === 0)
    return 'No bot has an answer yet. Run a prompt first: llp run --model ID --category booting';
  const isRated = board.rows.some(({ beside }) => beside?.arena);
  const isJudged = board.rows.some(({ beside }) => (beside?.proposed ?? 0) > 0);
  const header = [
    'BOT',
    ...board.categories.map((category) => category.title.toUpperCase()),
    'TOTAL',
    'IN FULL',
    'RANK',
    'STARS',
    'TOK/S',
    ...(isRated ? ['ARENA'] : []),
    ...(isJudged ? ['PROPOSED'] : []),
  ];
  const rows = board.rows.map((row) => [
    row.bot,
    ...board.categories.map(({ id }) => {
      const cell = row.categories[id];
      if (!cell || cell.answered + cell.scored === 0) return '–';
      return `${cell.scored === 0 ? '–' : cell.points} (${cell.scored}/${cell.prompts})`;
    }),
    Object.values(row.categories).some((cell) => cell.scored > 0) ? String(row.total) : '–',
    inFull(row),
    rankText(row, '{0}–{1}', english.formats),
    row.stars.toFixed(1),
    row.tokensPerSecond?.toFixed(1) ?? '–',
    ...(isRated ? [arenaText(row, english)] : []),
    ...(isJudged ? [String(row.beside?.proposed ?? 0)] : []),
  ]);
  const table = textTable(header, rows, header.map((_, index) => index).slice(1));
  const legend =
    'Points (prompts scored/all); – means nothing scored yet. A total counts what is scored only; in full is where it would be with every prompt scored, and rank what the scores leave possible (95 %).';
  const beside = [
    ...(isRated ? ['Arena: rating from blind votes and its 95 % interval.'] : []),
    ...(isJudged ? ['Proposed: points that judges propose for open items; they count nowhere until accepted.'] : []),
  ];
  return `${board.practice ? 'Practice results: these models do not exist.\n' : ''}${[table, legend, ...beside].join('\n')}`;
}

/** `3755 ± 120` where the interval stands around the figure; else its ends. */
function inFull({ certainty }: BoardRow): string {
  if (!certainty?.interval || certainty.expected === null) return '–';
  const [low, high] = certainty.interval;
  const { expected } = certainty;
  const [below, above] = [expected - low, high - expected];
  const plain = (points: number): string => points.toFixed(high - low < 20 ? 1 : 0);
  return Math.abs(above - below) < 0.2 ? `${plain(expected)} ± ${plain(above)}` : `${plain(low)}–${plain(high)}`;
}
