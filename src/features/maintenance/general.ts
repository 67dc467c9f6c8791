import * as vscode from 'vscode';
import { restoreLatestBackup } from '../../playground';
import type { Handlers } from '../../edge/registry';
import type { Session } from '../../edge/session';

export function generalHandlers(session: Session): Handlers {
  return {
    'llp.openSettings': () =>
      vscode.commands.executeCommand('workbench.action.openSettings', '@ext:local-llm-playground.local-llm-playground'),
    'llp.showLog': () => session.log.show(),
    'llp.focusBots': () => vscode.commands.executeCommand('llp.bots.focus'),
    'llp.focusPrompts': () => vscode.commands.executeCommand('llp.prompts.focus'),
    'llp.restoreBackup': async () => {
      if (session.current)
        throw new Error(vscode.l10n.t('The database is sound and open; a backup is only restored over a damaged one.'));
      const { restored, damaged } = await restoreLatestBackup(session.databaseFile);
      session.log.info(`Restored ${restored}; the damaged file is now ${damaged}`);
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The backup is restored. The damaged file was kept as {0}.', damaged),
      );
      await vscode.commands.executeCommand('llp.refreshBots');
    },
  };
}
