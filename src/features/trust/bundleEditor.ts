import { basename } from 'node:path';
import * as vscode from 'vscode';
import { coreText } from '../../edge/coreText';
import { errorText } from '../../edge/errorText';
import type { Session } from '../../edge/session';
import type { BundlePreview } from '../../playground/bundlePreview';
import { bundlePage, refusedPage, type BundleWords } from './bundlePage';

/** Shows what is in a bundle; nothing of it is taken, and nothing of it can be run or changed here. */
export async function showBundle(session: Session, uri: vscode.Uri, panel: vscode.WebviewPanel): Promise<void> {
  const file = uri.fsPath;
  const name = basename(file);
  panel.webview.options = { enableScripts: false, localResourceRoots: [], enableCommandUris: ['llp.importBundle'] };
  try {
    const playground = await session.playground();
    const preview = await (await playground.trust()).look(file);
    const shown = { ...preview, conflicts: preview.conflicts.map(coreText) };
    const command = `command:llp.importBundle?${encodeURIComponent(JSON.stringify([file]))}`;
    panel.webview.html = bundlePage(name, shown, wordsOf(preview), command);
  } catch (error) {
    panel.webview.html = refusedPage(name, errorText(error));
  }
}

function wordsOf({ createdAt, generator, signedBy, files, known }: BundlePreview): BundleWords {
  return {
    made: vscode.l10n.t('Made {0} by {1}.', createdAt.slice(0, 10), generator.slice(0, 80)),
    signature:
      signedBy === null ? vscode.l10n.t('Nobody has signed it.') : vscode.l10n.t('Signed by the key {0}.', signedBy),
    nothingTaken: vscode.l10n.t('Nothing of it was imported yet.'),
    import: vscode.l10n.t('Import…'),
    conflicts: vscode.l10n.t('What importing it would meet here'),
    known: vscode.l10n.t('{0} of its answers are here already.', known),
    bots: vscode.l10n.t('Bots'),
    columns: [
      vscode.l10n.t('Bot'),
      vscode.l10n.t('Model'),
      vscode.l10n.t('Quantization'),
      vscode.l10n.t('Runtime'),
      vscode.l10n.t('Machine'),
      vscode.l10n.t('Answers'),
      vscode.l10n.t('Scored'),
    ],
    unknown: vscode.l10n.t('Not provided'),
    categories: vscode.l10n.t('Categories'),
    files: vscode.l10n.t('Files'),
    fileColumns: [vscode.l10n.t('File'), vscode.l10n.t('Bytes'), 'SHA-256'],
    moreFiles: vscode.l10n.t('{0} files in all.', files.length),
  };
}
