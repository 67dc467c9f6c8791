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
import { percent, speed } from '../../edge/figures';
import { treeLabel } from './treeLabel';
import { WaitingWords } from '../../edge/waitingWords';

export type BotNode =
  { kind: 'server'; state: ServerState; id: string } | { kind: 'bot'; bot: Bot; model: ModelInfo | null; id: string };

export type BotOrder = 'name' | 'size' | 'score' | 'speed';
const orderKey = 'llp.bots.order';
const scoresSettleMs = 1_000;

/** What a bot has reached on the board. */
interface Reached {
  /** 0..1 of what was scored; null where nothing is. */
  share: number | null;
  tokensPerSecond: number | null;
}

/** Servers and, below each, its bots. */
export class BotsTree extends Disposables implements vscode.TreeDataProvider<BotNode> {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.changed.event;
  private words: WaitingWords | null = null;
  private reached: ReadonlyMap<number, Reached> = new Map();
  private reachedIsOld = true;
  private timer: NodeJS.Timeout | null = null;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly session: Session) {
    super();
    this.own(
      session.onDidChange((change) => {
        // A server is heard of at each load of a model, which changes nothing of what bots have reached.
        if (change !== 'servers' && change !== 'tournaments' && change !== 'selection') this.reachedIsOld = true;
        if (change === 'bots' || change === 'servers') this.refresh();
        if (change === 'scores') this.refreshSoon();
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
      return this.sorted(own.map((bot) => this.botNode(bot)));
    }
    if (node) return [];
    if (this.reachedIsOld) this.reached = reachedBy(playground);
    this.reachedIsOld = false;
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
    if (node.kind === 'server') return serverItem(node.state, node.id);
    return botItem(node, this.reached.get(node.bot.id) ?? null, this.isGone(node));
  }

  botNode(bot: Bot): BotNode & { kind: 'bot' } {
    const listed = this.session.current?.servers.model(bot.server, bot.modelId) ?? null;
    const last = this.session.current?.read.bots.lastModel(bot.id) ?? null;
    return { kind: 'bot', bot, model: listed ?? (last && { ...last, state: null }), id: `bot:${bot.id}` };
  }

  /** Sorts the bots of each server by name, size, score or speed; what is not known comes last. */
  sortBy(order: BotOrder): void {
    void this.session.context.workspaceState.update(orderKey, order);
    this.refresh();
  }

  get order(): BotOrder {
    return this.session.context.workspaceState.get<BotOrder>(orderKey, 'name');
  }

  override dispose(): void {
    if (this.timer) clearTimeout(this.timer);
    super.dispose();
  }

  private sorted(nodes: (BotNode & { kind: 'bot' })[]): BotNode[] {
    const { order } = this;
    const value = ({ bot, model }: BotNode & { kind: 'bot' }): number => {
      const own = this.reached.get(bot.id);
      const figure = order === 'size' ? model?.sizeBytes : order === 'score' ? own?.share : own?.tokensPerSecond;
      return order === 'name' ? 0 : (figure ?? -1);
    };
    return [...nodes].sort((a, b) => Number(this.isGone(a)) - Number(this.isGone(b)) || value(b) - value(a));
  }

  /** Whether its server answers and does not list the model any more. */
  private isGone({ bot }: BotNode & { kind: 'bot' }): boolean {
    const servers = this.session.current?.servers;
    const state = servers?.list().find(({ url }) => url === bot.server);
    if (!state?.asked || state.adapter === null || state.error !== null) return false;
    return servers?.model(bot.server, bot.modelId) === null;
  }

  /** Scores come in quick succession, and a tree that is drawn anew is felt. */
  private refreshSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.refresh();
    }, scoresSettleMs);
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

function reachedBy(playground: Playground): Map<number, Reached> {
  const rows = [false, true].flatMap((practice) => playground.board(practice).rows);
  return new Map(
    rows.map(({ botId, categories, tokensPerSecond }) => {
      const cells = Object.values(categories);
      const max = cells.reduce((sum, cell) => sum + cell.scoredMax, 0);
      const share = max === 0 ? null : cells.reduce((sum, cell) => sum + cell.points, 0) / max;
      return [botId, { share, tokensPerSecond }];
    }),
  );
}

/** `Q8_0 · 8.5 GB · 76 % · 3.6 tokens/s`, as far as it is known. */
function descriptionOf(bot: Bot, model: ModelInfo | null, reached: Reached | null, isGone: boolean): string {
  const share = reached?.share ?? null;
  const tokensPerSecond = reached?.tokensPerSecond ?? null;
  // What it has reached says more than how long its context is.
  const isKnown = share !== null || tokensPerSecond !== null;
  const details = isKnown && model ? { ...model, loadedContextLength: null, maxContextLength: null } : model;
  return [
    isGone ? vscode.l10n.t('no longer listed') : '',
    botDetails(bot, details),
    share === null ? '' : percent(share),
    tokensPerSecond === null ? '' : speed(tokensPerSecond),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function botItem(
  { bot, model, id }: BotNode & { kind: 'bot' },
  reached: Reached | null,
  isGone: boolean,
): vscode.TreeItem {
  const label = treeLabel(inertText(bot.name), model?.quantization ?? null);
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.id = id;
  item.contextValue = 'bot';
  const icons = { loaded: 'circle-filled', loading: 'loading~spin', 'not-loaded': 'circle-outline' };
  item.iconPath = new vscode.ThemeIcon(isGone ? 'circle-slash' : icons[model?.state ?? 'not-loaded']);
  item.description = descriptionOf(bot, model, reached, isGone);
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
