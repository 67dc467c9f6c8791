import { said, SaidError } from '../l10n/said';
import { livebenchName } from '../exchange/livebench/run/names';
import type { BenchmarkImport, LiveBenchTable } from '../model/benchmark';
import type { Board } from '../model/board';
import type { Sheet, SheetPair, SheetRow } from '../model/sheet';
import { rankCorrelation } from '../rank/correlation';

/** One's own board as `playground`. */
export const ownSheet = 'playground';

interface Imported {
  from: BenchmarkImport;
  table: LiveBenchTable;
}

interface Imports {
  list: () => BenchmarkImport[];
  board: (benchmark: string, view: { id: number }) => Imported;
}

/** Own suites and imported benchmarks as tables that can stand side by side. */
export class Sheets {
  constructor(private readonly benchmarks: Imports) {}

  /** The imports, newest first. */
  list(): { id: string; title: string }[] {
    return this.benchmarks.list().map((each) => ({
      id: `import:${each.id}`,
      title: [each.benchmark === 'livebench' ? 'LiveBench' : each.benchmark, each.release ?? each.source].join(' '),
    }));
  }

  /** Throws a sentence where there is no such table, or nothing in it any more. */
  sheet(id: string, board: Board): Sheet {
    if (id === ownSheet) return sheetOfBoard(board);
    const number = Number(/^import:(\d+)$/.exec(id)?.[1]);
    const known = this.benchmarks.list().find((each) => each.id === number);
    if (!known) throw new SaidError(said`This import is not there any more; choose another benchmark.`);
    const title = this.list().find((each) => each.id === id)?.title ?? id;
    return sheetOfTable(id, title, this.benchmarks.board(known.benchmark, { id: number }));
  }

  pair(left: string, right: string, board: Board): SheetPair {
    return besides(this.sheet(left, board), this.sheet(right, board));
  }
}

export function sheetOfBoard({ categories, rows, practice }: Board): Sheet {
  const points = categories.reduce((sum, category) => sum + category.points, 0);
  return {
    id: ownSheet,
    title: `Playground ${points.toLocaleString('en')}`,
    rule: 'points',
    origin: practice ? 'practice' : 'measured',
    mainTitle: 'total',
    inPoints: true,
    columns: categories.map(({ title }) => title),
    rows: rows
      .map((row): SheetRow => {
        const cells = categories.map(({ id }) => row.categories[id]);
        const max = cells.reduce((sum, cell) => sum + (cell?.scoredMax ?? 0), 0);
        return {
          name: row.bot,
          main: max === 0 ? null : row.total,
          values: cells.map((cell) => (cell && cell.scoredMax > 0 ? cell.points : null)),
          compared: max === 0 ? null : (100 * row.total) / max,
        };
      })
      .sort((a, b) => (b.main ?? -1) - (a.main ?? -1)),
  };
}

function sheetOfTable(id: string, title: string, { from, table }: Imported): Sheet {
  return {
    id,
    title,
    rule: from.rule,
    origin: from.origin,
    mainTitle: table.hasAverage ? 'average' : (table.columns[0] ?? 'average'),
    inPoints: false,
    columns: table.hasAverage ? table.columns : table.columns.slice(1),
    rows: table.rows.map(({ model, average, values }) => {
      const main = table.hasAverage ? average : (values[0] ?? null);
      return { name: model, main, values: table.hasAverage ? values : values.slice(1), compared: main };
    }),
  };
}

/** Rows of the left one in its order, with what the right one has of the same model, then what only the right one has. */
export function besides(left: Sheet, right: Sheet): SheetPair {
  const places = placesByName(right.rows);
  const taken = new Set<number>();
  const own = placesByName(left.rows);
  const rows = left.rows.map(({ name }, place): SheetPair['rows'][number] => {
    const found = namesOf(name).flatMap((key) => {
      const at = places.get(key);
      return typeof at === 'number' && own.get(key) === place && !taken.has(at) ? [at] : [];
    })[0];
    if (found !== undefined) taken.add(found);
    return [place, found ?? null];
  });
  right.rows.forEach((_, place) => void (taken.has(place) || rows.push([null, place])));
  const both = rows.flatMap(([l, r]) => {
    const [x, y] = [l === null ? null : left.rows[l]?.compared, r === null ? null : right.rows[r]?.compared];
    return typeof x === 'number' && typeof y === 'number' ? [[x, y] as const] : [];
  });
  const agreement = rankCorrelation(
    both.map(([x]) => x),
    both.map(([, y]) => y),
  );
  return { left, right, rows, agreement };
}

/** By each name that a model may go by; null where two models could be meant. */
function placesByName(rows: readonly SheetRow[]): Map<string, number | null> {
  const places = new Map<string, number | null>();
  rows.forEach(({ name }, place) => {
    for (const key of new Set(namesOf(name))) places.set(key, places.has(key) ? null : place);
  });
  return places;
}

/** As LiveBench writes it, with and without its publisher: `google_gemma-3-4b-it` and `gemma-3-4b-it`. */
function namesOf(name: string): string[] {
  const whole = livebenchName(name).toLowerCase();
  const bare = livebenchName(name.replace(/^[^/]*\//, '')).toLowerCase();
  const publisher = /^[a-z0-9-]+_(?=[a-z])(.+)$/.exec(whole)?.[1];
  return [whole, bare, ...(publisher === undefined ? [] : [publisher])];
}
