import type { ExportLanguage } from '../words';

export const exportFormats = ['json', 'csv', 'md', 'html'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What a person sees: the bots and columns of the board, in the order shown. */
export interface ExportView {
  botIds: number[];
  categoryIds: string[];
  /** Columns beside the categories, in the order shown; all of them where it is absent. Unknown names are left out. */
  columns?: string[];
}

/** The columns beside the categories, named as on the leaderboard. */
export const factColumns = [
  'total',
  'rank',
  'stars',
  'speed',
  'ttft',
  'size',
  'quantization',
  'tier',
  'server',
] as const;
export type FactColumn = (typeof factColumns)[number];

export interface ExportRequest {
  format: ExportFormat;
  /** What to export; everything where it is absent. */
  view?: ExportView;
  /** Adds practice results to everything; a view names its bots itself. */
  practice?: boolean;
  /** CSV only: begins with the sign by which spreadsheets know UTF-8. */
  bom?: boolean;
  /** ISO 8601; now where it is absent. */
  exportedAt?: string;
  /** Of HTML and Markdown, which people read; English where it is absent. What programs read is always English. */
  language?: ExportLanguage;
}

/** How far an export is, in runs; the total is known from the start. */
export interface ExportProgress {
  done: number;
  total: number;
}

/** Extension of a file of that format. */
export const fileExtension: Record<ExportFormat, string> = { json: 'llp.json', csv: 'csv', md: 'md', html: 'html' };

/** Name that a saved export is offered under, e.g. `playground-2026-11-20.html`. */
export function suggestedName(format: ExportFormat, now: Date): string {
  return `playground-${now.toISOString().slice(0, 10)}.${fileExtension[format]}`;
}
