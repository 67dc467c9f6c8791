import type { Command } from 'commander';
import { exportFormats } from '../exchange/export/request';
import { importFormats, type ImportFormat } from '../exchange/suites/importSuite';
import { common, oneOf, wholeFrom } from './arguments';
import { importLiveBench, type ImportLiveBenchOptions } from './benchmarks';
import type { CommonOptions } from './context';
import { runExport, type ExportCommandOptions } from './export';
import { importPlayground } from './importPlayground';
import { importSuite, type ImportSuiteOptions } from './importSuite';

/** Adds `llp export`, `llp import playground` and `llp import suite`. */
export function addExchange(program: Command): void {
  common(program.command('export').description('export the results to a file'))
    .requiredOption('--format <format>', exportFormats.join(', '), oneOf([...exportFormats]))
    .requiredOption('-o, --output <file>', 'file to write; - for standard output')
    .option('--practice', 'practice results too')
    .option('--bom', 'CSV only: begin with a byte order mark, for spreadsheets')
    .action((options: ExportCommandOptions) => runExport(options));
  const group =
    program.commands.find((command) => command.name() === 'import') ??
    program.command('import').description('import results or prompts');
  common(group.command('playground').description('import a JSON export of LLP; nothing that is here is changed'))
    .argument('<file>', 'file written by llp export --format json')
    .action((file: string, options: CommonOptions) => importPlayground(file, options));
  common(
    group.command('livebench').description('import results of LiveBench: a data tree, its CSV files, a text table'),
  )
    .argument('<path>', 'folder or file')
    .option('--release <date>', 'judge by this release, e.g. 2024-11-25')
    .option('--made-here', 'the answers were made on this machine')
    .action((path: string, options: ImportLiveBenchOptions) => importLiveBench(path, options));
  common(group.command('suite').description('add prompts of another tool as a suite of this workspace'))
    .argument('<format>', importFormats.join(', '), oneOf([...importFormats]))
    .argument('<path>', 'the file; for livebench also a folder')
    .option('--name <name>', 'name of the new category')
    .option('--points <n>', 'points of each prompt that brings none of its own', wholeFrom(1))
    .action((format: ImportFormat, path: string, options: ImportSuiteOptions) => importSuite(format, path, options));
}
