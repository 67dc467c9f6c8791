import * as vscode from 'vscode';
import { runCommand, type Handlers } from '../../edge/commands';
import type { Playground } from '../../playground';
import { outdatedPairs, planOutdated, type OutdatedPair } from '../../playground/outdated';
import type { Session } from '../../edge/session';

declare module '../../edge/commands' {
  interface Commands {
    /** The tournament that runs them again. */
    'llp.rerunOutdated': () => Promise<number | undefined>;
  }
}

export function outdatedHandlers(session: Session): Handlers {
  return { 'llp.rerunOutdated': async () => rerun(await session.playground()) };
}

/** Queues what was scored for an older version of its prompt as a tournament; old answers and scores are kept. */
async function rerun(playground: Playground): Promise<number | undefined> {
  const pairs = outdatedPairs(playground);
  if (pairs.length === 0) {
    const waiting = playground.read.standings.outdated().length;
    throw new Error(
      waiting === 0
        ? vscode.l10n.t('All scores belong to the current versions of their prompts.')
        : vscode.l10n.t('What was scored for older versions has new answers already; score those ({0}).', waiting),
    );
  }
  const chosen = await pick(pairs);
  if (!chosen || chosen.length === 0) return undefined;
  const title = vscode.l10n.t('Changed prompts ({0})', chosen.length);
  const { id } = playground.tournaments.create(planOutdated(playground, chosen, title));
  const progress = playground.tournaments.progress(id);
  await runCommand('llp.resumeTournament', {
    kind: 'tournament',
    id: `tournament:${id}`,
    progress,
  });
  await runCommand('llp.focusTournament');
  return id;
}

async function pick(pairs: OutdatedPair[]): Promise<OutdatedPair[] | undefined> {
  const items = pairs.map((pair) => ({
    label: pair.bot.name,
    description: pair.prompt.title,
    detail: vscode.l10n.t('{0}/{1} points for an older version', pair.points, pair.max),
    picked: true,
    pair,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t('Run again what was scored for an older version'),
    placeHolder: vscode.l10n.t('All are chosen; old answers and scores are kept'),
    matchOnDescription: true,
  });
  return picked?.map((item) => item.pair);
}
