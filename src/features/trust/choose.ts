import * as vscode from 'vscode';
import type { BoardRow } from '../../model/board';
import type { Playground } from '../../playground';
import type { TrustTarget } from './target';

/** The row that is meant: the one that a menu stands on, else the one that the person chooses. */
export async function chooseRow(
  playground: Playground,
  target: TrustTarget | undefined,
): Promise<BoardRow | undefined> {
  const { rows } = playground.board(false);
  const meant = rows.find(({ botId }) => botId === target?.botId);
  if (meant) return meant;
  if (rows.length === 0) throw new Error(vscode.l10n.t('There are no real results on the board yet.'));
  const items = rows.map((row) => ({ label: row.bot, description: row.server, row }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which bot’s results?') }))?.row;
}
