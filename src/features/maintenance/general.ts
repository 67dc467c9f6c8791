import { runCommand, type Handlers } from '../../edge/commands';
import type { Session } from '../../edge/session';
import { restoreBackup } from './restoreBackup';

declare module '../../edge/commands' {
  interface Commands {
    'llp.openSettings': () => Thenable<unknown>;
    'llp.showLog': () => void;
    'llp.focusBots': () => Thenable<unknown>;
    'llp.focusPrompts': () => Thenable<unknown>;
    'llp.restoreBackup': () => Promise<void>;
    'llp.reopenDatabase': () => Promise<void>;
  }
}

export function generalHandlers(session: Session): Handlers {
  return {
    'llp.openSettings': () =>
      runCommand('workbench.action.openSettings', '@ext:local-llm-playground.local-llm-playground'),
    'llp.showLog': () => session.log.show(),
    'llp.focusBots': () => runCommand('llp.bots.focus'),
    'llp.focusPrompts': () => runCommand('llp.prompts.focus'),
    'llp.reopenDatabase': () => session.reopen(),
    'llp.restoreBackup': () => restoreBackup(session),
  };
}
