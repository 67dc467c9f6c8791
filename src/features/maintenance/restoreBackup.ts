import * as vscode from 'vscode';
import { dateTime } from '../../edge/figures';
import { runCommand } from '../../edge/commands';
import type { Session } from '../../edge/session';
import { planRestore, restore, type Holdings } from '../../playground';

/** Shows what the database and its latest backup hold, and restores the backup where the database is no longer sound. */
export async function restoreBackup(session: Session): Promise<void> {
  const plan = await planRestore(session.databaseFile);
  const { state, holds } = plan.current;
  if (state === 'sound' && holds !== null && holds.runs + holds.scores > 0)
    throw new Error(vscode.l10n.t('The database is sound; a backup is only restored over a damaged or an empty one.'));
  const button = vscode.l10n.t('Restore backup');
  const detail = [
    vscode.l10n.t('In the database: {0}', holdingsText(holds)),
    vscode.l10n.t('In the backup: {0}', holdingsText(plan.backup.holds)),
    vscode.l10n.t('The file that is replaced is kept beside it.'),
  ];
  const question = vscode.l10n.t('Put the latest backup in place of the database?');
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail: detail.join('\n') }, button);
  if (chosen !== button) return;
  session.close();
  const { backup, kept } = await restore(plan);
  session.log.info(`Restored ${backup.file}; the file that it replaced is now ${kept ?? 'gone, as it was not there'}`);
  void vscode.window.showInformationMessage(
    kept === null
      ? vscode.l10n.t('The backup is restored.')
      : vscode.l10n.t('The backup is restored. The file that it replaced was kept as {0}.', kept),
  );
  await session.reopen();
  await runCommand('llp.refreshBots');
}

function holdingsText(holds: Holdings | null): string {
  if (holds === null) return vscode.l10n.t('what it holds cannot be read');
  if (holds.newest === null) return vscode.l10n.t('nothing');
  const at = dateTime(holds.newest);
  return vscode.l10n.t('{0} runs and {1} scores, the newest of {2}', holds.runs, holds.scores, at);
}
