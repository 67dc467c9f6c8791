import * as vscode from 'vscode';
import { setContext } from './commands';

export interface PickItem<T> {
  /** Stable, to find the remembered choice again. */
  id: string;
  label: string;
  description?: string;
  detail?: string;
  value: T;
}

interface PickOptions {
  title: string;
  placeholder: string;
  /** The choice that is active when the list opens. */
  remembered?: string;
  step?: { number: number; of: number };
}

/** Set while a list is open, so that Ctrl+T can send with what is chosen so far. */
const pickingKey = 'llp.picking';
let acceptAll: (() => void) | null = null;

export type Picked<T> = { value: T; item: PickItem<T>; send: boolean };

/** A list that is filtered fuzzily; undefined when the person leaves it. `send` is true when Ctrl+T accepted it. */
export async function fuzzyPick<T>(items: PickItem<T>[], options: PickOptions): Promise<Picked<T> | undefined> {
  const { default: Fuse } = await import('fuse.js');
  const picker = vscode.window.createQuickPick<vscode.QuickPickItem & { item: PickItem<T> }>();
  const shown = items.map((item) => ({
    label: item.label,
    description: item.description ?? '',
    detail: item.detail ?? '',
    item,
  }));
  const fuse = new Fuse(shown, {
    keys: [{ name: 'label', weight: 2 }, 'description', 'detail'],
    threshold: 0.4,
    ignoreLocation: true,
  });
  picker.title = options.title;
  picker.placeholder = options.placeholder;
  if (options.step) {
    picker.step = options.step.number;
    picker.totalSteps = options.step.of;
  }
  picker.items = shown;
  const remembered = shown.find(({ item }) => item.id === options.remembered);
  if (remembered) picker.activeItems = [remembered];
  const { promise, resolve } = Promise.withResolvers<Picked<T> | undefined>();
  const accept = (send: boolean): void => {
    const chosen = picker.selectedItems[0] ?? picker.activeItems[0];
    if (chosen) resolve({ value: chosen.item.value, item: chosen.item, send });
  };
  const own = (): void => accept(true);
  await setContext(pickingKey, true);
  acceptAll = own;
  picker.onDidChangeValue((text) => {
    // alwaysShow: the list must not filter again what Fuse has found.
    picker.items = text.trim() === '' ? shown : fuse.search(text).map(({ item }) => ({ ...item, alwaysShow: true }));
  });
  picker.onDidAccept(() => accept(false));
  picker.onDidHide(() => resolve(undefined));
  picker.show();
  try {
    return await promise;
  } finally {
    picker.dispose();
    // A list that took the place of this one keeps its key.
    if (acceptAll === own) {
      acceptAll = null;
      await setContext(pickingKey, false);
    }
  }
}

/** Accepts the open list and all later ones with their remembered choices. Returns false when none is open. */
export function acceptPicks(): boolean {
  acceptAll?.();
  return acceptAll !== null;
}
