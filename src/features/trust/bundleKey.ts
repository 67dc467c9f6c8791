import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { bundleKey, keepBundleKey } from '../../edge/bundleKey';
import type { Session } from '../../edge/session';
import { fingerprint, newSigningKey, signingKey } from '../../trust/bundle/key';

const mostBytes = 10_000;

type Item = vscode.QuickPickItem & { run: () => Promise<void> };

/** Makes, takes in, tells or forgets the key. It stays in VS Code’s secret storage and is never shown. */
export async function manageKey(session: Session): Promise<void> {
  const key = await bundleKey(session);
  const keep = async (pem: string): Promise<void> => {
    const name = fingerprint(signingKey(pem));
    await keepBundleKey(session, pem);
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Bundles are now signed by the key {0}. Tell others, so that they know it.', name.slice(0, 16)),
    );
  };
  const items: Item[] = [
    {
      label: `$(key) ${key === undefined ? vscode.l10n.t('Make a key') : vscode.l10n.t('Make another key')}`,
      detail: vscode.l10n.t('It stays in VS Code’s secret storage on this machine.'),
      run: () => keep(newSigningKey()),
    },
    {
      label: `$(file) ${vscode.l10n.t('Take a key from a file…')}`,
      detail: vscode.l10n.t('An Ed25519 private key in PEM.'),
      run: async () => {
        const [file] = (await vscode.window.showOpenDialog({ title: vscode.l10n.t('Key That Signs Bundles') })) ?? [];
        if (file) await keep((await readFile(file.fsPath)).subarray(0, mostBytes).toString('utf8'));
      },
    },
    ...(key === undefined ? [] : known(key, () => keepBundleKey(session, undefined))),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Key That Signs Bundles'),
    placeHolder:
      key === undefined
        ? vscode.l10n.t('There is none yet: bundles are not signed.')
        : vscode.l10n.t('Signed by the key {0}.', fingerprint(key).slice(0, 16)),
  });
  await chosen?.run();
}

function known(key: string, forget: () => Thenable<void>): Item[] {
  return [
    {
      label: `$(copy) ${vscode.l10n.t('Copy what others know it by')}`,
      detail: vscode.l10n.t('The SHA-256 of its public part, which a bundle shows when it is opened.'),
      run: async () => vscode.env.clipboard.writeText(fingerprint(key)),
    },
    {
      label: `$(trash) ${vscode.l10n.t('Forget the key')}`,
      detail: vscode.l10n.t('Bundles are not signed any more; those that are stay so.'),
      run: async () => forget(),
    },
  ];
}
