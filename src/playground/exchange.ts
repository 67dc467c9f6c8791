import type { Playground } from '../playground';
import { checkDestination } from '../exchange/export/destination';
import { exportPlayground, type ExportOptions } from '../exchange/export/exportPlayground';
import type { ExportRequest } from '../exchange/export/request';
import { importResults, type ImportOptions, type ImportReport } from '../exchange/results/importResults';

/** What a playground holds, as a file of some format. Throws a sentence where that cannot be; see `exportPlayground`. */
export function exportOf(
  playground: Playground,
  request: ExportRequest,
  options: ExportOptions,
): AsyncGenerator<string> {
  return exportPlayground(playground.store, request, options);
}

/** Throws a sentence where an export to that file would write over the playground's own database. */
export function checkExportTo(playground: Playground, file: string): void {
  checkDestination(file, playground.options.databaseFile);
}

/** Imports an export of LLP and tells the views; see `importResults`. */
export async function importInto(
  playground: Playground,
  file: string,
  options: ImportOptions = {},
): Promise<ImportReport> {
  try {
    return await importResults(playground.store, file, options);
  } finally {
    // What was stored before a cancellation stays.
    playground.changedElsewhere();
  }
}
