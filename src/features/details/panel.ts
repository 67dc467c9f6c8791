import * as vscode from 'vscode';
import { coreText } from '../../edge/coreText';
import { answerUri } from '../../edge/answers/answerDocuments';
import type { Change } from '../../playground';
import { createPanel, PanelHost, type PanelDeps } from '../../edge/webview/host';
import { LeaderboardPanel } from '../board/panel';
import { inertText } from '../../ui/inertText';
import { detailsOf } from './content';
import type { BotCommand, DetailsContent, DetailsHost, DetailsUi, Notes, RunCommand } from './protocol';
import { detailsStrings } from './strings';

const followKey = 'llp.details.follows';
const runCommands: readonly RunCommand[] = ['llp.openAnswer', 'llp.openRawLog', 'llp.runAgain', 'llp.ingest'];
const botCommands: readonly BotCommand[] = ['llp.conduct', 'llp.editParameters', 'llp.ingest'];
const settleMs = 100;

/** One bot in full; there is one such tab at most, and it follows the leaderboard's selection. */
export class DetailsPanel extends PanelHost<DetailsHost, DetailsUi, DetailsContent> {
  static readonly viewType = 'llp.details';
  private static current: DetailsPanel | null = null;
  private timer: NodeJS.Timeout | null = null;
  private typed: Notes | null = null;

  /** Shows a bot, beside what is being looked at. */
  static show(deps: PanelDeps, target: { botId: number }, column = vscode.ViewColumn.Beside): void {
    const { current } = DetailsPanel;
    if (current) {
      current.panel.reveal();
      current.retarget(target.botId);
    } else {
      const panel = createPanel(DetailsPanel.viewType, title(), deps, column);
      DetailsPanel.current = new DetailsPanel(panel, deps, target.botId);
    }
  }

  /** Lets VS Code bring the tab back after a reload of the window. */
  static register(deps: PanelDeps): vscode.Disposable {
    return vscode.window.registerWebviewPanelSerializer(DetailsPanel.viewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const botId = savedBot(state);
        if (botId !== null) DetailsPanel.current = new DetailsPanel(panel, deps, botId);
        else panel.dispose();
      },
    });
  }

  /** Opens the details anew with what their page kept. */
  static reopen(deps: PanelDeps, column: vscode.ViewColumn, state: unknown): void {
    const botId = savedBot(state);
    if (botId !== null) DetailsPanel.show(deps, { botId }, column);
  }

  private constructor(
    panel: vscode.WebviewPanel,
    deps: PanelDeps,
    private botId: number,
  ) {
    super(panel, deps, { viewType: DetailsPanel.viewType, name: 'details', title: title(), strings: detailsStrings });
    this.disposables.push(
      LeaderboardPanel.onDidSelectBot((selected) => {
        if (selected !== null && this.follows) this.retarget(selected);
      }),
    );
  }

  protected override handlers(): DetailsHost {
    return {
      setNotes: (notes) => this.setNotes(notes),
      typeNotes: (notes) => {
        this.typed = notes;
      },
      follow: async (follows) => {
        await this.deps.state.update(followKey, follows);
      },
      forRun: async ({ command, runId }) => {
        if (!runCommands.includes(command)) throw new Error(`The details may not execute “${command}”.`);
        await vscode.commands.executeCommand(command, command === 'llp.ingest' ? { runId } : runId);
      },
      forBot: async ({ command }) => {
        if (!botCommands.includes(command)) throw new Error(`The details may not execute “${command}”.`);
        const bot = this.playground.store.bots.get(this.botId);
        await vscode.commands.executeCommand(command, { kind: 'bot', bot, botId: this.botId });
      },
      compare: ({ left, right, as }) => this.compare(left, right, as),
      compareWithOther: async (runA) => {
        await vscode.commands.executeCommand('llp.diffAnswers', { runA });
      },
    };
  }

  protected override content(): DetailsContent {
    const content = detailsOf(this.playground, this.botId, this.follows);
    this.panel.title = inertText(content.bot.name);
    const runs = content.runs.map((run) => (run.error === null ? run : { ...run, error: coreText(run.error) }));
    return { ...content, runs };
  }

  protected override onChange(change: Change): void {
    if (change === 'servers' || change === 'suites') return;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.send();
    }, settleMs);
  }

  protected override onDispose(): void {
    if (this.timer) clearTimeout(this.timer);
    DetailsPanel.current = null;
    if (this.typed) this.setNotes(this.typed);
  }

  private setNotes({ botId, text }: Notes): void {
    this.typed = null;
    this.playground.store.bots.setNotes(botId, text);
    this.playground.notify('bots');
  }

  private retarget(botId: number): void {
    if (botId === this.botId) return;
    this.botId = botId;
    this.send();
  }

  private send(): void {
    if (!this.isReady) return;
    try {
      this.rpc.notify('show', this.content());
    } catch (error) {
      this.deps.log.warn(`details: ${(error as Error).message}`);
    }
  }

  private async compare(left: number, right: number, as: 'difference' | 'side-by-side'): Promise<void> {
    if (as === 'difference') {
      await vscode.commands.executeCommand('llp.diffAnswers', { runA: left, runB: right });
      return;
    }
    const [a, b] = [this.uriOf(left), this.uriOf(right)];
    await vscode.window.showTextDocument(a, { preview: false, viewColumn: vscode.ViewColumn.One });
    await vscode.window.showTextDocument(b, { preview: false, viewColumn: vscode.ViewColumn.Two });
  }

  private uriOf(runId: number): vscode.Uri {
    const run = this.playground.store.runs.require(runId);
    const prompt = this.playground.store.prompts.version(run.categoryId, run.promptId, run.promptHash);
    return answerUri(runId, this.nameOf(runId), prompt?.title ?? run.promptId);
  }

  private nameOf(runId: number): string {
    const run = this.playground.store.runs.require(runId);
    return this.playground.store.bots.get(run.botId)?.name ?? run.request.modelId;
  }

  private get follows(): boolean {
    return this.deps.state.get(followKey, true);
  }

  private get playground(): ReturnType<PanelDeps['playground']> {
    return this.deps.playground();
  }
}

function savedBot(state: unknown): number | null {
  const botId = typeof state === 'object' && state !== null && 'botId' in state ? state.botId : null;
  return typeof botId === 'number' ? botId : null;
}

function title(): string {
  return vscode.l10n.t('Bot details');
}
