import * as vscode from 'vscode';
import { runCommand } from '../../edge/commands';
import type { Playground } from '../../playground';
import { chooseRow } from './choose';
import type { TrustTarget } from './target';

/** Runs stored results again as jobs of the queue: those of a row, of a category of it, or of a bundle. */
export async function verifyResult(playground: Playground, target?: TrustTarget): Promise<number | undefined> {
  const runs = await chooseRuns(playground, target);
  if (!runs) return undefined;
  if (runs.length === 0) throw new Error(vscode.l10n.t('There is nothing to verify: no answer there counts.'));
  const plan = await (await playground.trust()).verification(runs, vscode.l10n.t('Verify results'));
  const { id } = playground.tournaments.create(plan);
  const progress = playground.tournaments.progress(id);
  await runCommand('llp.resumeTournament', { kind: 'tournament', id: `tournament:${id}`, progress });
  await runCommand('llp.focusTournament');
  return id;
}

async function chooseRuns(playground: Playground, target?: TrustTarget): Promise<number[] | undefined> {
  const bundle = vscode.l10n.t('The results of a bundle…');
  const row = vscode.l10n.t('All answers of a row');
  const category = vscode.l10n.t('One category of a row…');
  const what = await vscode.window.showQuickPick(
    target?.botId === undefined ? [row, category, bundle] : [row, category],
    {
      title: vscode.l10n.t('Verify what?'),
      placeHolder: vscode.l10n.t('It is run again on this machine and compared; the outcome is kept either way.'),
    },
  );
  if (what === undefined) return undefined;
  if (what === bundle) {
    const [file] = (await vscode.window.showOpenDialog({ filters: { 'LLP bundle': ['llpb'] } })) ?? [];
    return file && (await playground.trust()).runsOfBundle(file.fsPath);
  }
  const chosen = await chooseRow(playground, target);
  if (!chosen) return undefined;
  if (what === row) return (await playground.trust()).answers(chosen.botId).map((answer) => answer.run_id);
  const categories = playground
    .board(false)
    .categories.filter(({ id }) => (chosen.categories[id]?.answered ?? 0) > 0)
    .map(({ id, title }) => ({ label: title, id }));
  const one = await vscode.window.showQuickPick(categories, { title: vscode.l10n.t('Which category?') });
  return one && (await playground.trust()).answers(chosen.botId, one.id).map((answer) => answer.run_id);
}
