import { createRequire } from 'node:module';
import * as vscode from 'vscode';
import { knownCommands, runCommand, setContext } from '../../edge/commands';
import type { Board } from '../../model/board';
import { paceOf, type Pace } from '../../model/pace';
import type { Change } from '../../playground';
import { PanelHost, type PanelDeps } from '../../edge/webview/host';
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

export const boardViewType = 'llp.leaderboard';
const viewKey = 'llp.leaderboard.view';
/** Changes that come in quick succession, as in a tournament, are shown together. */
const settleMs = 60;

/** Drawing needs the page's own components, which are a bundle of their own. */
function loadMarkup(extension: vscode.Uri): MarkupModule {
  return createRequire(__filename)(vscode.Uri.joinPath(extension, 'dist', 'boardMarkup.js').fsPath) as MarkupModule;
}

/** The leaderboard's tab. */
export class LeaderboardPanel extends PanelHost<
  LeaderboardHost,
  LeaderboardUi,
  BoardContent,
  vscode.WebviewPanel,
  FirstScreen
> {
  /** Those of the board's commands that this window has: they stay the same, and there are thousands to look through. */
  private static knownCommands: string[] | null = null;
  /** Of the page when it was last seen, in CSS pixels. */
  private static size = { width: 1300, height: 900 };
  private readonly differ = new BoardDiffer();
  private selected: number | null = null;
  private timer: NodeJS.Timeout | null = null;
  /** What the page was sent last. */
  private certainties: object | null = null;
  /** Likewise, as JSON; empty where it was sent nothing. */
  private beside = '';

  constructor(
    panel: vscode.WebviewPanel,
    deps: PanelDeps,
    private readonly onSelect: (botId: number | null) => void,
  ) {
    super(panel, deps, { viewType: boardViewType, name: 'board', title: boardTitle(), strings: leaderboardStrings });
  }

  /** The bot whose row is selected while the leaderboard has the keyboard, or null. */
  get selectedBotId(): number | null {
    return this.hasKeys ? this.selected : null;
  }

  /** What the open leaderboard shows, for an export of it; undefined while it is not in front. */
  get seen(): SeenBoard | undefined {
    if (!this.panel.active) return undefined;
    const view = this.view();
    return seenOf(this.board(view), view);
  }

  /** There is one leaderboard, which shows all there is. */
  retarget(): void {}

  /** Selects the row of a bot that was chosen elsewhere; a bot without a row leaves the selection as it is. */
  follow(botId: number | null): void {
    if (botId === null || botId === this.selected || !this.differ.has(botId)) return;
    this.select(botId);
    if (this.isReady) this.rpc.notify('select', botId);
  }

  /** No row is selected any more. */
  deselect(): void {
    if (this.selected === null) return;
    this.select(null);
    if (this.isReady) this.rpc.notify('select', null);
  }

  protected override handlers(): LeaderboardHost {
    return {
      execute: async ({ command, ...target }) => {
        if (!boardCommands.includes(command)) throw new Error(`The leaderboard may not execute “${command}”.`);
        await runCommand(command, target);
      },
      select: (botId) => this.select(botId),
      showPractice: async (practice) => {
        await this.saveView({ ...this.view(), practice });
        return this.content();
      },
      history: (botIds) => this.deps.playground().read.board.history(botIds.slice(0, mostCompared)),
      sheets: ({ benchmark, beside }) => {
        const { sheets } = this.deps.playground().benchmarks;
        const board = this.board(this.view());
        return beside === ''
          ? { sheet: sheets.sheet(benchmark, board) }
          : { pair: sheets.pair(benchmark, beside, board) };
      },
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
    return firstScreen(this.board(view), view, {
      present: this.present(),
      available: knownCommands,
      pace: this.pace(),
    });
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
    const present = this.present();
    this.differ.reset(board, present);
    this.certainties = null;
    // After the board itself, whatever it takes.
    this.beside = '';
    setImmediate(() => {
      this.sendCertainty(board);
      void this.sendBeside(board);
    });
    if (!board.rows.some((row) => row.botId === this.selected)) this.select(null);
    const available = (LeaderboardPanel.knownCommands ??= await knownCommands(boardCommands));
    return { board: packBoard(board), present, view, selectedBotId: this.selected, available, pace: this.pace() };
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
    this.select(null);
    this.updateContext();
  }

  private async sendPatch(): Promise<void> {
    const board = this.board(this.view());
    if (board.practice !== this.differ.practice) return this.rpc.notify('show', await this.content());
    const patch = this.differ.next(board, this.present());
    if (patch) this.rpc.notify('patch', patch);
    this.sendCertainty(board);
    await this.sendBeside(board);
  }

  /** Tells the page the ratings and what judges propose, where they differ from what it knows. */
  private async sendBeside(board: Board): Promise<void> {
    if (this.disposed) return;
    try {
      const { arena } = this.deps.playground();
      const rows = [...(await arena.beside(board))].filter(([, { arena, proposed }]) => arena !== null || proposed > 0);
      const judges = rows.some(([, { proposed }]) => proposed > 0) ? await arena.judging.agreements() : [];
      const text = JSON.stringify([rows, judges]);
      if (!this.isReady || board.practice !== this.differ.practice || text === this.beside) return;
      const isNews = rows.length > 0 || this.beside !== '';
      this.beside = text;
      if (isNews) this.rpc.notify('beside', { practice: board.practice, rows, judges });
    } catch (error) {
      this.deps.log.warn(`leaderboard: ${(error as Error).message}`);
    }
  }

  /** Works out in another thread how sure the rows are, and tells the page. The board does not depend on it. */
  private sendCertainty(board: Board): void {
    if (this.disposed) return;
    this.deps
      .playground()
      .certainty.inBackground(board)
      .then((made) => {
        if (!this.isReady || board.practice !== this.differ.practice || made === this.certainties) return;
        this.certainties = made;
        this.rpc.notify('certainty', { practice: board.practice, rows: [...made.rows], folds: made.folds });
      })
      .catch((error: Error) => this.deps.log.warn(`leaderboard: ${error.message}`));
  }

  private board(view: BoardView): Board {
    const playground = this.deps.playground();
    return view.practice === null ? playground.board() : playground.board(view.practice);
  }

  private present(): BoardsPresent {
    const { read, benchmarks: imports } = this.deps.playground();
    const benchmarks = imports.sheets.list();
    return {
      real: read.board.has(false),
      practice: read.board.has(true),
      ...(benchmarks.length > 0 ? { benchmarks } : {}),
    };
  }

  private pace(): Pace {
    return paceOf(this.deps.playground().read.board.paceEntries());
  }

  private view(): BoardView {
    return restoreView(this.deps.state.get(viewKey));
  }

  private async saveView(view: BoardView): Promise<void> {
    await this.deps.state.update(viewKey, view);
  }

  private select(botId: number | null): void {
    if (botId === this.selected) return;
    this.selected = botId;
    this.updateContext();
    this.onSelect(botId);
  }

  /** Keys such as Ctrl+I belong to the leaderboard only while it has the keyboard and no text is being typed. */
  private updateContext(): void {
    const focused = this.hasKeys;
    void setContext('llp.leaderboardFocus', focused);
    void setContext('llp.rowSelected', focused && this.selected !== null);
  }
}

export function boardTitle(): string {
  return vscode.l10n.t('Leaderboard');
}
