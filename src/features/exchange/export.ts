import { join } from 'node:path';
import * as vscode from 'vscode';
import { runCommand, type Handlers } from '../../edge/commands';
import { checkDestination } from '../../exchange/export/destination';
import { exportFormats, suggestedName, type ExportRequest, type ExportView } from '../../exchange/export/request';
import type { ImportReport } from '../../exchange/results/importResults';
import { importSummary } from '../../exchange/results/summary';
import type { ExportOutcome } from '../../exchange/worker/protocol';
import { runInWorker } from '../../exchange/worker/runInWorker';
import type { Playground } from '../../playground';
import type { ExportTarget } from './exportTarget';
import { withProgress } from './workInThread';
import type { Session } from '../../edge/session';

declare module '../../edge/commands' {
  interface Commands {
    /** The path that was written, null for the clipboard, undefined where the person left. */
    'llp.export': (target?: ExportTarget) => Promise<string | null | undefined>;
    'llp.importExport': (file?: string) => Promise<ImportReport | undefined>;
  }
}

/** “LLP: Export…” and “LLP: Import Results…”. `seen` is what the board in front of the person shows, if one is. */
export function exportHandlers(
  session: Session,
  seen: () => ExportView | undefined = () => undefined,
): Required<Pick<Handlers, 'llp.export' | 'llp.importExport'>> {
  return {
    'llp.export': async (said?: ExportTarget) => {
      const target = isTarget(said) ? said : {};
      const view = target.view ?? (target.format ? undefined : seen());
      return exportResults(session, view ? { ...target, view } : target);
    },
    'llp.importExport': async (file?: string) => importResults(session, typeof file === 'string' ? file : undefined),
  };
}

async function exportResults(session: Session, target: ExportTarget): Promise<string | null | undefined> {
  const playground = await session.playground();
  const { askRequest, askWhere } = await import('./exportPicks');
  const request = await askRequest(playground, target);
  if (!request) return undefined;
  const where = target.file === undefined ? await askWhere() : target.file === null ? 'clipboard' : 'file';
  if (!where) return undefined;
  if (where === 'clipboard') return toClipboard(session, playground, request);
  const uri = target.file ? vscode.Uri.file(target.file) : await askFile(session, request);
  return uri && toFile(session, playground, request, uri);
}

async function toClipboard(
  session: Session,
  playground: Playground,
  request: ExportRequest,
): Promise<null | undefined> {
  const outcome = await exportInWorker(session, playground, request, null);
  if (!outcome || !('text' in outcome)) return undefined;
  await vscode.env.clipboard.writeText(outcome.text);
  void vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('Copied the export')}`, 5_000);
  return null;
}

async function toFile(
  session: Session,
  playground: Playground,
  request: ExportRequest,
  uri: vscode.Uri,
): Promise<string | undefined> {
  if (uri.scheme === 'file') {
    checkDestination(uri.fsPath, playground.options.databaseFile);
    if (!(await exportInWorker(session, playground, request, uri.fsPath))) return undefined;
  } else {
    // Another file system can only be written to through the editor.
    const outcome = await exportInWorker(session, playground, request, null);
    if (!outcome || !('text' in outcome)) return undefined;
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(outcome.text));
  }
  void offerToOpen(uri, request);
  return uri.fsPath;
}

/** Not awaited: the export is done, and the offer may stand for as long as the person likes. */
async function offerToOpen(uri: vscode.Uri, { format }: ExportRequest): Promise<void> {
  const open = vscode.l10n.t('Open');
  const reveal = vscode.l10n.t('Reveal in Folder');
  const name = vscode.workspace.asRelativePath(uri);
  const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('Exported to {0}.', name), open, reveal);
  if (chosen === reveal) await runCommand('revealFileInOS', uri);
  else if (chosen === open && format === 'html') await vscode.env.openExternal(uri);
  else if (chosen === open) await vscode.window.showTextDocument(uri);
}

function askFile(session: Session, { format }: ExportRequest): Thenable<vscode.Uri | undefined> {
  const name = suggestedName(format, new Date());
  const folder = session.workspace;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export'),
    saveLabel: vscode.l10n.t('Export'),
    filters: { [format.toUpperCase()]: [format] },
    ...(folder === null ? {} : { defaultUri: vscode.Uri.file(join(folder, name)) }),
  });
}

async function exportInWorker(
  session: Session,
  playground: Playground,
  asked: ExportRequest,
  file: string | null,
): Promise<ExportOutcome | null> {
  const { databaseFile } = playground.options;
  const { exportLanguage } = await import('./exportLanguage');
  const language = exportLanguage();
  const request = language ? { ...asked, language } : asked;
  const reportFolder = join(session.context.extensionPath, 'dist', 'report');
  return withProgress(session, vscode.l10n.t('Exporting'), (options) =>
    runInWorker({ kind: 'export', databaseFile, request, file, reportFolder }, options),
  );
}

async function importResults(session: Session, known?: string): Promise<ImportReport | undefined> {
  const playground = await session.playground();
  const [chosen] = known
    ? [vscode.Uri.file(known)]
    : ((await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Import an export of LLP (JSON)'),
        openLabel: vscode.l10n.t('Import'),
        filters: { JSON: ['json'] },
      })) ?? []);
  if (!chosen) return undefined;
  const { databaseFile } = playground.options;
  const outcome = await withProgress(session, vscode.l10n.t('Importing'), (options) =>
    runInWorker({ kind: 'import', databaseFile, file: chosen.fsPath }, options),
  );
  if (!outcome) return undefined;
  playground.changedElsewhere();
  void vscode.window.showInformationMessage(importSummary(outcome).join(' '));
  return outcome;
}

/** Menus pass what they stand on; only what another part of LLP says is a target. */
function isTarget(value: unknown): value is ExportTarget {
  if (typeof value !== 'object' || value === null) return false;
  const { view, format, file } = value as ExportTarget;
  if (view !== undefined && !(Array.isArray(view.botIds) && Array.isArray(view.categoryIds))) return false;
  if (format !== undefined && !exportFormats.includes(format)) return false;
  return view !== undefined || format !== undefined || file !== undefined;
}
