import { said, SaidError } from '../../l10n/said';
import type { Store } from '../../store';
import { boardsToCsv, boardsToMarkdown } from '../boardTable';
import { byteOrderMark } from '../csv';
import { exportContext, type ExportContext } from './context';
import type { ExportProgress, ExportRequest } from './request';
import type { ReportParts } from './reportPage';
import { writeHtml } from './writeHtml';
import { writeJson } from './writeJson';

export interface ExportOptions {
  signal?: AbortSignal;
  /** Called for each run; the caller thins it out. */
  onProgress?: (progress: ExportProgress) => void;
  /** The parts of the HTML report as they were built; needed for that format only. */
  reportParts?: () => Promise<ReportParts>;
}

const bundleLength = 256 * 1024;
const sliceMs = 8;

/**
 * An export as text, in pieces of about 256 kB. It reads one view of the database from beginning to end, so the store
 * needs a connection of its own. Lets other work in every 8 ms. Throws the signal's reason when cancelled.
 */
export async function* exportPlayground(
  store: Store,
  request: ExportRequest,
  { signal, onProgress = () => undefined, reportParts }: ExportOptions = {},
): AsyncGenerator<string> {
  const { handle } = store.database;
  handle.exec('BEGIN');
  try {
    const context = exportContext(store, request, onProgress);
    let bundle: string[] = [];
    let length = 0;
    let sliceEnd = performance.now() + sliceMs;
    for await (const text of pieces(context, signal, reportParts)) {
      bundle.push(text);
      length += text.length;
      if (length >= bundleLength) {
        yield bundle.join('');
        bundle = [];
        length = 0;
      }
      if (performance.now() < sliceEnd) continue;
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      sliceEnd = performance.now() + sliceMs;
    }
    yield bundle.join('');
  } finally {
    handle.exec('ROLLBACK');
  }
}

function pieces(
  context: ExportContext,
  signal: AbortSignal | undefined,
  reportParts: ExportOptions['reportParts'],
): Iterable<string> | AsyncIterable<string> {
  const { request, boards, exportedAt, words } = context;
  const columns = request.view?.columns;
  switch (request.format) {
    case 'json':
      return writeJson(context);
    case 'csv':
      return [(request.bom ? byteOrderMark : '') + boardsToCsv(boards, columns)];
    case 'md':
      return [boardsToMarkdown(boards, exportedAt, columns, words)];
    case 'html':
      if (!reportParts) throw new SaidError(said`The parts of the report are missing from this installation of LLP.`);
      return writeHtml(context, reportParts, signal);
  }
}
