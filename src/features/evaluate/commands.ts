import * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import { runAtCursor } from '../../edge/answers/runAtCursor';
import type { Evaluation } from '../../evaluate/model';
import { codePrompt } from '../../playground/evaluator';
import { isFigure, setFigure, type FigureName } from './figures';
import { headerNames, headerOf, withCheck, type HeaderName } from './header';
import type { EvaluateFeature } from './feature';
import { scoreText } from './words';

declare module '../../edge/commands' {
  interface Commands {
    /** The answer of a file in llm_outputs/swe; without one, the one in front. */
    'llp.evaluateAnswer': (file?: vscode.Uri) => Promise<void>;
    /** The new queue's number; undefined where the person turned away. */
    'llp.evaluateAll': () => Promise<number | undefined>;
    /** What the machine has for running code, and how to install what it has not. */
    'llp.checkTools': () => Promise<void>;
    /** Asks before code of a queue is run, where that is still to be asked. False: nothing of it may begin. */
    'llp.internal.leaveToEvaluate': (tournamentId: number) => Promise<boolean>;
    /** Says how a queue of evaluations ended. */
    'llp.internal.sayEvaluated': (tournamentId: number) => Promise<void>;
    /** A figure of a program's header; asked for without one. */
    'llp.setHeaderPoints': (target?: { uri: vscode.Uri; name: HeaderName | FigureName }) => Promise<void>;
  }
}

export async function evaluateAnswer(edge: Edge, feature: EvaluateFeature, file?: vscode.Uri): Promise<void> {
  const playground = await edge.session.playground();
  const uri = file instanceof vscode.Uri ? file : vscode.window.activeTextEditor?.document.uri;
  if (uri && feature.files.has(uri)) {
    // What stands in the editor is what the person means.
    await vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())?.save();
    const [found] = await withProgress((token) => feature.tests.evaluate([uri], token));
    if (found) say(found);
    return;
  }
  const runId = runAtCursor();
  const run = runId === null ? null : playground.read.runs.get(runId);
  if (run?.promptId !== codePrompt)
    throw new Error(
      vscode.l10n.t(
        'Open an answer with code first: a file in llm_outputs/swe, or the answer to the prompt “swe-shelf”.',
      ),
    );
  const name = playground.read.bots.get(run.botId)?.name ?? '';
  if (!(await feature.consent.ask([name]))) return;
  const found = await withProgress((token, report) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    return feature.evaluations.run({ runId: run.id }, { signal: stop.signal, onProgress: report });
  });
  say(found);
}

function say(found: Evaluation): void {
  void vscode.window.showInformationMessage(vscode.l10n.t('{0}: {1} points.', found.bot, scoreText(found)));
}

function withProgress<T>(
  work: (token: vscode.CancellationToken, report: (sentence: string) => void) => Promise<T>,
): Promise<T> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Evaluating code'),
    cancellable: true,
  };
  return Promise.resolve(
    vscode.window.withProgress(options, (progress, token) => work(token, (message) => progress.report({ message }))),
  );
}

export async function setHeaderPoints(
  { files }: EvaluateFeature,
  target?: { uri: vscode.Uri; name: HeaderName | FigureName },
): Promise<void> {
  const uri = target?.uri ?? vscode.window.activeTextEditor?.document.uri;
  if (!uri || !files.isCode(uri))
    throw new Error(vscode.l10n.t('Open an answer’s code in llm_outputs/swe first: its header holds these points.'));
  const document = await vscode.workspace.openTextDocument(uri);
  const written = files.written(document);
  const { checks } = headerOf(document, files.maxima, written);
  const name = target?.name ?? ((await vscode.window.showQuickPick([...headerNames])) as HeaderName | undefined);
  if (name === undefined) return;
  if (isFigure(name)) return setFigure(document, name, written);
  const value =
    name === 'adjustment'
      ? await pickAdjustment(checks[name])
      : await askPoints(name, checks[name], files.maxima[name] ?? 0);
  if (value === undefined) return;
  await vscode.workspace.applyEdit(withCheck(document, name, value, files.maxima, written));
  // On saving it is taken over into the score.
  await document.save();
}

async function pickAdjustment(now: number | undefined): Promise<number | undefined> {
  const items = [
    { label: '0', description: vscode.l10n.t('It ran as it came'), value: 0 },
    { label: '1', description: vscode.l10n.t('It ran after a minor adjustment'), value: 1 },
    { label: '-1', description: vscode.l10n.t('Disqualified: everything is 0'), value: -1 },
  ];
  const placeHolder = vscode.l10n.t('How did it run? It says {0} now.', now ?? '–');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.value;
}

async function askPoints(name: string, now: number | undefined, max: number): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    prompt: vscode.l10n.t('Points for “{0}”, from 0 to {1}', name, max),
    value: now === undefined ? '' : String(now),
    validateInput: (typed) => {
      const value = Number(typed.trim().replace(',', '.'));
      return typed.trim() !== '' && value >= 0 && value <= max
        ? null
        : vscode.l10n.t('Type a number from 0 to {0}.', max);
    },
  });
  return text === undefined ? undefined : Number(text.trim().replace(',', '.'));
}
