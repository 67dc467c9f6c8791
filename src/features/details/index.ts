import * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import { SinglePanel } from '../../edge/webview/singlePanel';
import { DetailsPanel, detailsTitle, detailsViewType, savedBot } from './panel';

declare module '../../edge/commands' {
  interface Commands {
    /** A bot's own tab; without one, that of the bot that is selected. */
    'llp.details': (target?: { bot?: { id: number }; botId?: number }) => Promise<void>;
  }
}

/** One bot in full. */
export function register(edge: Edge): vscode.Disposable {
  const { session, board, panels } = edge;
  const tab = new SinglePanel<{ botId: number }, DetailsPanel>(panels, {
    viewType: detailsViewType,
    title: detailsTitle,
    column: vscode.ViewColumn.Beside,
    create: (panel, { botId }) => new DetailsPanel(panel, panels, board.onDidSelectBot, botId),
    restore: (state) => {
      const botId = savedBot(state);
      return botId === null ? null : { botId };
    },
  });
  return vscode.Disposable.from(
    tab,
    edge.commands({
      'llp.details': async (target) => {
        await session.playground();
        const botId = target?.bot?.id ?? target?.botId ?? board.selectedBotId ?? session.selectedBotId;
        if (botId === null)
          throw new Error(vscode.l10n.t('Select a bot first, in the Bots view or on the leaderboard.'));
        tab.show({ botId });
      },
    }),
  );
}
