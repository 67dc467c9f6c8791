import type { LiveBenchTable, NewBenchmarkImport } from '../../model/benchmark';
import { said, SaidError } from '../../l10n/said';

/** Figures of several models, as a file of another tool states them: 0..1, by the name of task and metric. */
export type Stated = Map<string, Map<string, number>>;

export const publishedFormats = ['lm-eval', 'inspect'] as const;
export type PublishedFormat = (typeof publishedFormats)[number];

/** Published figures as an import. Throws a sentence where there are none. */
export function publishedTable(benchmark: PublishedFormat, source: string, stated: Stated): NewBenchmarkImport {
  const columns = [...new Set([...stated.values()].flatMap((figures) => [...figures.keys()]))].sort();
  if (columns.length === 0)
    throw new SaidError(said`“${source}” states no figures that LLP knows; nothing was imported.`);
  const rows = [...stated].map(([model, figures]) => ({
    model,
    average: null,
    values: columns.map((column) => {
      const figure = figures.get(column);
      return figure === undefined ? null : figure * 100;
    }),
  }));
  const table: LiveBenchTable = { columns, rows, hasAverage: false, decimals: 1 };
  return {
    benchmark,
    release: null,
    form: 'tasks',
    rule: 'shown',
    origin: 'published',
    source,
    table,
    questions: [],
    judgments: [],
  };
}

type JsonObject = Record<string, unknown>;

export function object(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

export function shortText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : null;
}
