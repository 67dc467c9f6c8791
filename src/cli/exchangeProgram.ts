import type { Command } from 'commander';
import { exportFormats } from '../exchange/export/request';
import { importFormats, type ImportFormat } from '../exchange/suites/importSuite';
import { common, oneOf, wholeFrom } from './arguments';
import { importLiveBench, type ImportLiveBenchOptions } from './benchmarks';
import { publishedFormats } from '../exchange/published/tables';
import { importPublished } from './publishing';
import { importFile, writeBundle, type BundleOptions } from './bundle';
import type { CommonOptions } from './context';
import { exportPublic } from './publicExport';
import { publicFormats } from '../playground/publicExport';
import { runExport, type ExportCommandOptions } from './export';
import { importPlayground } from './importPlayground';
import { importSuite, type ImportSuiteOptions } from './importSuite';

const publishedNames = { 'lm-eval': 'results of lm-evaluation-harness', inspect: 'a log of Inspect in JSON' };
const allFormats = [...exportFormats, ...publicFormats, 'bundle'];

/** Adds `llp bundle`, `llp export`, `llp import playground` and `llp import suite`. */
export function addExchange(program: Command): void {
  common(program.command('export').description('export the results to a file'))
    .requiredOption('--format <format>', allFormats.join(', '), oneOf(allFormats))
    .requiredOption('-o, --output <file>', 'file to write; - for standard output')
    .option('--practice', 'practice results too')
    .option('--bom', 'CSV only: begin with a byte order mark, for spreadsheets')
    .option('--sign <key>', 'bundle only: sign it with this Ed25519 private key (PEM)')
    .action((options: Omit<ExportCommandOptions, 'format'> & { format: string }) => {
      const format = exportFormats.find((one) => one === options.format);
      if (format) return runExport({ ...options, format });
      return exportPublic(publicFormats.find((one) => one === options.format) ?? 'bundle', options);
    });
  common(program.command('bundle').description('write all that passes the trust gate into one file (.llpb)'))
    .requiredOption('-o, --output <file>', 'file to write')
    .option('--sign <key>', 'sign it with this Ed25519 private key (PEM)')
    .action((options: BundleOptions) => writeBundle(options));
  const group =
    program.commands.find((command) => command.name() === 'import') ??
    program.command('import').description('import results or prompts; FILE.llpb is a bundle of LLP');
  common(group)
    .argument('[file]', 'a bundle, FILE.llpb')
    .option('--look', 'only show what is in the bundle')
    .action((file: string | undefined, options: CommonOptions & { look?: boolean }) => importFile(file, options));
  common(group.command('playground').description('import a JSON export of LLP; nothing that is here is changed'))
    .argument('<file>', 'file written by llp export --format json')
    .action((file: string, options: CommonOptions) => importPlayground(file, options));
  for (const format of publishedFormats)
    common(group.command(format).description(`import published figures: ${publishedNames[format]}`))
      .argument('<file>', 'JSON file')
      .action((file: string, options: CommonOptions) => importPublished(format, file, options));
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
