import * as vscode from 'vscode';
import type { Playground } from '../../playground';
import type { BenchmarkReport } from '../../playground/benchmarks';

/** Takes in a data tree, a table or a text with one, and says what it took and left; it can be undone at once. */
export async function importResults(playground: Playground, path?: string): Promise<BenchmarkReport | undefined> {
  const chosen = path ?? (await askPath());
  if (chosen === undefined) return undefined;
  const report = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading LiveBench results') },
    () => playground.benchmarks.importLiveBench(chosen),
  );
  void sayWhat(playground, report);
  return report;
}

async function askPath(): Promise<string | undefined> {
  const folder = vscode.l10n.t('A folder with model_judgment files…');
  const file = vscode.l10n.t('A table (CSV or text)…');
  const kind = await vscode.window.showQuickPick([folder, file], {
    title: vscode.l10n.t('Import LiveBench Results'),
  });
  if (kind === undefined) return undefined;
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Import LiveBench Results'),
      openLabel: vscode.l10n.t('Import'),
      canSelectFolders: kind === folder,
      canSelectFiles: kind === file,
    })) ?? [];
  return uri?.fsPath;
}

/** Not awaited: the import is done, and the offer may stand. */
async function sayWhat(playground: Playground, report: BenchmarkReport): Promise<void> {
  const left = report.left.reduce((sum, { count }) => sum + count, 0);
  const show = vscode.l10n.t('Show table');
  const undo = vscode.l10n.t('Undo');
  const sentence =
    left === 0
      ? vscode.l10n.t('Imported LiveBench: {0} models, {1} figures.', report.models, report.taken)
      : vscode.l10n.t(
          'Imported LiveBench: {0} models, {1} figures; {2} left out, the table says why.',
          report.models,
          report.taken,
          left,
        );
  const chosen = await vscode.window.showInformationMessage(sentence, show, undo);
  if (chosen === undo) playground.benchmarks.undo(report.id);
  else if (chosen === show) await showTable(playground, report);
}

/** As LiveBench's own script prints it, with what was left out below. */
async function showTable(playground: Playground, report: BenchmarkReport): Promise<void> {
  const { tableToText } = await import('../../exchange/livebench/tableText');
  const { table, missing } = playground.benchmarks.board(report.benchmark, { id: report.id });
  const notes = [
    ...missing.map(({ model, questions }) =>
      vscode.l10n.t('{0} is left out: {1} questions have no judgment of it.', model, questions),
    ),
    ...report.left.map(({ what, why, count }) => `${count} × ${what}: ${why}`),
    ...report.script,
  ];
  const content = [tableToText(table), ...notes].join('\n');
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language: 'plaintext' }));
}
