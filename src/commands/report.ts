import * as vscode from 'vscode';
import { ServerError } from '../model/server';
import { explainServerError, type ServerErrorAction } from '../servers';
import { StoreError } from '../store';

type Button = { title: string; run: () => unknown };

/** Tells a person what went wrong: one sentence, and a button that does what comes next. */
export async function report(error: unknown, log: vscode.LogOutputChannel, retry?: () => unknown): Promise<void> {
  if (error instanceof vscode.CancellationError) return;
  if (error instanceof ServerError && error.code === 'cancelled') return;
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const { sentence, buttons } = describe(error, retry);
  const all = [...buttons, { title: vscode.l10n.t('Show log'), run: () => log.show(true) }];
  const chosen = await vscode.window.showErrorMessage(sentence, ...all.map((button) => button.title));
  await all.find((button) => button.title === chosen)?.run();
}

function describe(error: unknown, retry?: () => unknown): { sentence: string; buttons: Button[] } {
  if (error instanceof ServerError) {
    const { sentence, action } = explainServerError(error);
    const button = serverButton(action, error, retry);
    return { sentence, buttons: button ? [button] : [] };
  }
  const sentence = error instanceof Error ? error.message : String(error);
  if (error instanceof StoreError && error.code === 'damaged') {
    return {
      sentence,
      buttons: [
        { title: vscode.l10n.t('Restore backup'), run: () => vscode.commands.executeCommand('llp.restoreBackup') },
      ],
    };
  }
  return { sentence, buttons: retry ? [{ title: vscode.l10n.t('Retry'), run: retry }] : [] };
}

function serverButton(action: ServerErrorAction, error: ServerError, retry?: () => unknown): Button | null {
  const command = (title: string, id: string, ...args: unknown[]): Button => ({
    title,
    run: () => vscode.commands.executeCommand(id, ...args),
  });
  switch (action) {
    case 'open-settings':
      return command(vscode.l10n.t('Open settings'), 'workbench.action.openSettings', 'llp.servers');
    case 'choose-model':
      return command(vscode.l10n.t('Choose model'), 'llp.conduct');
    case 'set-api-key':
      return command(vscode.l10n.t('Set API key'), 'llp.setApiKey', error.details.server);
    case 'show-log':
      return null;
    default:
      return retry ? { title: vscode.l10n.t('Retry'), run: retry } : command(vscode.l10n.t('Retry'), 'llp.refreshBots');
  }
}
