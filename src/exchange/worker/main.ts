import { saidOf } from '../../l10n/said';
import { parentPort, workerData } from 'node:worker_threads';
import { asStoreError, Store } from '../../store';
import { collectText, writeToFile } from '../export/destination';
import { exportPlayground } from '../export/exportPlayground';
import { readReportParts } from '../export/reportPage';
import type { ExportProgress } from '../export/request';
import { importResults, type ImportReport } from '../results/importResults';
import type { ExchangeJob, ExchangeMessage, ExportOutcome } from './protocol';

const reportEveryMs = 100;

/** The thread of one export or import: it has its own connection, so that the editor never waits for it. */
async function work(port: NonNullable<typeof parentPort>, job: ExchangeJob): Promise<void> {
  const controller = new AbortController();
  port.once('message', () => controller.abort());
  const { signal } = controller;
  const post = (message: ExchangeMessage): void => port.postMessage(message);
  let reported = 0;
  const onProgress = (progress: ExportProgress): void => {
    if (performance.now() - reported < reportEveryMs) return;
    reported = performance.now();
    post({ type: 'progress', progress: { done: progress.done, total: progress.total } });
  };
  try {
    const store = await Store.open(job.databaseFile);
    try {
      const outcome: ExportOutcome | ImportReport =
        job.kind === 'import'
          ? await importResults(store, job.file, { signal, onProgress })
          : await runExport(store, job, signal, onProgress);
      post({ type: 'done', outcome });
    } finally {
      store.close();
    }
  } catch (thrown) {
    const error = asStoreError(thrown);
    post({
      type: 'failed',
      said: saidOf(error),
      cancelled: signal.aborted,
    });
  } finally {
    port.close();
  }
}

async function runExport(
  store: Store,
  { request, file, reportFolder }: ExchangeJob & { kind: 'export' },
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<ExportOutcome> {
  const reportParts = (): ReturnType<typeof readReportParts> => readReportParts(reportFolder);
  const text = exportPlayground(store, request, { signal, onProgress, reportParts });
  return file === null ? { text: await collectText(text) } : { bytes: await writeToFile(file, text) };
}

if (parentPort) void work(parentPort, workerData as ExchangeJob);
