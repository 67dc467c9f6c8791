import * as vscode from 'vscode';
import { runCommand } from './commands';
import { ServerError } from '../model/server';
import { explainServerError, type ServerErrorAction } from '../servers/explain';
import { asStoreError, StoreError } from '../playground';
import { errorText } from './errorText';

export type Button = { title: string; run: () => unknown };

/** What failed, so that a button can go on from there. */
export interface ReportContext {
  retry?: () => unknown;
  botId?: number;
  /** `category/prompt`. */
  promptKey?: string;
  /** More that can be done, behind what comes first. */
  extra?: Button[];
}

/** Tells a person what went wrong: one sentence, and a button that does what comes next. */
export async function report(error: unknown, log: vscode.LogOutputChannel, context: ReportContext = {}): Promise<void> {
  if (error instanceof vscode.CancellationError) return;
  if (error instanceof ServerError && error.code === 'cancelled') return;
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const { sentence, buttons } = describe(error, context);
  const all = [...buttons, ...(context.extra ?? []), { title: vscode.l10n.t('Show log'), run: () => log.show(true) }];
  const chosen = await vscode.window.showErrorMessage(sentence, ...all.map((button) => button.title));
  await all.find((button) => button.title === chosen)?.run();
}

function describe(thrown: unknown, context: ReportContext): { sentence: string; buttons: Button[] } {
  const error = asStoreError(thrown);
  const sentence = errorText(error);
  if (error instanceof ServerError) {
    const button = serverButton(explainServerError(error).action, error, context);
    return { sentence, buttons: button ? [button] : [] };
  }
  const code = error instanceof StoreError ? error.code : null;
  // Only what says something about the data leads to a backup.
  if (code === 'damaged' || code === 'emptied') {
    const run = (): unknown => runCommand('llp.restoreBackup');
    return { sentence, buttons: [{ title: vscode.l10n.t('Restore backup'), run }] };
  }
  if (code === 'gone') {
    const run = (): unknown => runCommand('llp.reopenDatabase');
    return { sentence, buttons: [{ title: vscode.l10n.t('Open again'), run }] };
  }
  if (code !== null && !context.retry) {
    const run = (): unknown => runCommand('llp.refreshBots');
    return { sentence, buttons: [{ title: vscode.l10n.t('Retry'), run }] };
  }
  return { sentence, buttons: context.retry ? [{ title: vscode.l10n.t('Retry'), run: context.retry }] : [] };
}

function serverButton(action: ServerErrorAction, error: ServerError, context: ReportContext): Button | null {
  const { retry, botId, promptKey } = context;
  const prompt = promptKey === undefined ? undefined : { promptKey };
  const button = (title: string, run: () => unknown): Button => ({ title, run });
  switch (action) {
    case 'open-settings':
      return button(vscode.l10n.t('Open settings'), () => runCommand('workbench.action.openSettings', 'llp.servers'));
    case 'choose-model':
      return button(vscode.l10n.t('Choose model'), () => runCommand('llp.conduct', prompt));
    case 'set-api-key':
      return button(vscode.l10n.t('Set API key'), () => runCommand('llp.setApiKey', error.details.server));
    case 'edit-parameters':
      return button(vscode.l10n.t('Edit parameters'), () =>
        runCommand('llp.editParameters', botId === undefined ? undefined : { botId }),
      );
    case 'reduce-prompt':
      return button(vscode.l10n.t('Edit prompt'), () => runCommand('llp.openPrompt', prompt));
    case 'show-log':
    case 'none':
      return null;
    default:
      return button(vscode.l10n.t('Retry'), retry ?? (() => runCommand('llp.refreshBots')));
  }
}
