import * as vscode from 'vscode';
import { runCommand } from '../../edge/commands';
import type { BoardRow } from '../../model/board';
import { missingFacts, type MissingFact } from '../../model/tier';
import type { Playground } from '../../playground';
import { fill, translate } from '../../l10n/strings';
import { tierStrings } from '../../ui/tiers/strings';
import { missingFactText, tierTexts } from '../../ui/tiers/tierTexts';
import { chooseRow } from './choose';
import type { TrustTarget } from './target';

type Item = vscode.QuickPickItem & { run?: () => unknown };

/** Lists what the answers of a row lack; choosing one mends it, and the list comes again while a figure is missing. */
export async function showTrust(playground: Playground, target?: TrustTarget): Promise<void> {
  const row = await chooseRow(playground, target);
  if (!row) return;
  const strings = translate(tierStrings, (text) => vscode.l10n.t(text));
  const [name, hint] = tierTexts(row.tier, strings);
  const items: Item[] = [
    ...missingFacts.flatMap((fact): Item[] => {
      const answers = row.proof.missing[fact] ?? 0;
      if (answers === 0) return [];
      const label = fill(strings.missingOf, missingFactText(fact, strings), answers);
      return [{ label: `$(warning) ${label}`, detail: mendText(fact), run: () => mend(playground, row, fact) }];
    }),
    {
      label: `$(verified) ${vscode.l10n.t('Verify: run again here and compare…')}`,
      run: () => runCommand('llp.verifyResult', { botId: row.botId }),
    },
    {
      label: `$(server-environment) ${vscode.l10n.t('Edit the machine…')}`,
      run: () => runCommand('llp.editRig', row.server),
    },
    { label: `$(github) ${vscode.l10n.t('Publish logs as a gist…')}`, run: () => runCommand('llp.publishLogs') },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: `${row.bot}: ${name}`,
    placeHolder: hint,
    matchOnDetail: true,
  });
  await chosen?.run?.();
}

function mendText(fact: MissingFact): string {
  switch (fact) {
    case 'quantization':
      return vscode.l10n.t('State the quantization…');
    case 'runtime':
      return vscode.l10n.t('State the runtime and its version…');
    case 'hardware':
    case 'rig':
      return vscode.l10n.t('State the machine…');
    default:
      return vscode.l10n.t('Run the prompt again…');
  }
}

async function mend(playground: Playground, row: BoardRow, fact: MissingFact): Promise<void> {
  if (fact === 'hardware' || fact === 'rig') {
    await runCommand('llp.editRig', row.server);
    return;
  }
  if (fact === 'quantization' || fact === 'runtime') {
    const value = await vscode.window.showInputBox({
      title: mendText(fact),
      placeHolder: fact === 'runtime' ? 'llama.cpp b6123' : 'Q4_K_M',
      prompt: fact === 'runtime' ? row.server : row.modelId,
    });
    if (value === undefined || value.trim() === '') return;
    if (fact === 'runtime') playground.rigs.stateRuntime(row.server, value);
    else playground.rigs.stateQuantization(row.server, row.modelId, value);
    const now = playground.board(false).rows.find(({ botId }) => botId === row.botId);
    if (now?.tier === 'incomplete') await showTrust(playground, { botId: row.botId });
    return;
  }
  await runCommand('llp.conduct', { botId: row.botId });
}
