import { basename } from 'node:path';
import * as vscode from 'vscode';
import { runCommand } from '../../edge/commands';
import type { Edge } from '../../edge/edge';
import { answersIn } from '../../evaluate/files';
import type { Job } from '../../model/tournament';
import type { Playground } from '../../playground';
import { codePrompt } from '../../playground/evaluator';
import type { EvaluateFeature } from './feature';
import { agreement, evaluatesByItself } from './settings';
import { scoreText } from './words';

/** All answers in llm_outputs/swe as a queue, which can be paused, resumed and cancelled as any other. */
export async function evaluateAll(edge: Edge, { files, consent }: EvaluateFeature): Promise<number | undefined> {
  const { evaluator, evaluations, tournaments } = await edge.session.playground();
  const answers = evaluator.folder === null ? [] : await answersIn(evaluator.folder);
  if (answers.length === 0)
    throw new Error(
      vscode.l10n.t('There are no answers with code in llm_outputs/swe yet; run the prompt “swe-shelf”.'),
    );
  if (!(await consent.ask(answers.map((file) => basename(file))))) return undefined;
  // What stands in the editors is what the person means.
  for (const document of vscode.workspace.textDocuments)
    if (document.isDirty && files.has(document.uri)) await document.save();
  const { id } = tournaments.create(evaluations.plan(answers, vscode.l10n.t('Evaluate all answers with code')));
  const progress = tournaments.progress(id);
  await runCommand('llp.resumeTournament', { kind: 'tournament', id: `tournament:${id}`, progress });
  await runCommand('llp.focusTournament');
  return id;
}

export async function leaveToEvaluate(
  edge: Edge,
  { consent }: EvaluateFeature,
  tournamentId: number,
): Promise<boolean> {
  const { read, evaluations } = await edge.session.playground();
  const waiting = [...read.jobs.list(tournamentId, 'running'), ...read.jobs.list(tournamentId, 'pending')];
  const coming = evaluatesByItself()
    ? waiting.filter((job) => job.kind === 'prompt' && job.promptId === codePrompt)
    : [];
  const code = [...waiting.filter(({ kind }) => kind === 'evaluate'), ...coming];
  if (code.length === 0) return true;
  const onlyCode = waiting.every(({ kind }) => kind === 'evaluate');
  try {
    if (await consent.ask(code.map((job) => job.label ?? nameOf(job, read)))) {
      evaluations.agree(tournamentId, agreement());
      return true;
    }
  } catch (error) {
    if (onlyCode) throw error;
  }
  // Prompts are answered all the same.
  return !onlyCode;
}

function nameOf({ botId, promptId }: Job, read: Playground['read']): string {
  const bot = botId === null ? null : read.bots.get(botId);
  return `${bot?.name ?? '–'}: ${promptId}`;
}

/** The summary at the end, with what to do next. */
export async function sayEvaluated(edge: Edge, tournamentId: number): Promise<void> {
  const { read, evaluations, evaluator } = await edge.session.playground();
  const jobs = read.jobs.list(tournamentId);
  const failed = jobs.filter(({ status }) => status === 'failed' || status === 'parked').length;
  const names = jobs.filter(({ status }) => status === 'done').flatMap((job) => evaluations.answerOf(job) ?? []);
  const stored = await Promise.all(names.map((name) => evaluator.stored(name)));
  const found = stored.filter((one) => one !== null);
  const scored = found.filter(({ status }) => status === 'scored');
  const best = scored.toSorted((a, b) => (b.points ?? 0) - (a.points ?? 0))[0];
  const said = [vscode.l10n.t('{0} of {1} answers are evaluated.', names.length, jobs.length)];
  if (found.length > scored.length) said.push(vscode.l10n.t('{0} are unscored.', found.length - scored.length));
  if (failed > 0) said.push(vscode.l10n.t('{0} could not be run.', failed));
  if (best) said.push(vscode.l10n.t('The most points: {0} with {1}.', best.bot, scoreText(best)));
  const board = vscode.l10n.t('Open leaderboard');
  const look = vscode.l10n.t('Show failed');
  const retry = vscode.l10n.t('Retry failed');
  const chosen =
    failed === 0
      ? await vscode.window.showInformationMessage(said.join(' '), board)
      : await vscode.window.showWarningMessage(said.join(' '), look, retry, board);
  if (chosen === board) await runCommand('llp.openLeaderboard');
  if (chosen === look) await runCommand('llp.focusTournament');
  if (chosen === retry) await runCommand('llp.retryFailedJobs');
}
