import * as vscode from 'vscode';
import { runCommand } from '../../edge/commands';
import { coreText } from '../../edge/coreText';
import { inPersonsLanguage } from '../../edge/verdictText';
import { answerUri } from '../../edge/answers/answerDocuments';
import type { Change } from '../../playground';
import { PanelHost, type PanelDeps } from '../../edge/webview/host';
import { inertText } from '../../ui/inertText';
import { detailsOf } from './content';
import type { BotCommand, DetailsContent, DetailsHost, DetailsUi, Notes, RunCommand } from './protocol';
import { detailsStrings } from './strings';

export const detailsViewType = 'llp.details';
const followKey = 'llp.details.follows';
const runCommands: readonly RunCommand[] = ['llp.openAnswer', 'llp.openRawLog', 'llp.runAgain', 'llp.ingest'];
const botCommands: readonly BotCommand[] = ['llp.conduct', 'llp.editParameters', 'llp.ingest'];
const settleMs = 100;

/** One bot in full; it follows the leaderboard's selection. */
export class DetailsPanel extends PanelHost<DetailsHost, DetailsUi, DetailsContent> {
  private timer: NodeJS.Timeout | null = null;
  private typed: Notes | null = null;

  constructor(
    panel: vscode.WebviewPanel,
    deps: PanelDeps,
    onDidSelectBot: vscode.Event<number | null>,
    private botId: number,
  ) {
    super(panel, deps, { viewType: detailsViewType, name: 'details', title: detailsTitle(), strings: detailsStrings });
    this.own(
      onDidSelectBot((selected) => {
        if (selected !== null && this.follows) this.retarget({ botId: selected });
      }),
    );
  }

  protected override handlers(): DetailsHost {
    return {
      setNotes: (notes) => this.setNotes(notes),
      typeNotes: (notes) => {
        this.typed = notes;
      },
      verdicts: (runId) => inPersonsLanguage(this.playground.checking.sheet(runId)?.items ?? []),
      follow: async (follows) => {
        await this.deps.state.update(followKey, follows);
      },
      forRun: async ({ command, runId }) => {
        if (!runCommands.includes(command)) throw new Error(`The details may not execute “${command}”.`);
        if (command === 'llp.ingest') await runCommand(command, { runId });
        else await runCommand(command, runId);
      },
      forBot: async ({ command }) => {
        if (!botCommands.includes(command)) throw new Error(`The details may not execute “${command}”.`);
        await runCommand(command, { botId: this.botId });
      },
      compare: ({ left, right, as }) => this.compare(left, right, as),
      compareWithOther: async (runA) => {
        await runCommand('llp.diffAnswers', { runA });
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
    if (this.typed) this.setNotes(this.typed);
  }

  private setNotes({ botId, text }: Notes): void {
    this.typed = null;
    this.playground.bots.setNotes(botId, text);
  }

  retarget({ botId }: { botId: number }): void {
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
      await runCommand('llp.diffAnswers', { runA: left, runB: right });
      return;
    }
    const [a, b] = [this.uriOf(left), this.uriOf(right)];
    await vscode.window.showTextDocument(a, { preview: false, viewColumn: vscode.ViewColumn.One });
    await vscode.window.showTextDocument(b, { preview: false, viewColumn: vscode.ViewColumn.Two });
  }

  private uriOf(runId: number): vscode.Uri {
    const run = this.playground.read.runs.require(runId);
    const prompt = this.playground.read.prompts.version(run.categoryId, run.promptId, run.promptHash);
    return answerUri(runId, this.nameOf(runId), prompt?.title ?? run.promptId);
  }

  private nameOf(runId: number): string {
    const run = this.playground.read.runs.require(runId);
    return this.playground.read.bots.get(run.botId)?.name ?? run.request.modelId;
  }

  private get follows(): boolean {
    return this.deps.state.get(followKey, true);
  }

  private get playground(): ReturnType<PanelDeps['playground']> {
    return this.deps.playground();
  }
}

/** Whose details a page kept that is gone, or null. */
export function savedBot(state: unknown): number | null {
  const botId = typeof state === 'object' && state !== null && 'botId' in state ? state.botId : null;
  return typeof botId === 'number' ? botId : null;
}

export function detailsTitle(): string {
  return vscode.l10n.t('Bot details');
}
