import * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import { SinglePanel } from '../../edge/webview/singlePanel';
import type { Playground } from '../../playground';
import { ArenaPanel, arenaTitle, arenaViewType, savedArena, type ArenaTarget } from './panel';

declare module '../../edge/commands' {
  interface Commands {
    /** Compares answers without names; asks for the category where nobody says. */
    'llp.compareBlind': (target?: { categoryId?: string | null }) => Promise<void>;
  }
}

/** The blind arena. */
export function register(edge: Edge): vscode.Disposable {
  const { session, panels } = edge;
  const tab = new SinglePanel<ArenaTarget, ArenaPanel>(panels, {
    viewType: arenaViewType,
    title: arenaTitle,
    create: (panel, target) => new ArenaPanel(panel, panels, target),
    restore: savedArena,
  });
  return vscode.Disposable.from(
    tab,
    edge.commands({
      'llp.compareBlind': async (target) => {
        const playground = await session.playground();
        const category = target?.categoryId !== undefined ? target.categoryId : await chooseCategory(playground);
        if (category !== undefined) tab.show({ category });
      },
    }),
  );
}

/** A category with pairs, or null for all of them; undefined where the person turned away. */
async function chooseCategory({ arena, suites }: Playground): Promise<string | null | undefined> {
  const comparable = arena.comparable();
  if (comparable.size === 0)
    throw new Error(
      vscode.l10n.t('There are no two answers to compare yet: run a prompt with two bots, then compare them.'),
    );
  if (comparable.size === 1) return null;
  const all = { label: vscode.l10n.t('All categories'), id: null as string | null };
  const each = suites.categories
    .filter(({ id }) => comparable.has(id))
    .map(({ id, title }) => ({ label: title, id: id }));
  const chosen = await vscode.window.showQuickPick([all, ...each], {
    title: vscode.l10n.t('Compare Blind'),
    placeHolder: vscode.l10n.t('Of which category?'),
  });
  return chosen?.id;
}
