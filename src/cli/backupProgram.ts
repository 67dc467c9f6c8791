import type { Command } from 'commander';
import { common } from './arguments';
import { runBackup, runRestore, type RestoreCommandOptions } from './backup';
import type { CommonOptions } from './context';

/** Adds `llp backup` and `llp restore`. */
export function addBackup(program: Command): void {
  common(program.command('backup').description('back the database up now')).action((options: CommonOptions) =>
    runBackup(options),
  );
  common(program.command('restore').description('put a backup in place of a database that is damaged or empty'))
    .argument('[file]', 'a backup; the latest sound one by default')
    .option('--replace', 'also over a sound database, which is kept beside it')
    .action((file: string | undefined, options: RestoreCommandOptions) => runRestore(file, options));
}
