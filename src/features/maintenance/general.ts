import * as vscode from 'vscode';
import { runCommand, type Handlers } from '../../edge/commands';
import { restoreLatestBackup } from '../../playground';
import type { Session } from '../../edge/session';

declare module '../../edge/commands' {
  interface Commands {
    'llp.openSettings': () => Thenable<unknown>;
    'llp.showLog': () => void;
    'llp.focusBots': () => Thenable<unknown>;
    'llp.focusPrompts': () => Thenable<unknown>;
    'llp.restoreBackup': () => Promise<void>;
  }
}

export function generalHandlers(session: Session): Handlers {
  return {
    'llp.openSettings': () =>
      runCommand('workbench.action.openSettings', '@ext:local-llm-playground.local-llm-playground'),
    'llp.showLog': () => session.log.show(),
    'llp.focusBots': () => runCommand('llp.bots.focus'),
    'llp.focusPrompts': () => runCommand('llp.prompts.focus'),
    'llp.restoreBackup': async () => {
      if (session.current)
        throw new Error(vscode.l10n.t('The database is sound and open; a backup is only restored over a damaged one.'));
      const { restored, damaged } = await restoreLatestBackup(session.databaseFile);
      session.log.info(`Restored ${restored}; the damaged file is now ${damaged}`);
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The backup is restored. The damaged file was kept as {0}.', damaged),
      );
      await runCommand('llp.refreshBots');
    },
  };
}
