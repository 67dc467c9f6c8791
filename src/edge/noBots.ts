import * as vscode from 'vscode';
import type { Playground } from '../playground';
import { runCommand } from './commands';

interface Way extends vscode.QuickPickItem {
  go: () => Promise<unknown>;
}

/**
 * Whether there are bots to choose from. Where there are none the servers are asked once more; then the person is offered
 * what leads to some, instead of an empty list.
 */
export async function anyBots(playground: Playground): Promise<boolean> {
  const has = (): boolean => playground.read.bots.list().length > 0;
  if (has()) return true;
  await playground.refreshBots();
  while (!has()) {
    const chosen = await vscode.window.showQuickPick(ways(), {
      title: vscode.l10n.t('No bots yet'),
      placeHolder: vscode.l10n.t('No server offers a model that can chat. What would you like to do?'),
    });
    if (!chosen) return false;
    await chosen.go();
    // Settings are filled in by hand, and that takes its time.
    if (!has() && !chosen.alwaysShow) return false;
  }
  return true;
}

/** `alwaysShow` marks those after which bots may be there at once. */
function ways(): Way[] {
  return [
    {
      label: `$(beaker) ${vscode.l10n.t('Start the practice server')}`,
      detail: vscode.l10n.t('Simulated models, to look around. Their results never mix with real ones.'),
      alwaysShow: true,
      go: () => runCommand('llp.startPractice'),
    },
    {
      label: `$(refresh) ${vscode.l10n.t('Ask the servers again')}`,
      detail: vscode.l10n.t('In LM Studio, open the Developer tab and start the server first.'),
      alwaysShow: true,
      go: () => runCommand('llp.refreshBots'),
    },
    {
      label: `$(settings-gear) ${vscode.l10n.t('Open settings')}`,
      detail: vscode.l10n.t('Where your server listens, if it is not LM Studio’s usual address.'),
      go: () => runCommand('workbench.action.openSettings', 'llp.servers'),
    },
  ];
}
