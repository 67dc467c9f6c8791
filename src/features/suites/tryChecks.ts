import * as vscode from 'vscode';
import { dateTime } from '../../edge/figures';
import type { Handlers } from '../../edge/commands';
import type { Session } from '../../edge/session';
import type { Run } from '../../model/run';
import type { Playground } from '../../playground';
import type { CheckTrial } from './checkTrial';

declare module '../../edge/commands' {
  interface Commands {
    /** Of the prompt, or the one at the cursor; asks which answer where none is named. */
    'llp.tryChecks': (target?: { promptKey?: string; runId?: number }) => Promise<void>;
    'llp.stopTryingChecks': () => Promise<void>;
  }
}

export function tryChecksHandlers(session: Session, trial: () => Promise<CheckTrial>): Handlers {
  return {
    'llp.tryChecks': async ({ promptKey, runId }: { promptKey?: string; runId?: number } = {}) => {
      const playground = await session.playground();
      const tried = await trial();
      const editor = vscode.window.activeTextEditor;
      const found = editor && tried.promptAt(editor.document, editor.selection.active.line, promptKey);
      if (!editor || !found)
        throw new Error(vscode.l10n.t('Open a suite and put the cursor into the prompt whose checks you want to try.'));
      const run = runId === undefined ? await pickAnswer(playground, found) : playground.read.runs.require(runId);
      if (!run) return;
      const bot = playground.read.bots.get(run.botId)?.name ?? run.request.modelId;
      await tried.start(
        { uri: editor.document.uri.toString(), promptId: found.promptId, runId: run.id, bot },
        editor.document,
      );
    },
    'llp.stopTryingChecks': async () => (await trial()).stop(),
  };
}

/** One of the stored answers to a prompt, the newest of each bot first; undefined when the person leaves the list. */
async function pickAnswer(
  { read, suites }: Playground,
  { categoryId, promptId }: { categoryId: string; promptId: string },
): Promise<Run | undefined> {
  const hash = suites.prompt(`${categoryId}/${promptId}`)?.hash;
  const items = read.standings.ofPrompt(categoryId, promptId).flatMap(({ botId, bot, practice }) =>
    read.runs
      .history(botId, categoryId, promptId)
      .filter(({ status }) => status === 'complete')
      .map((run) => ({ label: bot, description: describe(read, run, { practice, hash }), detail: opening(run), run })),
  );
  if (items.length === 0)
    throw new Error(vscode.l10n.t('No bot has answered this prompt yet. Run it with one, then try its checks.'));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Try the checks on an answer'),
    placeHolder: vscode.l10n.t('The verdicts appear beside the check lines and follow what you type'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.run;
}

function describe(
  read: Playground['read'],
  run: Run,
  { practice, hash }: { practice: boolean; hash: string | undefined },
): string {
  const counting = read.scores.counting(run.id);
  return [
    dateTime(run.startedAt),
    ...(counting ? [vscode.l10n.t('{0} of {1}', counting.points, counting.max)] : []),
    ...(practice ? [vscode.l10n.t('practice')] : []),
    ...(run.promptHash === hash ? [] : [vscode.l10n.t('older version')]),
  ].join(' · ');
}

function opening({ text }: Run): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 120);
}
