import * as vscode from 'vscode';
import { hardwareTag } from '../../model/hardware';
import { plainNumber } from '../../model/plainNumber';
import { gibibytes, type Rig } from '../../model/rig';
import type { Playground } from '../../playground';
import type { StatedRig } from '../../playground/rigs';

type Field = 'gpu' | 'vram' | 'driver' | 'cpu' | 'ram' | 'system';

/** The machine behind a server, field by field; each is kept at once. Esc ends it. */
export async function editRig(playground: Playground, known?: string): Promise<void> {
  const server = typeof known === 'string' ? known : await chooseServer(playground);
  if (server === undefined) return;
  for (;;) {
    const rig = await playground.rigs.of({ server, practice: false });
    const chosen = await vscode.window.showQuickPick(itemsOf(rig), {
      title: vscode.l10n.t('Machine of {0}', server),
      placeHolder:
        (rig && hardwareTag(rig)) ?? vscode.l10n.t('Not known yet. Nothing that names you is kept, only the hardware.'),
    });
    if (!chosen) return;
    const text = await vscode.window.showInputBox({
      title: chosen.label,
      value: chosen.value,
      validateInput: (value) => problemOf(chosen.field, value),
    });
    if (text !== undefined && text.trim() !== '')
      await playground.rigs.state(server, changed(rig, chosen.field, text.trim()));
  }
}

async function chooseServer(playground: Playground): Promise<string | undefined> {
  const servers = playground.servers.list().map(({ url }) => url);
  if (servers.length < 2) return servers[0];
  return vscode.window.showQuickPick(servers, { title: vscode.l10n.t('The machine of which server?') });
}

function itemsOf(rig: Rig | null): (vscode.QuickPickItem & { field: Field; value: string })[] {
  const [card] = rig?.gpus ?? [];
  const size = (bytes: number | null | undefined): string => (bytes ? gibibytes(bytes).replace(' GiB', '') : '');
  const rows: [Field, string, string][] = [
    ['gpu', vscode.l10n.t('Graphics cards (separate with commas)'), rig?.gpus.map(({ name }) => name).join(', ') ?? ''],
    ['vram', vscode.l10n.t('Memory of each card, in GiB'), size(card?.memoryBytes)],
    ['driver', vscode.l10n.t('Driver of the cards'), card?.driver ?? ''],
    ['cpu', vscode.l10n.t('Processor'), rig?.cpu ?? ''],
    ['ram', vscode.l10n.t('Main memory, in GiB'), size(rig?.memoryBytes)],
    ['system', vscode.l10n.t('System and its version'), rig?.system ?? ''],
  ];
  return rows.map(([field, label, value]) => ({
    field,
    label,
    value,
    description: value === '' ? vscode.l10n.t('Not provided') : value,
  }));
}

function problemOf(field: Field, text: string): string | undefined {
  if (field !== 'vram' && field !== 'ram') return undefined;
  const value = plainNumber(text.trim());
  return text.trim() === '' || (value > 0 && value <= 100_000) ? undefined : vscode.l10n.t('Give a number of GiB.');
}

function changed(rig: Rig | null, field: Field, text: string): StatedRig {
  const bytes = Math.round(plainNumber(text) * 2 ** 30);
  const gpus = rig?.gpus ?? [];
  const [card] = gpus;
  switch (field) {
    case 'gpu':
      return {
        gpus: text.split(',').flatMap((name) => {
          const memoryBytes = card?.memoryBytes ?? null;
          return name.trim() === '' ? [] : [{ name: name.trim(), memoryBytes, driver: card?.driver ?? null }];
        }),
      };
    case 'vram':
      return { gpus: gpus.map((gpu) => ({ ...gpu, memoryBytes: bytes })) };
    case 'driver':
      return { gpus: gpus.map((gpu) => ({ ...gpu, driver: text })) };
    case 'cpu':
      return { cpu: text };
    case 'ram':
      return { memoryBytes: bytes };
    case 'system':
      return { system: text };
  }
}
