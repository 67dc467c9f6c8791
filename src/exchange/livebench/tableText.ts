import type { LiveBenchTable } from '../../model/benchmark';

/** The table as pandas prints it, which is how LiveBench's script shows it: columns padded by code points. */
export function tableToText(table: LiveBenchTable): string {
  const columns = [
    ...(table.hasAverage ? [{ name: 'average', values: table.rows.map(({ average }) => average) }] : []),
    ...table.columns.map((name, i) => ({ name, values: table.rows.map(({ values }) => values[i] ?? null) })),
  ].map(({ name, values }) => padded([name, '', ...texts(values)], true));
  const index = padded(['category', 'model', ...table.rows.map(({ model }) => model)], false);
  return index.map((first, line) => [first, ...columns.map((column) => column[line])].join('  ')).join('\n') + '\n';
}

/** All with as many decimals as the longest needs, at least one. */
function texts(values: (number | null)[]): string[] {
  const needed = values.map((value) =>
    value === null ? 1 : (value.toFixed(6).replace(/0+$/, '').split('.')[1]?.length ?? 0),
  );
  const decimals = Math.max(1, ...needed);
  return values.map((value) => (value === null ? 'NaN' : value.toFixed(decimals)));
}

function padded(cells: string[], right: boolean): string[] {
  const width = Math.max(...cells.map((cell) => [...cell].length));
  return cells.map((cell) => {
    const gap = ' '.repeat(width - [...cell].length);
    return right ? gap + cell : cell + gap;
  });
}

/**
 * Reads such a table, wherever it stands in a text. A shown average is kept as shown, not computed anew. Null where the
 * text has none.
 * @param onUnread is told of each line that stands among the rows, or reads like one, and cannot be read
 */
export function tableFromText(text: string, onUnread: (line: string) => void = () => undefined): LiveBenchTable | null {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const start = lines.findIndex((line) => /^\s*category\s+\S/.test(line));
  if (start < 0) return null;
  const names = (lines[start] ?? '').trim().split(/\s+/).slice(1);
  const first = /^\s*model\s*$/.test(lines[start + 1] ?? '') ? start + 2 : start + 1;
  const hasAverage = names[0] === 'average';
  const rows: LiveBenchTable['rows'] = [];
  let doubtful: string[] = [];
  for (const line of lines.slice(first)) {
    if (/^\s*(?:```.*)?$/.test(line)) break;
    const cells = line.trim().split(/\s+/);
    const values = cells.slice(-names.length).map(figure);
    if (cells.length <= names.length || values.some((value) => value === undefined)) {
      doubtful.push(line);
      continue;
    }
    doubtful.forEach(onUnread);
    doubtful = [];
    const model = line
      .trim()
      .slice(0, line.trim().length - tailLength(line.trim(), names.length))
      .trim();
    const numbers = values as (number | null)[];
    rows.push({
      model,
      average: hasAverage ? (numbers[0] ?? null) : null,
      values: hasAverage ? numbers.slice(1) : numbers,
    });
  }
  // Below the last row a text may go on; what has figures in it was meant as a row.
  doubtful.filter((line) => line.trim().split(/\s+/).slice(1).some(isFigure)).forEach(onUnread);
  if (rows.length === 0 || names.includes('...')) return null;
  return { columns: hasAverage ? names.slice(1) : names, rows, hasAverage, decimals: decimalsOf(rows) };
}

/** How many characters the last `count` words take, with the blanks before them. */
function tailLength(line: string, count: number): number {
  let at = line.length;
  for (let i = 0; i < count; i++) {
    const word = /\S+$/.exec(line.slice(0, at).trimEnd());
    at = word ? word.index : 0;
  }
  return line.length - at;
}

const isFigure = (cell: string): boolean => figure(cell) !== undefined;

function figure(cell: string): number | null | undefined {
  if (cell === 'NaN' || cell === '-') return null;
  return /^-?\d+(?:\.\d+)?$/.test(cell) ? Number(cell) : undefined;
}

export function decimalsOf(rows: LiveBenchTable['rows']): number {
  const all = rows.flatMap(({ average, values }) => [average, ...values]);
  return Math.max(1, ...all.map((value) => (value === null ? 0 : (String(value).split('.')[1]?.length ?? 0))));
}
