import * as vscode from 'vscode';
import { runCommand } from '../../edge/commands';
import { saidText } from '../../edge/coreText';
import { PanelHost, type PanelDeps } from '../../edge/webview/host';
import type { Verdict, VerdictQuestion, VerdictWishes } from '../../model/verdict';
import { verdictUses } from '../../model/verdict';
import type { Change } from '../../playground';
import type { SaveFormat, VerdictContent, VerdictHost, VerdictUi } from './protocol';
import { verdictStrings } from './strings';

export const verdictViewType = 'llp.verdict';
/** Many scores are stored in one go, and a verdict takes a moment. */
const afterMs = 150;
const mostMinutes = 600;

/** “Which One Should I Keep?”: the verdict as a page, and the scoring that settles it. */
export class VerdictPanel extends PanelHost<VerdictHost, VerdictUi, VerdictContent> {
  private settling: { question: VerdictQuestion | null; until: number } | null = null;
  private timer: NodeJS.Timeout | undefined;
  /** One after the other: two at once would draw two answers. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    panel: vscode.WebviewPanel,
    deps: PanelDeps,
    public wishes: VerdictWishes,
  ) {
    super(panel, deps, { viewType: verdictViewType, name: 'verdict', title: verdictTitle(), strings: verdictStrings });
  }

  protected override handlers(): VerdictHost {
    return {
      ask: (wishes) => {
        this.wishes = savedWishes({ wishes });
        return this.content();
      },
      settle: ({ minutes }) => this.settle(minutes),
      openAnswer: async (runId) => void (await runCommand('llp.openAnswer', runId)),
      details: async (botId) => void (await runCommand('llp.details', { botId })),
      runMore: async () => void (await runCommand('llp.startTournament')),
      copy: () => this.copy(),
      save: (format) => this.save(format),
    };
  }

  protected override content(): Promise<VerdictContent> {
    return this.inTurn(async () => this.inWords(await this.deps.playground().verdicts.of(this.wishes)));
  }

  retarget(wishes: VerdictWishes): void {
    this.wishes = wishes;
    this.sendLater();
  }

  protected override onChange(change: Change): void {
    if (change === 'scores' || change === 'runs' || change === 'bots' || change === 'suites') this.sendLater();
  }

  protected override onDispose(): void {
    clearTimeout(this.timer);
  }

  private sendLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(), afterMs);
  }

  private async send(): Promise<void> {
    if (this.disposed) return;
    try {
      if (this.settling) await this.inTurn(() => this.ask());
      if (this.isReady) this.rpc.notify('show', await this.content());
    } catch (error) {
      this.deps.log.warn(`verdict: ${(error as Error).message}`);
    }
  }

  private async settle(minutes: number): Promise<VerdictContent> {
    const time = Math.min(mostMinutes, Math.max(0, minutes)) * 60_000;
    this.settling = time > 0 ? { question: null, until: Date.now() + time } : null;
    await this.inTurn(() => this.ask());
    return this.content();
  }

  /** Opens the answer to score next, once; ends when it is decided or the time is used up. */
  private async ask(): Promise<void> {
    const { settling } = this;
    if (!settling) return;
    const { verdicts } = this.deps.playground();
    const { decided } = await verdicts.of(this.wishes);
    if (decided || Date.now() >= settling.until) {
      this.settling = null;
      return;
    }
    const before = settling.question?.runId;
    settling.question = await verdicts.next(this.wishes);
    const { question } = settling;
    if (question && question.runId !== before) void runCommand('llp.ingest', { runId: question.runId });
  }

  private inWords(verdict: Verdict): VerdictContent {
    const { sentences, overturn, parked, open, ...rest } = verdict;
    const aside = (list: Verdict['parked']) => list.map((one) => ({ ...one, reason: saidText(one.reason) }));
    const prompts = this.deps.playground().suites.categories.flatMap((category) => category.prompts);
    return {
      verdict: {
        ...rest,
        sentences: sentences.map(saidText),
        overturn: overturn.map(saidText),
        parked: aside(parked),
        open: aside(open),
      },
      titles: Object.fromEntries(prompts.map(({ categoryId, id, title }) => [`${categoryId}/${id}`, title])),
      settling: this.settling && { ...this.settling },
    };
  }

  private async copy(): Promise<void> {
    await vscode.env.clipboard.writeText(await this.text('md'));
    void vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('Copied the verdict')}`, 5_000);
  }

  private async save(format: SaveFormat): Promise<void> {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const uri = await vscode.window.showSaveDialog({
      ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, `verdict.${format}`) } : {}),
      filters: { [format.toUpperCase()]: [format] },
    });
    if (!uri) return;
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(await this.text(format)));
    void vscode.window.showInformationMessage(vscode.l10n.t('The verdict was saved to {0}.', uri.fsPath));
  }

  private async text(format: SaveFormat): Promise<string> {
    const verdict = await this.deps.playground().verdicts.of(this.wishes);
    const { verdictText } = await import('../../verdict/page');
    return verdictText(verdict, format, saidText);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const made = this.turn.then(work, work);
    this.turn = made.catch(() => undefined);
    return made;
  }
}

/** What a page asked for that is gone; whatever is no wish is left out. */
export function savedWishes(state: unknown): VerdictWishes {
  const kept = object(object(state)['wishes']);
  const use = verdictUses.find((one) => one === kept['use']) ?? 'general';
  const number = (name: string): object => {
    const value = kept[name];
    return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? { [name]: value } : {};
  };
  return { use, ...number('minSpeed'), ...number('memory'), ...number('context'), ...number('tolerance') };
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

export function verdictTitle(): string {
  return vscode.l10n.t('Which One Should I Keep?');
}
