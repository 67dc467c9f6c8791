import { createRequire } from 'node:module';
import * as vscode from 'vscode';
import type { Board } from '../../model/board';
import type { Change } from '../../playground';
import { createPanel, PanelHost, type PanelDeps } from '../../edge/webview/host';
import { firstScreen, type FirstScreen, type MarkupModule } from './first';
import { packBoard } from './pack';
import { BoardDiffer } from './patch';
import { mostCompared } from './plots';
import {
  boardCommands,
  type BoardContent,
  type BoardsPresent,
  type LeaderboardHost,
  type LeaderboardUi,
} from './protocol';
import { seenOf, type SeenBoard } from './seen';
import { leaderboardStrings, type LeaderboardStrings } from './strings';
import { restoreView, type BoardView } from './view';

const viewKey = 'llp.leaderboard.view';
/** Changes that come in quick succession, as in a tournament, are shown together. */
const settleMs = 60;

/** Drawing needs the page's own components, which are a bundle of their own. */
function loadMarkup(extension: vscode.Uri): MarkupModule {
  return createRequire(__filename)(vscode.Uri.joinPath(extension, 'dist', 'boardMarkup.js').fsPath) as MarkupModule;
}

/** The leaderboard's tab; there is one at most. */
export class LeaderboardPanel extends PanelHost<
  LeaderboardHost,
  LeaderboardUi,
  BoardContent,
  vscode.WebviewPanel,
  FirstScreen
