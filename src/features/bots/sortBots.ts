import * as vscode from 'vscode';
import type { BotOrder } from './botsTree';

/** Asks what the bots of each server are sorted by. */
export async function askOrder(current: BotOrder): Promise<BotOrder | undefined> {
  const orders: [BotOrder, string][] = [
    ['name', vscode.l10n.t('Name')],
    ['score', vscode.l10n.t('Score')],
    ['speed', vscode.l10n.t('Speed')],
    ['size', vscode.l10n.t('Size')],
  ];
  const items = orders.map(([order, label]) => ({
    order,
    label,
    ...(order === current ? { description: vscode.l10n.t('as now') } : {}),
  }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Sort bots by') });
  return chosen?.order;
}
