import * as vscode from 'vscode';
import { coreText } from '../coreText';
import { Disposables } from '../disposables';
import { ReadOnlyFiles } from '../readOnlyFiles';
import type { Session } from '../session';
import { statusText } from '../statusText';
import type { ConductEvent } from '../../conduct/conduct';
import type { Bot } from '../../model/bot';
import type { Prompt } from '../../model/prompt';
import type { Run } from '../../model/run';
import { AnswerText, type AnswerView } from './answerText';
import { inertText } from '../../ui/inertText';

export const answerScheme = 'llp-answer';

/** One frame at 30 Hz: faster would only cost, slower would be seen. */
const frameMs = 33;
const revealMs = 200;

/**
 * Answers as files of a read-only file system, so that their tabs come back after a reload: one that is arriving grows
 * as it does, older ones come from the database.
 */
export class AnswerDocuments extends ReadOnlyFiles {
  private readonly changed = this.own(new vscode.EventEmitter<vscode.FileChangeEvent[]>());
  readonly onDidChangeFile = this.changed.event;
  private readonly live = new Map<string, LiveAnswer>();

  constructor(private readonly session: Session) {
    super();
    this.atEnd(() => this.live.forEach((live) => live.dispose()));
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const live = this.live.get(uri.toString());
    const run = live ? null : await this.runOf(uri);
    // A live answer is another file at each frame; a finished one is what it was when it ended.
    const mtime = live ? live.frames : Date.parse(run?.finishedAt ?? run?.startedAt ?? '') || 0;
    const size = (await this.readFile(uri)).byteLength;
    return { type: vscode.FileType.File, ctime: 0, mtime, size, permissions: vscode.FilePermission.Readonly };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const live = this.live.get(uri.toString());
    if (live) return live.shown();
    const run = await this.runOf(uri);
    return new TextEncoder().encode(AnswerText.of(run, await this.viewOf(run), failureOf(run)).toString());
  }

  /** Opens a tab that grows with the answer; call `finish` when the run has ended. */
  async begin(runId: number, bot: Bot, prompt: Prompt, categoryTitle: string): Promise<LiveAnswer> {
    const uri = answerUri(runId, bot.name, prompt.title);
    const text = new AnswerText(
      { botName: bot.name, promptTitle: prompt.title, categoryTitle },
      vscode.l10n.t('Waiting for the first token…'),
    );
    const live = new LiveAnswer(uri, text, () => this.fire(uri));
    this.live.set(uri.toString(), live);
    await live.open();
    return live;
  }

  /** The last text is shown, and from now on the database answers for this tab. */
  async finish(live: LiveAnswer, run: Run): Promise<void> {
    live.text.finish(run, failureOf(run));
    await live.settle();
    this.live.delete(live.uri.toString());
    live.dispose();
    this.fire(live.uri);
  }

  /** Opens a finished answer. */
  async show(run: Run, options?: vscode.TextDocumentShowOptions): Promise<vscode.TextEditor> {
    const { botName, promptTitle } = await this.viewOf(run);
    const document = await vscode.workspace.openTextDocument(answerUri(run.id, botName, promptTitle));
    return vscode.window.showTextDocument(document, { preview: false, ...options });
  }

  isLive(uri: vscode.Uri): boolean {
    return this.live.has(uri.toString());
  }

  private fire(uri: vscode.Uri): void {
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  private async runOf(uri: vscode.Uri): Promise<Run> {
    const playground = await this.session.playground();
    const run = playground.read.runs.get(runIdOf(uri) ?? -1);
    if (!run) throw vscode.FileSystemError.FileNotFound(uri);
    return run;
  }

  private async viewOf(run: Run): Promise<AnswerView> {
    const playground = await this.session.playground();
    return {
      botName: playground.read.bots.get(run.botId)?.name ?? run.request.modelId,
      promptTitle: playground.read.prompts.version(run.categoryId, run.promptId, run.promptHash)?.title ?? run.promptId,
      categoryTitle: playground.suites.category(run.categoryId)?.title ?? run.categoryId,
    };
  }
}

/** The tab of an answer that is arriving: batches what comes in, and follows its end until the person scrolls away. */
export class LiveAnswer extends Disposables {
  private timer: NodeJS.Timeout | null = null;
  private revealTimer: NodeJS.Timeout | null = null;
  private following = true;
  private revealedLine = 0;
  private topLine = 0;
  private waiting: (() => void)[] = [];

