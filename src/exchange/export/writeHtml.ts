import type { ExportContext } from './context';
import type { ReportParts } from './reportPage';
export async function* writeHtml(
  _c: ExportContext,
  _p: () => Promise<ReportParts>,
  _s?: AbortSignal,
): AsyncGenerator<string> {
  yield '';
}