> {
  static readonly viewType = 'llp.leaderboard';
  private static current: LeaderboardPanel | null = null;
  private static readonly selection = new vscode.EventEmitter<number | null>();
  /** Fires with the bot whose row is selected, or null: side views follow it. */
  static readonly onDidSelectBot = LeaderboardPanel.selection.event;

  private static knownCommands: string[] | null = null;
  /** Of the page when it was last seen, in CSS pixels. */
  private static size = { width: 1300, height: 900 };
  private readonly differ = new BoardDiffer();
  private selected: number | null = null;
  private timer: NodeJS.Timeout | null = null;

  static show(deps: PanelDeps, column?: vscode.ViewColumn): void {
    if (LeaderboardPanel.current) LeaderboardPanel.current.panel.reveal();
    else LeaderboardPanel.open(createPanel(LeaderboardPanel.viewType, title(), deps, column), deps);
  }

  /** Lets VS Code bring the tab back after a reload of the window. */
  static register(deps: PanelDeps): vscode.Disposable {
    return vscode.window.registerWebviewPanelSerializer(LeaderboardPanel.viewType, {
      deserializeWebviewPanel: async (panel) => LeaderboardPanel.open(panel, deps),
    });
  }

  /** The bot whose row is selected while the leaderboard has the keyboard, or null. */
  static get selectedBotId(): number | null {
    const { current } = LeaderboardPanel;
    return current?.hasKeys ? current.selected : null;
  }

  /** What the open leaderboard shows, for an export of it; undefined while it is not in front. */
  static get seen(): SeenBoard | undefined {
    const { current } = LeaderboardPanel;
    if (!current?.panel.active) return undefined;
    const view = current.view();
    return seenOf(current.board(view), view);
  }

  /** Selects the row of a bot that was chosen elsewhere; a bot without a row leaves the selection as it is. */
  static follow(botId: number | null): void {
    LeaderboardPanel.current?.follow(botId);
  }

  private static open(panel: vscode.WebviewPanel, deps: PanelDeps): void {
    LeaderboardPanel.current = new LeaderboardPanel(panel, deps);
  }

  private constructor(panel: vscode.WebviewPanel, deps: PanelDeps) {
    super(panel, deps, {
      viewType: LeaderboardPanel.viewType,
      name: 'board',
      title: title(),
      strings: leaderboardStrings,
    });
  }

  protected override handlers(): LeaderboardHost {
    return {
      execute: async ({ command, ...target }) => {
        if (!boardCommands.includes(command)) throw new Error(`The leaderboard may not execute “${command}”.`);
        await vscode.commands.executeCommand(command, target);
      },
      select: (botId) => this.select(botId),
      showPractice: async (practice) => {
        await this.saveView({ ...this.view(), practice });
        return this.content();
      },
      history: (botIds) => this.deps.playground().store.board.history(botIds.slice(0, mostCompared)),
      saveView: (view) => this.saveView(view),
      size: (size) => {
        LeaderboardPanel.size = size;
      },
    };
  }

  protected override first(): FirstScreen | null {
    // A tab that comes back with its window is there before the playground.
    const playground = this.deps.playgroundIfOpen();
    const { knownCommands } = LeaderboardPanel;
    if (!playground || !knownCommands) return null;
    const view = this.view();
    return firstScreen(this.board(view), view, { present: this.present(), available: knownCommands });
  }

  protected override markup(first: FirstScreen, strings: LeaderboardStrings): string | null {
    try {
      const { boardMarkup } = loadMarkup(this.deps.extensionUri);
      return boardMarkup({ strings, first, language: vscode.env.language, size: LeaderboardPanel.size });
    } catch (error) {
      // The page's own script shows the same a little later.
      this.deps.log.warn(`The leaderboard could not be drawn in advance: ${String(error)}`);
      return null;
    }
  }

  protected override async content(): Promise<BoardContent> {
    const view = this.view();
    const board = this.board(view);
    this.differ.reset(board);
    if (!board.rows.some((row) => row.botId === this.selected)) this.select(null);
    const available = (LeaderboardPanel.knownCommands ??= await availableCommands());
    return { board: packBoard(board), present: this.present(), view, selectedBotId: this.selected, available };
  }

  protected override onChange(change: Change): void {
    if (change === 'servers') return;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      if (!this.isReady) return;
      this.sendPatch().catch((error: Error) => this.deps.log.error(`leaderboard: ${error.stack ?? error.message}`));
    }, settleMs);
  }

  protected override onFocus(): void {
    this.updateContext();
  }

  protected override onDispose(): void {
    if (this.timer) clearTimeout(this.timer);
    LeaderboardPanel.current = null;
    this.select(null);
    this.updateContext();
  }

  private async sendPatch(): Promise<void> {
    const board = this.board(this.view());
    if (board.practice !== this.differ.practice) return this.rpc.notify('show', await this.content());
    const patch = this.differ.next(board, this.present());
    if (patch) this.rpc.notify('patch', patch);
  }

  private board(view: BoardView): Board {
    const playground = this.deps.playground();
    return view.practice === null ? playground.board() : playground.board(view.practice);
  }

  private present(): BoardsPresent {
    const { board } = this.deps.playground().store;
    return { real: board.has(false), practice: board.has(true) };
  }

  private view(): BoardView {
    return restoreView(this.deps.state.get(viewKey));
  }

  private async saveView(view: BoardView): Promise<void> {
    await this.deps.state.update(viewKey, view);
  }

  private follow(botId: number | null): void {
    if (botId === null || botId === this.selected || !this.differ.has(botId)) return;
    this.select(botId);
    if (this.isReady) this.rpc.notify('select', botId);
  }

  private select(botId: number | null): void {
    if (botId === this.selected) return;
    this.selected = botId;
    this.updateContext();
    LeaderboardPanel.selection.fire(botId);
  }

  /** Keys such as Ctrl+I belong to the leaderboard only while it has the keyboard and no text is being typed. */
  private updateContext(): void {
    const focused = this.hasKeys;
    void vscode.commands.executeCommand('setContext', 'llp.leaderboardFocus', focused);
    void vscode.commands.executeCommand('setContext', 'llp.rowSelected', focused && this.selected !== null);
  }
}

/** Those of the board's commands that this extension has: they stay the same, and there are thousands to look through. */
async function availableCommands(): Promise<string[]> {
  const commands = new Set(await vscode.commands.getCommands(true));
  return boardCommands.filter((command) => commands.has(command));
}

function title(): string {
  return vscode.l10n.t('Leaderboard');
}
