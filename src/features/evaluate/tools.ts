import * as vscode from 'vscode';
import { coreText } from '../../edge/coreText';
import { checkTools as look, type Tool } from '../../evaluate/toolchains/check';

interface ToolItem extends vscode.QuickPickItem {
  tool: Tool;
}

/** Lists what running code needs here; choosing what is missing opens where it is to be had. */
export async function checkTools(): Promise<void> {
  const options = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Looking for compilers') };
  const tools = await vscode.window.withProgress(options, () => look());
  const missing = tools.filter(({ found }) => !found).length;
  const chosen = await vscode.window.showQuickPick(tools.map(itemOf), {
    title: vscode.l10n.t('Tools for running the code of answers'),
    placeHolder:
      missing === 0
        ? vscode.l10n.t('Everything is there. Choose a line to copy it.')
        : vscode.l10n.t('Missing: {0}. Choose one to see how to install it.', missing),
    matchOnDetail: true,
  });
  if (!chosen) return;
  const { found, name, detail } = chosen.tool;
  const page = /https:\/\/[^\s,()]*[^\s,().]/.exec(detail)?.[0];
  if (!found && page !== undefined) await vscode.env.openExternal(vscode.Uri.parse(page));
  else await vscode.env.clipboard.writeText(`${name}: ${detail}`);
}

function itemOf(tool: Tool): ToolItem {
  const label = tool.name === 'sandbox' ? vscode.l10n.t('Sandbox') : tool.name;
  return tool.found
    ? { tool, label: `$(check) ${label}`, description: coreText(tool.detail) }
    : { tool, label: `$(warning) ${label}`, detail: coreText(tool.detail) };
}
