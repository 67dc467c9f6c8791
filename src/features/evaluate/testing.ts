import { basename } from 'node:path';
import * as vscode from 'vscode';
import { Disposables } from '../../edge/disposables';
import { errorText } from '../../edge/errorText';
import { answersIn } from '../../evaluate/files';
import type { Evaluation } from '../../evaluate/model';
import type { AnswerFiles } from './answerFiles';
import type { Consent } from './consent';
import { coverageOf, detailsOf } from './coverage';
import { botOf, type Evaluations } from './evaluations';
import { definitionLine } from './placing';
import { adjustedText, figuresText, inert, itemsTable, scoreText } from './words';

interface Case {
  id: string;
  op: 'parse' | 'run';
  label: string;
}

const longestLabel = 120;

/** The Testing view: an item an answer, and below it the cases that judge it. */
export class AnswerTests extends Disposables {
  private readonly controller = this.own(
    vscode.tests.createTestController('llp.evaluate', vscode.l10n.t('LLP: answers with code')),
  );
  private readonly coverageProfile: vscode.TestRunProfile;
  private cases: Promise<Case[]> | null = null;
  /** Items whose results are of the answer as it stands. */
  private readonly shown = new Set<string>();

  constructor(
    private readonly files: AnswerFiles,
    private readonly evaluations: Evaluations,
    private readonly consent: Consent,
    private readonly onProblem: (problem: unknown) => void,
  ) {
    super();
    const start = (request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> =>
      this.start(request, token);
    const { Run, Coverage } = vscode.TestRunProfileKind;
    this.controller.createRunProfile(vscode.l10n.t('Evaluate'), Run, start, true, undefined, true);
    const withCoverage = vscode.l10n.t('Evaluate and show what its tests reach');
    this.coverageProfile = this.controller.createRunProfile(withCoverage, Coverage, start, true, undefined, true);
    this.coverageProfile.loadDetailedCoverage = (_run, coverage) => detailsOf(coverage);
    this.controller.refreshHandler = () => this.refresh();
    this.controller.resolveHandler = (item) => (item ? this.resolve(item) : this.refresh());
    const watcher = vscode.workspace.createFileSystemWatcher('**/llm_outputs/swe/*');
    const isOpen = (uri: vscode.Uri): boolean =>
      vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
    this.own(
      watcher,
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.outdate(document.uri);
      }),
      // What is open tells of it itself, and before it is saved.
      watcher.onDidChange((uri) => {
        if (!isOpen(uri)) this.outdate(uri);
      }),
      watcher.onDidCreate(() => void this.refresh()),
      watcher.onDidDelete(() => void this.refresh()),
    );
    void this.refresh();
  }

  /** Reads which answers there are. */
  async refresh(): Promise<void> {
    const { folder } = this.files;
    const found = folder === null ? [] : await answersIn(folder);
    const items = found.map((file) => {
      const uri = vscode.Uri.file(file);
      const known = this.controller.items.get(uri.toString());
      if (known) return known;
      const item = this.controller.createTestItem(uri.toString(), botOf(uri), uri);
      item.description = basename(file);
      item.canResolveChildren = true;
      // An answer can be run by a button beside its first line.
      item.range = new vscode.Range(0, 0, 0, 0);
      return item;
    });
    this.controller.items.replace(items);
  }

  /** Evaluates these answers, or all of them, as a run of the Testing view. Returns what was found. */
  async evaluate(uris: readonly vscode.Uri[] | null, token: vscode.CancellationToken): Promise<Evaluation[]> {
    await this.refresh();
    // Tests are evaluated with the code beside them, and of code and Markdown of one bot the code counts.
    const items = uris?.flatMap((uri) => this.controller.items.get(uri.toString()) ?? this.byBot(botOf(uri)));
    return this.run(new vscode.TestRunRequest(items), token);
  }

  /** Shows what a job of the queue has found. */
  async take(found: Evaluation): Promise<void> {
    await this.refresh();
    for (const item of this.byBot(found.bot)) {
      const request = new vscode.TestRunRequest([item]);
      const run = this.controller.createTestRun(request, vscode.l10n.t('Evaluated in the queue'));
      try {
        run.appendOutput(inLines(`${item.label}\n${itemsTable(found)}\n${scoreText(found)} ${figuresText(found)}`));
        await this.show(run, request, item, found);
      } finally {
        run.end();
      }
    }
  }

  /** Code or tests of an answer have changed: what was found of it is of another answer. */
  private outdate(uri: vscode.Uri): void {
    if (!this.files.has(uri)) return;
    for (const item of this.byBot(botOf(uri))) {
      if (!item.uri || !this.shown.delete(item.id)) continue;
      this.controller.invalidateTestResults(item);
      item.description = basename(item.uri.path);
    }
  }

  private byBot(bot: string): vscode.TestItem[] {
    const found: vscode.TestItem[] = [];
    this.controller.items.forEach((item) => {
      if (item.label === bot) found.push(item);
    });
    return found;
  }

  private async start(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    try {
      if (request.continuous !== true) {
        await this.run(request, token);
        return;
      }
      const saved = vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        const items = this.answersOf(request).filter((item) => item.uri && botOf(item.uri) === botOf(uri));
        if (!this.files.has(uri) || items.length === 0) return;
        const again = new vscode.TestRunRequest(items, request.exclude, request.profile, true, true);
        this.run(again, token).catch(this.onProblem);
      });
      token.onCancellationRequested(() => {
        saved.dispose();
      });
      this.own(saved);
    } catch (error) {
      this.onProblem(error);
    }
  }

  /** The answers that a request means; a case stands for its answer, as all of them are judged together. */
  private answersOf(request: vscode.TestRunRequest): vscode.TestItem[] {
    const all: vscode.TestItem[] = [];
    this.controller.items.forEach((item) => all.push(item));
    const wanted = new Set((request.include ?? all).map((item) => item.parent ?? item));
    return all.filter((item) => wanted.has(item) && !request.exclude?.includes(item));
  }

  private async run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<Evaluation[]> {
    const items = this.answersOf(request);
    if (items.length === 0 || !(await this.consent.ask(items.map(({ description, label }) => description ?? label)))) {
      // Without a run that ends the view would wait for one.
      this.controller.createTestRun(request).end();
      return [];
    }
    const run = this.controller.createTestRun(request);
    const stop = new AbortController();
    const stopping = [token, run.token].map((one) => one.onCancellationRequested(() => stop.abort()));
    const found: Evaluation[] = [];
    try {
      for (const item of items) run.enqueued(item);
      for (const item of items) {
        if (stop.signal.aborted) run.skipped(item);
        else found.push(...(await this.evaluateItem(run, request, item, stop.signal)));
      }
    } finally {
      for (const one of stopping) one.dispose();
      run.end();
    }
    return found;
  }

  private async evaluateItem(
    run: vscode.TestRun,
    request: vscode.TestRunRequest,
    item: vscode.TestItem,
    signal: AbortSignal,
  ): Promise<Evaluation[]> {
    const { uri } = item;
    if (!uri) return [];
    const say = (text: string): void => run.appendOutput(inLines(text), undefined, item);
    run.started(item);
    say(`\n${item.label}`);
    try {
      const found = await this.evaluations.run(
        { file: uri },
        {
          signal,
          onProgress: (sentence) => say(`  ${sentence}…`),
          onCommand: ({ step, command, exitCode, milliseconds }, output) => {
            say(`  ${step}: ${command.join(' ')} (${exitCode ?? vscode.l10n.t('killed')}, ${milliseconds} ms)`);
            // What the driver answers is hexadecimal, and stands with the cases that fail.
            if (step !== 'cases' && exitCode !== 0 && output.trim() !== '') say(output.trim());
          },
        },
      );
      say(`${adjustedText(found)}${itemsTable(found)}\n${scoreText(found)} ${figuresText(found)}`);
      await this.show(run, request, item, found);
      return [found];
    } catch (error) {
      if (signal.aborted) run.skipped(item);
      else {
        say(errorText(error));
        run.errored(item, new vscode.TestMessage(errorText(error)));
      }
      return [];
    }
  }

  private async show(
    run: vscode.TestRun,
    request: vscode.TestRunRequest,
    item: vscode.TestItem,
    found: Evaluation,
  ): Promise<void> {
    const { uri } = item;
    if (!uri) return;
    const milliseconds = found.commands.reduce((sum, command) => sum + command.milliseconds, 0);
    item.description = `${basename(uri.path)}  ${scoreText(found)}`;
    this.shown.add(item.id);
    if (found.status === 'unscored') return run.skipped(item);
    const document = await vscode.workspace.openTextDocument(uri);
    await this.resolve(item);
    const cases = await this.allCases();
    const failed = new Map(found.cases.failed.map((one) => [one.id, one]));
    // A score file has the first failures only, and the names of all.
    const wrongIds = new Set(found.cases.wrong);
    const ran = found.adjustment !== -1;
    for (const { id, op } of ran ? cases : []) {
      const child = item.children.get(id);
      if (!child || request.exclude?.includes(child)) continue;
      const wrong = failed.get(id);
      if (!wrong && !wrongIds.has(id)) {
        run.passed(child);
        continue;
      }
      const message = wrong
        ? vscode.TestMessage.diff(inert(wrong.input), inert(wrong.expected), inert(wrong.actual))
        : new vscode.TestMessage(vscode.l10n.t('It fails; evaluate this answer again to see what came.'));
      const line = definitionLine(document, op);
      message.location = new vscode.Location(uri, document.lineAt(line).range);
      run.failed(child, message);
    }
    const lost = Object.values(found.items).filter(({ points, max }) => points !== null && points < max);
    if (lost.length === 0) run.passed(item, milliseconds);
    else {
      const message = new vscode.TestMessage(
        lost.map(({ points, max, evidence }) => `${points}/${max}: ${inert(evidence)}`).join('\n'),
      );
      message.location = new vscode.Location(uri, document.lineAt(0).range);
      run.failed(item, message, milliseconds);
    }
    const coverage = coverageOf(document, found);
    if (coverage && request.profile === this.coverageProfile) run.addCoverage(coverage);
  }

  private async resolve(item: vscode.TestItem): Promise<void> {
    if (item.parent || item.children.size > 0) return;
    const cases = await this.allCases();
    item.children.replace(
      cases.map(({ id, label }, index) => {
        const text = inert(label);
        const shown = text.length > longestLabel ? `${text.slice(0, longestLabel)}…` : text;
        const child = this.controller.createTestItem(id, id, item.uri);
        child.description = shown;
        child.sortText = String(index).padStart(5, '0');
        return child;
      }),
    );
  }

  private allCases(): Promise<Case[]> {
    this.cases ??= this.evaluations.session.playground().then(({ evaluator }) => evaluator.cases());
    this.cases.catch(() => (this.cases = null));
    return this.cases;
  }
}

/** For the terminal of a test run. */
function inLines(text: string): string {
  return `${inert(text).replaceAll('\n', '\r\n')}\r\n`;
}
