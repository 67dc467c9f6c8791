import { isAboutSurroundings, Store, StoreError } from '../store';

interface Wishes {
  databaseFile: string;
  reading?: boolean;
}

/** How long a change that can be left out waits for another program, in ms. */
const shortPatienceMs = 100;

/**
 * Opens the store for writing. Where that is not possible, it is opened for reading: when nothing will be changed
 * whatever the reason, else when the file belongs to another user or lies on a read-only drive. Throws `StoreError`.
 */
export async function openStore({ databaseFile, reading }: Wishes): Promise<Store> {
  try {
    return await Store.open(databaseFile);
  } catch (error) {
    if (!(error instanceof StoreError) || !isAboutSurroundings(error)) throw error;
    const stays = error.code === 'readonly' || error.code === 'permission';
    if (!stays && reading !== true) throw error;
    return Store.openForReading(databaseFile, error);
  }
}

/** Makes a change that a reader can do without: it is left out where it cannot be made now. */
export function writeIfPossible(store: Store, { reading }: Pick<Wishes, 'reading'>, change: () => void): void {
  const { database } = store;
  if (database.whyReadOnly) return;
  if (reading !== true) return change();
  try {
    database.hurried(shortPatienceMs, change);
  } catch (error) {
    if (!(error instanceof StoreError) || error.code === 'damaged') throw error;
  }
}
