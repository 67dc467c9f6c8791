import * as vscode from 'vscode';
import type { ExportRequest } from '../../exchange/export/request';
import type { Playground } from '../../playground';
import type { ExportTarget } from './exportTarget';

type Choice<T> = vscode.QuickPickItem & { value: T };

/** Asks for the format and how much, as far as it is not said. Undefined where the person lets go. */
export async function askRequest(playground: Playground, target: ExportTarget): Promise<ExportRequest | undefined> {
  const format = target.format ? { format: target.format, bom: target.bom === true } : await askFormat();
  if (!format) return undefined;
  if (target.format && !target.view) return { ...format, practice: target.practice === true };
  if (target.format && target.view) return { ...format, view: target.view };
  const scope = await askScope(playground, target);
  return scope && { ...format, ...scope };
}

export async function askWhere(): Promise<'file' | 'clipboard' | undefined> {
  const choices: Choice<'file' | 'clipboard'>[] = [
    { label: `$(save) ${vscode.l10n.t('To a file…')}`, value: 'file' },
    { label: `$(clippy) ${vscode.l10n.t('To the clipboard')}`, value: 'clipboard' },
  ];
  return (await vscode.window.showQuickPick(choices, { title: vscode.l10n.t('Export') }))?.value;
}

async function askFormat(): Promise<Pick<ExportRequest, 'format' | 'bom'> | undefined> {
  const choices: Choice<Pick<ExportRequest, 'format' | 'bom'>>[] = [
    {
      label: vscode.l10n.t('HTML report'),
      detail: vscode.l10n.t('One page that opens anywhere: board, plots, answers, search and SQL'),
      value: { format: 'html' },
    },
    {
      label: vscode.l10n.t('Markdown'),
      detail: vscode.l10n.t('The table, and a chart that GitHub draws'),
      value: { format: 'md' },
    },
    { label: vscode.l10n.t('CSV'), detail: vscode.l10n.t('The table'), value: { format: 'csv' } },
    {
      label: vscode.l10n.t('CSV for Excel'),
      detail: vscode.l10n.t('The table, UTF-8 with a byte order mark'),
      value: { format: 'csv', bom: true },
    },
    {
      label: 'JSON',
      detail: vscode.l10n.t('Everything with its history, to keep or to import elsewhere'),
      value: { format: 'json' },
    },
  ];
  const options = { title: vscode.l10n.t('Export'), placeHolder: vscode.l10n.t('Format') };
  return (await vscode.window.showQuickPick(choices, options))?.value;
}

/** Not asked where there is only one answer. */
async function askScope(
  playground: Playground,
  { view }: ExportTarget,
): Promise<Pick<ExportRequest, 'view' | 'practice'> | undefined> {
  const { board } = playground.read;
  const choices: Choice<Pick<ExportRequest, 'view' | 'practice'>>[] = [];
  if (view) {
    const description = vscode.l10n.t('{0} bots, {1} categories', view.botIds.length, view.categoryIds.length);
    choices.push({ label: vscode.l10n.t('What is shown'), description, value: { view } });
  }
  if (board.has(false) || !board.has(true)) choices.push({ label: vscode.l10n.t('Everything'), value: {} });
  if (board.has(true))
    choices.push({
      label: board.has(false)
        ? vscode.l10n.t('Everything, practice results too')
        : vscode.l10n.t('Everything: practice results only so far'),
      value: { practice: true },
    });
  if (choices.length === 1) return choices[0]?.value;
  const options = { title: vscode.l10n.t('Export'), placeHolder: vscode.l10n.t('How much') };
  return (await vscode.window.showQuickPick(choices, options))?.value;
}