  constructor(
    readonly uri: vscode.Uri,
    readonly text: AnswerText,
    private readonly fire: () => void,
  ) {
    super();
    this.own(
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) => {
        if (textEditor.document.uri.toString() === this.uri.toString()) this.noteScroll(visibleRanges);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === this.uri.toString()) this.follow();
      }),
    );
    this.atEnd(() => {
      if (this.timer) clearTimeout(this.timer);
      if (this.revealTimer) clearTimeout(this.revealTimer);
      this.revealEnd();
    });
  }

  async open(): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.uri);
    await vscode.window.showTextDocument(document, { preview: false });
  }

  /** Takes over what has come of the answer, and shows it. */
  show(event: ConductEvent): void {
    if (event.type === 'text' || event.type === 'reasoning') this.text.add(event.type, event.text);
    if (event.type === 'text-was-reasoning') this.text.textWasReasoning();
    if (event.type === 'loading') this.text.setStatus(vscode.l10n.t('Loading the model… {0}', percent(event.progress)));
    if (event.type === 'prompt-processing')
      this.text.setStatus(vscode.l10n.t('Reading the prompt… {0}', percent(event.progress)));
    this.update();
  }

  /** Shows what has been added at the next frame; long answers are redrawn less often, as each redraw costs more. */
  update(): void {
    if (this.timer) return;
    const pause = Math.max(frameMs, this.text.length / 600);
    const wait = Math.max(0, this.drawnAt + pause - performance.now());
    // What comes after a pause, as the first word does, is shown at once.
    if (wait === 0) return this.draw();
    this.timer = setTimeout(() => {
      this.timer = null;
      this.draw();
    }, wait);
  }

  /** Counts the frames: the file's time, so that each is a change. */
  frames = 1;
  private drawn: Uint8Array | null = null;
  private drawnAt = -Infinity;

  /** Called when the editor asks for the text, more than once a frame. */
  shown(): Uint8Array {
    for (const resolve of this.waiting.splice(0)) resolve();
    this.drawn ??= new TextEncoder().encode(this.text.toString());
    return this.drawn;
  }

  private draw(): void {
    this.drawnAt = performance.now();
    this.frames++;
    this.drawn = null;
    this.fire();
  }

  /** Resolves when the editor has fetched the newest text, or at once where the tab was closed. */
  async settle(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (!vscode.workspace.textDocuments.some((document) => document.uri.toString() === this.uri.toString())) return;
    const fetched = new Promise<void>((resolve) => this.waiting.push(resolve));
    this.draw();
    await Promise.race([fetched, new Promise((resolve) => setTimeout(resolve, 2_000))]);
  }

  private editors(): vscode.TextEditor[] {
    return vscode.window.visibleTextEditors.filter((editor) => editor.document.uri.toString() === this.uri.toString());
  }

  /** Scrolling up stops the following, scrolling back to the end starts it again. */
  private noteScroll(ranges: readonly vscode.Range[]): void {
    const top = ranges[0]?.start.line ?? 0;
    const bottom = ranges.at(-1)?.end.line ?? 0;
    if (bottom >= this.revealedLine) this.following = true;
    else if (top < this.topLine) this.following = false;
    this.topLine = top;
  }

  /** The end is shown a few times a second only: in between, a scroll of the person's gets through and ends it. */
  private follow(): void {
    this.revealTimer ??= setTimeout(() => {
      this.revealTimer = null;
      this.revealEnd();
    }, revealMs);
  }

  private revealEnd(): void {
    if (!this.following) return;
    for (const editor of this.editors()) {
      const last = editor.document.lineAt(editor.document.lineCount - 1).range.end;
      this.revealedLine = last.line;
      editor.revealRange(new vscode.Range(last, last), vscode.TextEditorRevealType.Default);
    }
  }
}

/** `llp-answer:/<run>/<bot> – <prompt>.md`: the last part is the tab's title. */
export function answerUri(runId: number, botName: string, promptTitle: string): vscode.Uri {
  const title = inertText(`${botName} – ${promptTitle}`)
    .replace(/[\\/]+/g, '-')
    .slice(0, 120);
  return vscode.Uri.from({ scheme: answerScheme, path: `/${runId}/${title}.md` });
}

/** The run a document shows, or null. */
export function runIdOf(uri: vscode.Uri): number | null {
  const id = uri.scheme === answerScheme ? Number(uri.path.split('/')[1]) : NaN;
  return Number.isInteger(id) ? id : null;
}

function failureOf({ status, error }: Run): string | null {
  return error === null ? null : `**${statusText(status)}**: ${coreText(error)}`;
}

function percent(progress: number | null): string {
  return progress === null ? '' : `${Math.round(progress * 100)} %`;
}
