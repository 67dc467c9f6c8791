import * as vscode from 'vscode';
import { runCommand } from '../../edge/commands';
import type { Edge } from '../../edge/edge';
import { later } from '../../edge/later';
import { BotsTree } from './botsTree';
import { botCommands } from './commandIds';
import { Echoes } from './echoes';

declare module '../../edge/commands' {
  interface Commands {
    'llp.sortBots': () => Promise<void>;
    'llp.findBot': (target?: { text?: unknown }) => Promise<void>;
    /** Shows a bot in the Bots view; with `focus` the keyboard goes there too. */
    'llp.internal.revealBot': (target: { botId: number; focus: boolean }) => Promise<void>;
  }
}

/** Servers and their bots: the Bots view, and what is done with a bot. */
export function register(edge: Edge): vscode.Disposable {
  const { session, blind } = edge;
  const bots = new BotsTree(session);
  const view = bots.show();
  const echoes = new Echoes();
  // A tree cannot be told to select nothing; and one that is out of sight would be brought into it.
  const hideChoice = (): void => {
    const [node] = view.selection;
    const server = blind.isOn && view.visible && node?.kind === 'bot' ? bots.getParent(node) : undefined;
    if (server) void view.reveal(server, { select: true });
  };
  return vscode.Disposable.from(
    bots,
    view,
    session.onDidChange((change) => {
      const bot = change === 'selection' && view.visible && !blind.isOn ? session.selectedBot() : null;
      if (!bot) return;
      echoes
        .tell(bot.id, () => view.reveal(bots.botNode(bot), { select: true }))
        .catch((problem: unknown) => session.log.warn(String(problem)));
    }),
    view.onDidChangeSelection(({ selection: [node] }) => {
      if (node?.kind === 'bot' && !echoes.takes(node.bot.id)) void session.selectBot(node.bot.id);
    }),
    blind.onDidChange(hideChoice),
    view.onDidChangeVisibility(hideChoice),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration('llp.servers')) return;
      session.configureServers();
      void runCommand('llp.refreshBots');
    }),
    edge.commands({
      ...later(botCommands, async () => (await import('./bots')).botHandlers(session)),
      'llp.sortBots': async () => {
        const { askOrder } = await import('./sortBots');
        const order = await askOrder(bots.order);
        if (order) bots.sortBy(order);
      },
      'llp.findBot': async (target) => {
        const { findBot } = await import('./findBot');
        return findBot(session, typeof target?.text === 'string' ? target.text : '');
      },
      'llp.internal.revealBot': async ({ botId, focus }) => {
        const bot = session.current?.read.bots.get(botId);
        if (bot) await view.reveal(bots.botNode(bot), { select: true, focus });
      },
    }),
  );
}
