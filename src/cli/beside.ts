import type { Sheet, SheetPair } from '../model/sheet';
import { importerOf } from '../playground/benchmarks';
import { ownSheet } from '../playground/sheets';
import { print, printJson, withPlayground, type CommonOptions } from './context';
import { textTable } from './textTable';

/** An imported benchmark beside one's own scores: columns of both, never a sum, and how far their orders agree. */
export async function showBeside(
  options: CommonOptions & { benchmark: string; import?: number; practice?: boolean; format?: string },
): Promise<void> {
  const pair = await withPlayground(
    options,
    async (playground) => {
      const imports = playground.benchmarks.list().filter(({ benchmark }) => benchmark === options.benchmark);
      const id = options.import ?? imports[0]?.id;
      if (id === undefined)
        throw new Error(
          `No results of ${options.benchmark} were imported yet; llp import ${importerOf(options.benchmark)} PATH brings them in.`,
        );
      return playground.benchmarks.sheets.pair(ownSheet, `import:${id}`, playground.board(options.practice));
    },
    { reading: true },
  );
  if (options.json === true || options.format === 'json') return printJson(pair);
  const header = ['MODEL', ...headersOf(pair.left), ...headersOf(pair.right)];
  const rows = pair.rows.map(([left, right]) => [
    nameOf(pair, left, right),
    ...figuresOf(pair.left, left),
    ...figuresOf(pair.right, right),
  ]);
  print(textTable(header, rows, header.map((_, index) => index).slice(1)));
  print(agreementText(pair));
}

/** Whether the two orders agree, in a sentence. */
export function agreementText({ left, right, agreement: { rho, interval, pairs } }: SheetPair): string {
  if (rho === null)
    return `${left.title} and ${right.title} share ${pairs} models with different figures, too few to compare their orders.`;
  const range = interval ? ` (95 %: ${interval[0].toFixed(2)} to ${interval[1].toFixed(2)})` : '';
  return `Rank correlation (Spearman) of ${left.title} with ${right.title}: ${rho.toFixed(2)}${range}, over the ${pairs} models on both.`;
}

function nameOf({ left, right }: SheetPair, l: number | null, r: number | null): string {
  return (l === null ? right.rows[r ?? 0]?.name : left.rows[l]?.name) ?? '';
}

function headersOf({ title, mainTitle, columns }: Sheet): string[] {
  return [`${title}: ${mainTitle}`, ...columns];
}

function figuresOf({ rows, columns }: Sheet, place: number | null): string[] {
  const row = place === null ? undefined : rows[place];
  return [row?.main ?? null, ...(row?.values ?? columns.map(() => null))].map((value) => value?.toFixed(1) ?? '–');
}
