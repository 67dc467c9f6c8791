import * as vscode from 'vscode';
import { Disposables } from '../../edge/disposables';
import { setContext } from '../../edge/commands';
import type { Bot } from '../../model/bot';
import { serverKindNames, type ModelInfo } from '../../model/server';
import { errorText } from '../../edge/errorText';
import type { Session } from '../../edge/session';
import type { Playground } from '../../playground';
import type { ServerState } from '../../playground/serverPool';
import { inertText } from '../../ui/inertText';
import { botDetails, botTooltip } from '../../edge/botText';
import { WaitingWords } from '../../edge/waitingWords';

export type BotNode =
  { kind: 'server'; state: ServerState; id: string } | { kind: 'bot'; bot: Bot; model: ModelInfo | null; id: string };

/** Servers and, below each, its bots. */
export class BotsTree extends Disposables implements vscode.TreeDataProvider<BotNode> {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.changed.event;
  private words: WaitingWords | null = null;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly session: Session) {
    super();
    this.own(
      session.onDidChange((change) => {
        if (change === 'bots' || change === 'servers') this.refresh();
      }),
    );
  }

  /** Creates the view. */
  show(): vscode.TreeView<BotNode> {
    const view = vscode.window.createTreeView('llp.bots', { treeDataProvider: this, showCollapseAll: true });
    this.words = this.own(new WaitingWords(view, vscode.l10n.t('Asking the servers for their models…')));
    return view;
  }

  async getChildren(node?: BotNode): Promise<BotNode[]> {
    const playground = await this.session.playground();
    if (!node) await this.answersOf(playground);
    const bots = playground.read.bots.list();
    if (node?.kind === 'server') {
      const { url, adapter } = node.state;
      // A practice server and a real one can answer at the same address at different times; only one of them does now.
      const own = bots.filter((bot) => bot.server === url && (adapter === null || adapter.practice === bot.practice));
      return own.map((bot) => this.botNode(bot));
    }
    if (node) return [];
    const states = playground.servers.list();
    await this.setContext(states, bots);
    if (bots.length === 0) return [];
    const orphans = [...new Set(bots.map((bot) => bot.server))].filter(
      (url) => !states.some((state) => state.url === url),
    );
    return [...states, ...orphans.map(goneServer)].map((state) => ({
      kind: 'server',
      state,
      id: `server:${state.url}`,
    }));
  }

  getParent(node: BotNode): BotNode | undefined {
    if (node.kind === 'server') return undefined;
    const { server } = node.bot;
    const state = this.session.current?.servers.list().find(({ url }) => url === server) ?? goneServer(server);
    return { kind: 'server', state, id: `server:${state.url}` };
  }

  getTreeItem(node: BotNode): vscode.TreeItem {
    return node.kind === 'server' ? serverItem(node.state, node.id) : botItem(node.bot, node.model, node.id);
  }

  botNode(bot: Bot): BotNode & { kind: 'bot' } {
    const listed = this.session.current?.servers.model(bot.server, bot.modelId) ?? null;
    const last = this.session.current?.read.bots.lastModel(bot.id) ?? null;
    return { kind: 'bot', bot, model: listed ?? (last && { ...last, state: null }), id: `bot:${bot.id}` };
  }

  /** What the welcome text says while there are no bots. */
  private async setContext(states: ServerState[], bots: Bot[]): Promise<void> {
    const offline = states.every((state) => state.error !== null);
    const situation = bots.length > 0 ? 'bots' : offline ? 'offline' : 'empty';
    await setContext('llp.situation', situation);
    this.words?.over(bots.length);
  }

  /**
   * The first rows are those of the servers' answers: were there none until then, the window would hide the tree and take
   * the focus from it.
   */
  private async answersOf({ servers, read }: Playground): Promise<void> {
    while (read.bots.list().length === 0 && servers.list().some((state) => !state.asked))
      await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Whoever waits for the first rows gets these; to draw the tree anew at once would take them away again. */
  private refresh(): void {
    if (this.waiting.length === 0) this.changed.fire();
    else setTimeout(() => this.waiting.splice(0).forEach((resolve) => resolve()), 0);
  }
}

/** One that is in no settings any more, and still has bots. */
function goneServer(url: string): ServerState {
  return { url, config: { url }, adapter: null, models: [], left: [], error: null, asked: false };
}

function serverItem(state: ServerState, id: string): vscode.TreeItem {
  const { config, adapter, error, asked } = state;
  const item = new vscode.TreeItem(
    config.name ?? state.url.replace(/^https?:\/\//, ''),
    vscode.TreeItemCollapsibleState.Expanded,
  );
  item.id = id;
  item.contextValue = adapter?.practice ? 'server.practice' : 'server';
  item.iconPath = new vscode.ThemeIcon(error ? 'warning' : adapter?.practice ? 'beaker' : 'server');
  const kind = adapter?.practice
    ? vscode.l10n.t('practice server')
    : adapter
      ? serverKindNames[adapter.kind]
      : undefined;
  item.description = error ? vscode.l10n.t('does not answer') : asked ? kind : '';
  item.tooltip = error ? errorText(error) : `${state.url}${kind === undefined ? '' : ` (${kind})`}`;
  return item;
}

function botItem(bot: Bot, model: ModelInfo | null, id: string): vscode.TreeItem {
  const item = new vscode.TreeItem(inertText(bot.name), vscode.TreeItemCollapsibleState.None);
  item.id = id;
  item.contextValue = 'bot';
  item.iconPath = new vscode.ThemeIcon(
    model?.state === 'loaded' ? 'circle-filled' : model?.state === 'loading' ? 'loading~spin' : 'circle-outline',
  );
  item.description = botDetails(bot, model);
  item.tooltip = botTooltip(bot, model);
  item.accessibilityInformation = {
    label: [
      bot.name,
      item.description,
      model?.state === 'loaded' ? vscode.l10n.t('loaded') : vscode.l10n.t('not loaded'),
    ].join(', '),
  };
  return item;
}
