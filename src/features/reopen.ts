import * as vscode from 'vscode';
import { DetailsPanel } from './details/panel';
import type { PanelDeps } from '../edge/webview/host';
import { IngestPanel } from './scoring/panel';
import { LeaderboardPanel } from './board/panel';

const panels: Record<string, (deps: PanelDeps, column: vscode.ViewColumn, state: unknown) => void> = {
  [LeaderboardPanel.viewType]: (deps, column) => LeaderboardPanel.show(deps, column),
  [IngestPanel.viewType]: (deps, column, state) => IngestPanel.reopen(deps, column, state),
  [DetailsPanel.viewType]: (deps, column, state) => DetailsPanel.reopen(deps, column, state),
};

/** Puts a tab that is heard in the place of one whose page was left behind by an extension host that ended. */
export async function reopenView(deps: PanelDeps, viewType: unknown, state: unknown): Promise<void> {
  if (typeof viewType !== 'string' || !Object.hasOwn(panels, viewType)) return;
  await deps.ready();
  // Nothing of this kind is heard any more: there is one of each at most, and its own page would not ask for this.
  const left = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(`-${viewType}`));
  const column = left[0]?.group.viewColumn ?? vscode.ViewColumn.Active;
  await vscode.window.tabGroups.close(left);
  panels[viewType]?.(deps, column, state);
}
