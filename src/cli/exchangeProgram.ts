import type { Command } from 'commander';
import { exportFormats } from '../exchange/export/request';
import { common, oneOf } from './arguments';
import type { CommonOptions } from './context';
import { runExport, type ExportCommandOptions } from './export';
import { importPlayground } from './importPlayground';

/** Adds `llp export` and `llp import playground`. */
export function addExchange(program: Command): void {
  common(program.command('export').description('export the results to a file'))
    .requiredOption('--format <format>', exportFormats.join(', '), oneOf([...exportFormats]))
    .requiredOption('-o, --output <file>', 'file to write; - for standard output')
    .option('--practice', 'practice results too')
    .option('--bom', 'CSV only: begin with a byte order mark, for spreadsheets')
    .action((options: ExportCommandOptions) => runExport(options));
  const group =
    program.commands.find((command) => command.name() === 'import') ??
    program.command('import').description('import results');
  common(group.command('playground').description('import a JSON export of LLP; nothing that is here is changed'))
    .argument('<file>', 'file written by llp export --format json')
    .action((file: string, options: CommonOptions) => importPlayground(file, options));
}
