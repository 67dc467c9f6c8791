import * as vscode from 'vscode';
import { ServerError } from '../model/server';
import type { Playground } from '../playground';
import type { Handlers } from './registry';
import type { Session } from './session';

type Standing = ReturnType<Playground['store']['standings']['outdated']>[number];

export function outdatedHandlers(session: Session): Handlers {
  return { 'llp.rerunOutdated': async () => rerun(await session.playground()) };
}

/** Bot and prompt pairs whose score belongs to an older version and that have no answer to the current one yet. */
export function pairsToRerun(playground: Playground): Standing[] {
  return playground.store.standings.outdated().filter((standing) => {
    const prompt = playground.suites.prompt(`${standing.categoryId}/${standing.promptId}`);
    return prompt !== null && standing.answeredHash !== prompt.hash;
  });
}

async function rerun(playground: Playground): Promise<number | undefined> {
  const pairs = pairsToRerun(playground);
  if (pairs.length === 0) {
    const waiting = playground.store.standings.outdated().length;
    throw new Error(
      waiting === 0
        ? vscode.l10n.t('All scores belong to the current versions of their prompts.')
        : vscode.l10n.t('The {0} outdated prompts have new answers already; score them.', waiting),
    );
  }
  const chosen = await pick(playground, pairs);
  if (!chosen || chosen.length === 0) return undefined;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, cancellable: true, title: vscode.l10n.t('Running again') },
    (progress, token) => runAll(playground, chosen, progress, token),
  );
}

async function pick(playground: Playground, pairs: Standing[]): Promise<Standing[] | undefined> {
  const items = pairs.map((pair) => ({
    label: pair.bot,
    description: playground.suites.prompt(`${pair.categoryId}/${pair.promptId}`)?.title ?? pair.promptId,
    detail: vscode.l10n.t('{0}/{1} points for an older version', pair.points ?? 0, pair.max ?? 0),
    picked: true,
    pair,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t('Run again what was scored for an older version'),
    placeHolder: vscode.l10n.t('All are chosen; the old answers and scores are kept'),
    matchOnDescription: true,
  });
  return picked?.map((item) => item.pair);
}

/** One after the other, model by model. A server that is gone ends it; any other failure is its own pair's. */
async function runAll(
  playground: Playground,
  pairs: Standing[],
  progress: vscode.Progress<{ message: string; increment: number }>,
  token: vscode.CancellationToken,
): Promise<number> {
  const controller = new AbortController();
  token.onCancellationRequested(() => controller.abort());
  let complete = 0;
  let failed = 0;
  for (const pair of pairs) {
    const bot = playground.store.bots.get(pair.botId);
    const prompt = playground.suites.prompt(`${pair.categoryId}/${pair.promptId}`);
    if (controller.signal.aborted || !bot || !prompt) break;
    progress.report({ message: `${bot.name} – ${prompt.title}`, increment: 100 / pairs.length });
    const run = await playground.run({ bot, prompt, signal: controller.signal });
    if (run.status === 'complete') complete++;
    else if (run.status === 'failed') failed++;
    if (run.errorCode === 'unreachable')
      throw new ServerError('unreachable', run.error ?? '', { server: bot.server, model: bot.modelId });
  }
  const sentence =
    failed === 0
      ? vscode.l10n.t('{0} of {1} answers are new and wait for their scores.', complete, pairs.length)
      : vscode.l10n.t(
          '{0} of {1} answers are new and wait for their scores; {2} failed.',
          complete,
          pairs.length,
          failed,
        );
  void vscode.window.showInformationMessage(sentence);
  return complete;
}
