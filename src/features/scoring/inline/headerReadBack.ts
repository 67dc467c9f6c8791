import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { Disposables } from '../../../edge/disposables';
import { errorText } from '../../../edge/errorText';
import type { Session } from '../../../edge/session';
import { answerSections, statsLineOf } from '../../../conduct/answerFile';
import { changedChecks, changedStats, readCodeHeader } from '../../../model/codeHeader';
import type { Run } from '../../../model/run';
import { parseStatsLine, type StatsLine } from '../../../model/statsLine';
import type { Playground } from '../../../playground';
import { sectionHead } from '../../../edge/answers/layout';
import { linesOf, type AnswerPlace, type AnswerPlaces } from '../../../edge/answers/places';

/** Header lines that a person edits in a saved answer are taken over into its figures and its score, on saving. */
export class HeaderReadBack extends Disposables {
  /** What stood on disk when a save began, by document. */
  private readonly before = new Map<string, string>();

  constructor(
    private readonly session: Session,
    private readonly places: AnswerPlaces,
  ) {
    super();
    this.own(
      vscode.workspace.onWillSaveTextDocument((event) => {
        if (this.isSaved(event.document.uri)) event.waitUntil(this.remember(event.document.uri));
      }),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (this.isSaved(document.uri)) void this.readBack(document);
      }),
    );
  }

  private isSaved(uri: vscode.Uri): boolean {
    return uri.scheme === 'file' && this.places.isAnswer(uri);
  }

  private async remember(uri: vscode.Uri): Promise<void> {
    const text = await readFile(uri.fsPath, 'utf8').catch(() => null);
    if (text !== null) this.before.set(uri.toString(), text);
  }

  private async readBack(document: vscode.TextDocument): Promise<void> {
    const key = document.uri.toString();
    const before = this.before.get(key) ?? null;
    this.before.delete(key);
    try {
      const playground = await this.session.playground();
      const said = this.places.in(document).flatMap((place) => this.take(playground, document, place, before));
      if (said.length === 0) return;
      void vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('Read back: {0}', said.join(', '))}`, 8_000);
    } catch (error) {
      this.session.log.warn(String(error));
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          'The header of {0} was saved, but not taken over. {1}',
          vscode.workspace.asRelativePath(document.uri),
          errorText(error),
        ),
      );
    }
  }

  /** Takes over what has changed in one answer's header. Returns words for what was taken. */
  private take(
    playground: Playground,
    document: vscode.TextDocument,
    { run, layout, first, last }: AnswerPlace,
    before: string | null,
  ): string[] {
    const lines = linesOf(document);
    const printed = parseStatsLine(statsLineOf(run));
    if (layout.kind === 'section') {
      const old = before === null ? null : statsOfSection(before, run);
      return this.store(playground, run, statsChanges(run, old ?? printed, statsBetween(lines, first, last)), {});
    }
    const header = readCodeHeader(lines, run.text);
    const old = before === null ? null : readCodeHeader(before.split(/\r\n?|\n/), run.text);
    const isKnown = playground.read.prompts.version(run.categoryId, run.promptId, run.promptHash) !== null;
    const checks = isKnown ? changedChecks(old?.checks ?? {}, header.checks) : {};
    return this.store(playground, run, statsChanges(run, old?.stats ?? printed, header.stats), checks);
  }

  private store(playground: Playground, run: Run, stats: Partial<StatsLine>, checks: Record<string, number>): string[] {
    if (Object.keys(stats).length + Object.keys(checks).length === 0) return [];
    playground.answers.takeHeader(run.id, { stats, checks });
    return [...statsSaid(stats), ...Object.entries(checks).map(([name, value]) => `${name} ${value}`)];
  }
}

function statsChanges(run: Run, before: StatsLine | null, after: StatsLine | null): Partial<StatsLine> {
  const { stopReason, ...figures } = changedStats(before, after);
  // Of an answer that is not whole the header line shows the status where the stop reason would stand.
  return run.status === 'complete' && stopReason !== undefined ? { ...figures, stopReason } : figures;
}

function statsSaid(changes: Partial<StatsLine>): string[] {
  const said: string[] = [];
  if (changes.tokensPerSecond !== undefined) said.push(`${changes.tokensPerSecond} tok/sec`);
  if (changes.completionTokens !== undefined) said.push(vscode.l10n.t('{0} tokens', changes.completionTokens ?? 0));
  if (changes.timeToFirstTokenSeconds !== undefined)
    said.push(vscode.l10n.t('{0} s to first token', changes.timeToFirstTokenSeconds ?? 0));
  if ('stopReason' in changes) said.push(`Stop: ${changes.stopReason}`);
  return said;
}

function statsBetween(lines: string[], start: number, end: number): StatsLine | null {
  const { stats } = sectionHead(lines, start, end);
  return stats === null ? null : parseStatsLine(lines[stats] ?? '');
}

function statsOfSection(text: string, run: Run): StatsLine | null {
  const section = answerSections(text).find((other) => other.runId === run.id && other.promptId === run.promptId);
  if (!section) return null;
  const end = text.slice(0, section.end).split(/\r\n?|\n/).length - 1;
  return statsBetween(text.split(/\r\n?|\n/), section.line, end);
}
