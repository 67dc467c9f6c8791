import { join } from 'node:path';
import * as vscode from 'vscode';
import { bundleKey } from '../../edge/bundleKey';
import { coreText } from '../../edge/coreText';
import { runCommand } from '../../edge/commands';
import type { Session } from '../../edge/session';
import { importSummary } from '../../exchange/results/summary';
import type { BundlePreview } from '../../playground/bundlePreview';

/** Writes all that passes the gate into one file, signed where the person has given a key. */
export async function exportBundle(session: Session): Promise<string | undefined> {
  const playground = await session.playground();
  await playground.logs.check();
  const key = await bundleKey(session);
  const { bytes, runs, left } = await (await playground.trust()).bundle(key);
  const folder = session.workspace;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export a Bundle'),
    filters: { 'LLP bundle': ['llpb'] },
    ...(folder === null ? {} : { defaultUri: vscode.Uri.file(join(folder, 'results.llpb')) }),
  });
  if (!target) return undefined;
  await vscode.workspace.fs.writeFile(target, bytes);
  const said = vscode.l10n.t(
    '{0} runs are in {1}; {2} stayed out.',
    runs,
    vscode.workspace.asRelativePath(target),
    left.length,
  );
  void vscode.window.showInformationMessage(said);
  return target.fsPath;
}

/** Shows what is in a bundle, and imports it when the person says so. */
export async function importBundle(session: Session, known?: string): Promise<void> {
  const playground = await session.playground();
  const file = typeof known === 'string' ? known : (await askFile())?.fsPath;
  if (file === undefined) return;
  const trust = await playground.trust();
  const preview = await trust.look(file);
  const take = vscode.l10n.t('Import');
  const some = vscode.l10n.t('Choose Bots…');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('This bundle holds {0} runs of {1} bots. Import it?', preview.runs, preview.bots.length),
    { modal: true, detail: detailOf(preview) },
    ...[take, ...(preview.bots.length > 1 ? [some] : [])],
  );
  if (chosen !== take && chosen !== some) return;
  const bots = chosen === some ? await chooseBots(preview) : undefined;
  if (chosen === some && !bots?.length) return;
  const report = await trust.importBundle(file, bots);
  void vscode.window.showInformationMessage(importSummary(report).map(coreText).join(' '));
}

/** `vscode://…/open?file=PATH`: only a bundle that lies on this machine, and nothing is taken without asking. */
export async function openLink(uri: vscode.Uri): Promise<void> {
  const file = new URLSearchParams(uri.query).get('file') ?? '';
  if (uri.path !== '/open' || !/^(?:\/(?!\/)|[A-Za-z]:[\\/])/.test(file) || !file.endsWith('.llpb')) {
    void vscode.window.showErrorMessage(vscode.l10n.t('The link names no bundle (.llpb) of this machine.'));
    return;
  }
  await runCommand('llp.importBundle', file);
}

/** Which of a bundle's bots are taken; undefined where the person leaves. */
async function chooseBots({ bots }: BundlePreview): Promise<number[] | undefined> {
  const items = bots.map(({ id, name, runs, hardware }) => ({
    label: name.slice(0, 80),
    description: [String(runs), ...hardware].join(' · '),
    picked: true,
    id,
  }));
  const title = vscode.l10n.t('Which bots are to be imported?');
  return (await vscode.window.showQuickPick(items, { title, canPickMany: true }))?.map(({ id }) => id);
}

async function askFile(): Promise<vscode.Uri | undefined> {
  const filters = { 'LLP bundle': ['llpb'] };
  return ((await vscode.window.showOpenDialog({ title: vscode.l10n.t('Import a Bundle'), filters })) ?? [])[0];
}

function detailOf({ createdAt, generator, signedBy, bots, categories, conflicts }: BundlePreview): string {
  return [
    vscode.l10n.t('Made {0} by {1}.', createdAt.slice(0, 10), generator.slice(0, 80)),
    signedBy === null
      ? vscode.l10n.t('Nobody has signed it.')
      : vscode.l10n.t('Signed by the key {0}.', signedBy.slice(0, 16)),
    bots
      .slice(0, 10)
      .map(({ name, runs }) => `${name.slice(0, 80)}: ${runs}`)
      .join('\n'),
    categories.slice(0, 10).join(', '),
    ...conflicts.slice(0, 10).map(coreText),
    vscode.l10n.t('Its results come in as “independent”. What is here is not changed.'),
  ].join('\n');
}
