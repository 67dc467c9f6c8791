import { counted } from './counted';
import { stat } from 'node:fs/promises';
import { planRestore, restore, Store, backup, isAboutSurroundings, StoreError, type Holdings } from '../store';
import { resolve } from 'node:path';
import { CommandFailed, complain, databaseOf, print, printJson, type CommonOptions } from './context';

export interface RestoreCommandOptions extends CommonOptions {
  /** Also over a sound database. */
  replace?: boolean;
}

/** Backs the database up now, whatever was backed up before. */
export async function runBackup(options: CommonOptions): Promise<void> {
  const file = await databaseOf(options);
  if (!(await isThere(file))) throw new CommandFailed(`There is no database ${file} to back up.`);
  const store = await Store.open(file).catch((error: unknown) => {
    // A copy of what can be read is worth having, but it has to be written beside it.
    if (error instanceof StoreError && isAboutSurroundings(error)) throw new CommandFailed(error.message);
    throw error;
  });
  try {
    const target = await backup(store.database);
    const { size } = await stat(target);
    const holds = store.holdings();
    if (options.json) printJson({ file: target, bytes: size, ...holds });
    else print(`Backed up ${holdingsText(holds)} to ${target}.`);
  } finally {
    store.close();
  }
}

/** Restores a backup, the latest sound one unless one is named; shows first what each side holds. */
export async function runRestore(chosen: string | undefined, options: RestoreCommandOptions): Promise<void> {
  const plan = await planRestore(await databaseOf(options), chosen === undefined ? undefined : resolve(chosen));
  const { current, backup: source } = plan;
  if (!options.json) {
    complain(`The database in use is ${current.state}: ${holdingsText(current.holds)}.`);
    complain(`The backup ${source.file}: ${holdingsText(source.holds)}.`);
  }
  const restored = await restore(plan, { replaceSound: options.replace === true });
  if (options.json) printJson(restored);
  else if (restored.kept === null) print('The backup is restored.');
  else print(`The backup is restored. The file that it replaced was kept as ${restored.kept}.`);
}

/** What a database holds, in words. */
function holdingsText(holds: Holdings | null): string {
  if (holds === null) return 'what it holds cannot be read';
  const { runs, scores, newest } = holds;
  return `${counted(runs, 'run')} and ${counted(scores, 'score')}${newest === null ? '' : `, the newest of ${newest}`}`;
}

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
