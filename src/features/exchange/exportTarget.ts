import type { ExportRequest, ExportView } from '../../exchange/export/request';

/** What another part of the program may say beforehand; a person is asked for the rest. */
export interface ExportTarget extends Partial<Omit<ExportRequest, 'view'>> {
  /** What the person sees; it can then be exported instead of everything. */
  view?: ExportView;
  /** File to write, or null for the clipboard. */
  file?: string | null;
}
