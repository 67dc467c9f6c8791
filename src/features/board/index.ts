import * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import { SinglePanel } from '../../edge/webview/singlePanel';
import { boardTitle, boardViewType, LeaderboardPanel } from './panel';

declare module '../../edge/commands' {
  interface Commands {
    'llp.openLeaderboard': () => Promise<void>;
  }
}

/** The leaderboard. */
export function register(edge: Edge): vscode.Disposable {
  const { session, board, panels, blind } = edge;
  const tab = new SinglePanel(panels, {
    viewType: boardViewType,
    title: boardTitle,
    create: (panel) => new LeaderboardPanel(panel, panels, (botId) => board.select(botId)),
    restore: () => ({}),
  });
  board.fillIn(() => tab.current);
  return vscode.Disposable.from(
    tab,
    session.onDidChange((change) => {
      if (change === 'selection' && !blind.isOn) tab.current?.follow(session.selectedBotId);
    }),
    board.onDidSelectBot((botId) => botId !== null && void session.selectBot(botId)),
    blind.onDidChange((isOn) => {
      if (isOn) tab.current?.deselect();
    }),
    edge.commands({
      'llp.openLeaderboard': async () => {
        await session.playground();
        tab.show({});
      },
    }),
  );
}
