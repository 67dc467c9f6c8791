import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { coreText } from '../../edge/coreText';
import { Disposables } from '../../edge/disposables';
import { TypingPause } from '../../edge/typingPause';
import { plain } from '../../edge/plainText';
import { verdictWord } from '../../edge/verdictText';
import type { CheckSheet, CheckVerdict } from '../../model/check';
import { promptKey } from '../../model/prompt';
import { parseHeading } from '../../suites/heading';
import { parseSuite } from '../../suites/parse';
import { checkPlaces, placedChecks } from '../../suites/tools/checkPlaces';
import { rubricLines } from '../../suites/tools/rubricLines';
import { keptDraw } from '../../suites/variants/kept';
import type { PromptPlace } from '../../suites/layout';
import type { SuiteDocuments } from './suiteDocuments';

/** The stored answer that the checks of a prompt are tried on. */
export interface Trial {
  /** Of the suite file. */
  uri: string;
  promptId: string;
  runId: number;
  /** Of the bot that gave the answer. */
  bot: string;
}

/** VS Code cuts the hints of a line at 43 characters. */
const longestHint = 40;

/**
 * Shows at each check line of a prompt what it says of one stored answer, while the line is typed. The checks are
 * carried out in a thread of their own.
 */
export class CheckTrial extends Disposables implements vscode.InlayHintsProvider {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeInlayHints = this.changed.event;
  /** Told after each reading. */
  readonly onDidChange = this.changed.event;
  private readonly pause = this.own(new TypingPause((document) => void this.read(document)));
  private trial: Trial | null = null;
  private sheet: CheckSheet | null = null;
  private verdicts = new Map<string, CheckVerdict>();
  private problem: string | null = null;
  private reading = 0;

  constructor(private readonly suites: SuiteDocuments) {
    super();
    this.own(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === this.trial?.uri) this.pause.after(document);
      }),
    );
  }

  async start(trial: Trial, document: vscode.TextDocument): Promise<void> {
    this.forget();
    this.trial = trial;
    await this.read(document);
  }

  stop(): void {
    this.forget();
    this.suites.session.current?.checking.endTrial();
    this.changed.fire();
  }

  /** How it goes for a prompt; null where nothing is tried on it. */
  of(document: vscode.TextDocument, promptId: string): (Trial & { sheet: CheckSheet | null; problem: string | null }) | null {
    const { trial, sheet, problem } = this;
    return trial?.uri === document.uri.toString() && trial.promptId === promptId ? { ...trial, sheet, problem } : null;
  }

  /** The prompt that is named, or else stands at a line of a suite; null where there is none. */
  promptAt(
    document: vscode.TextDocument,
    line: number,
    key?: string,
  ): { categoryId: string; promptId: string } | null {
    if (!this.suites.has(document)) return null;
    const prompts = this.suites.prompts(document);
    return (
      (key === undefined
        ? prompts.findLast(({ place }) => place.block.line <= line)
        : prompts.find(({ categoryId, promptId }) => promptKey(categoryId, promptId) === key)) ?? null
    );
  }

  /** What the check on a line says of the answer, in Markdown without meaning; null where nothing is tried. */
  saidAt(document: vscode.TextDocument, line: number): vscode.MarkdownString | null {
    const place = this.placeIn(document);
    const found = place && checkPlaces(place, document.getText()).find((one) => one.line === line);
    const verdict = found && this.verdicts.get(keyOf(found));
    return verdict ? tooltipOf(verdict) : null;
  }

  provideInlayHints(document: vscode.TextDocument, range: vscode.Range): vscode.InlayHint[] {
    const place = this.placeIn(document);
    if (!place) return [];
    const source = document.getText();
    const checks = checkPlaces(place, source).flatMap((one) => {
      const verdict = this.verdicts.get(keyOf(one));
      return verdict ? [hint(document, one.line, hintText(verdict), tooltipOf(verdict))] : [];
    });
    const items = (place.rubric ? rubricLines(place.rubric, source) : []).flatMap(({ id, span }) => {
      const item = this.sheet?.items.find((one) => one.id === id);
      if (!item) return [];
      const text = item.settled
        ? vscode.l10n.t('{0} of {1} proven', item.points, item.max)
        : vscode.l10n.t('a person decides');
      return [hint(document, span.line, text)];
    });
    return [...items, ...checks].filter(({ position }) => range.contains(position));
  }

  private forget(): void {
    this.reading++;
    this.trial = null;
    this.sheet = null;
    this.problem = null;
    this.verdicts = new Map();
  }

  private placeIn(document: vscode.TextDocument): PromptPlace | null {
    const { trial } = this;
    if (trial?.uri !== document.uri.toString()) return null;
    return (
      this.suites.layout(document).layout.prompts.find(({ heading }) => {
        const parsed = parseHeading(heading.title);
        return 'id' in parsed && parsed.id === trial.promptId;
      }) ?? null
    );
  }

  private async read(document: vscode.TextDocument): Promise<void> {
    const { trial } = this;
    if (!trial || document.isClosed) return;
    // What is typed meanwhile makes another reading, and the later one counts.
    const reading = ++this.reading;
    try {
      const playground = await this.suites.session.playground();
      const file = document.uri.fsPath;
      const draw = await keptDraw(this.suites.session.workspace);
      const shared = await this.suites.shared(document);
      const source = document.getText();
      const { category, problems } = parseSuite(source, file, shared, draw);
      const prompt = category?.prompts.find(({ id }) => id === trial.promptId);
      const place = this.placeIn(document);
      if (!prompt || !place) return;
      const sheet = await playground.checking.tryOut(prompt, trial.runId, dirname(file));
      if (reading !== this.reading) return;
      const said = new Map(sheet.items.map(({ id, verdicts }) => [id, verdicts]));
      this.verdicts = new Map(
        placedChecks(checkPlaces(place, source), prompt.rubric, problems).flatMap(({ place: at, item, index }) => {
          const verdict = said.get(item)?.[index];
          return verdict ? [[keyOf(at), verdict] as const] : [];
        }),
      );
      this.sheet = sheet;
      this.problem = null;
    } catch (error) {
      if (reading !== this.reading) return;
      this.problem = coreText((error as Error).message);
    }
    this.changed.fire();
  }
}

function keyOf({ item, text }: { item: string; text: string }): string {
  return `${item}\n${text}`;
}

function hint(document: vscode.TextDocument, line: number, text: string, tooltip?: vscode.MarkdownString): vscode.InlayHint {
  const shown = new vscode.InlayHint(document.lineAt(line).range.end, text);
  shown.paddingLeft = true;
  if (tooltip) shown.tooltip = tooltip;
  return shown;
}

function hintText(verdict: CheckVerdict): string {
  const signs = { pass: '✓', fail: '✗', unknown: '?' };
  const text = `${signs[verdict.verdict]} ${coreText(verdict.evidence).replace(/\s+/g, ' ')}`;
  return text.length > longestHint ? `${text.slice(0, longestHint - 1)}…` : text;
}

function tooltipOf(verdict: CheckVerdict): vscode.MarkdownString {
  return plain(`${verdictWord(verdict)}\n${coreText(verdict.evidence)}`);
}
