import type { FoldFacts } from '../model/foldFacts';
import { print, printJson, withPlayground, type CommonOptions } from './context';
import { textTable, visible } from './textTable';

/** The board with variants and repeats folded into their model: mean, deviation, interval and flips. */
export async function showFolds(options: CommonOptions & { practice?: boolean; format?: string }): Promise<void> {
  const { board, folds } = await withPlayground(
    options,
    async (playground) => {
      const board = playground.board(options.practice);
      return { board, folds: await playground.certainty.folds(board) };
    },
    { reading: true },
  );
  if (options.json === true || options.format === 'json') return printJson(folds);
  if (folds.length === 0)
    return print('No bot has a variant or a repeat yet: llp run --bot NAME --category ID --repeat 3');
  if (board.practice) print('Practice results: these models do not exist.');
  const header = ['MODEL', 'ROWS', 'MEAN', 'SD', '95 %', 'FLIPS'];
  print(textTable(header, folds.map(lineOf), [1, 2, 3, 4, 5]));
  for (const { flips } of folds)
    for (const { bot, category, prompt, points } of flips)
      print(visible(`${bot}: ${category}/${prompt} flipped: ${points.map((value) => value ?? '–').join(', ')}`));
  print(
    'Mean, standard deviation and interval of the rows’ totals in full; flips are prompts whose score changed between repeats.',
  );
}

function lineOf({ title, rows, scoredRows, mean, deviation, interval, flips, repeatedPrompts }: FoldFacts): string[] {
  const points = (value: number | null): string => value?.toFixed(1) ?? '–';
  return [
    title,
    scoredRows === rows ? String(rows) : `${rows} (${scoredRows} scored)`,
    points(mean),
    points(deviation),
    interval ? `${points(interval[0])}–${points(interval[1])}` : '–',
    repeatedPrompts === 0 ? '–' : `${flips.length} of ${repeatedPrompts}`,
  ];
}
