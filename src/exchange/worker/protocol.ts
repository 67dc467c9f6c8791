import type { Said } from '../../l10n/said';
import type { ExportProgress, ExportRequest } from '../export/request';
import type { ImportReport } from '../results/importResults';

/** Work for the thread: an export to a file, or as text where `file` is null; or an import. */
export type ExchangeJob =
  | { kind: 'export'; databaseFile: string; request: ExportRequest; file: string | null; reportFolder: string }
  | { kind: 'import'; databaseFile: string; file: string };

/** How an export ended: bytes written to the file, or the text. */
export type ExportOutcome = { bytes: number } | { text: string };

export type ExchangeMessage =
  | { type: 'progress'; progress: ExportProgress }
  | { type: 'done'; outcome: ExportOutcome | ImportReport }
  | { type: 'failed'; said: Said; cancelled: boolean };
