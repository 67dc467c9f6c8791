import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Session } from '../../edge/session';
import type { WorkerOptions } from '../../exchange/worker/runInWorker';

/** Shows how far the work is, with a way to cancel it. */
export function withProgress<T>(
  session: Session,
  title: string,
  work: (options: WorkerOptions) => Promise<T>,
): Promise<T> {
  const workerFile = join(session.context.extensionPath, 'dist', 'exportWorker.js');
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return Promise.resolve(
    vscode.window.withProgress(options, async (progress, token) => {
      const controller = new AbortController();
      const listening = token.onCancellationRequested(() => controller.abort());
      let shown = 0;
      try {
        return await work({
          workerFile,
          signal: controller.signal,
          onProgress: ({ done, total }) => {
            const percent = total === 0 ? 0 : (100 * done) / total;
            const message = vscode.l10n.t('{0} of {1} runs', done, total);
            progress.report({ increment: percent - shown, message });
            shown = percent;
          },
        });
      } finally {
        listening.dispose();
      }
    }),
  );
}
