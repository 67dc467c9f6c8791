import type { Command } from 'commander';
import { shells } from '../trust/quote';
import { common, numberWithin, oneOf, wholeFrom } from './arguments';
import type { CommonOptions } from './context';
import { checkLogs, tidyLogs, type TidyOptions } from './logs';
import { showReproduction, type ReproduceOptions } from './reproduce';
import { showMethodology, showSubmissions } from './publishing';
import { verify, type VerifyOptions } from './verify';
import { showRig, type RigOptions } from './rig';

/** Adds `llp rig`, `llp reproduce`, `llp verify` and `llp logs`. */
export function addTrust(program: Command): void {
  common(program.command('rig').description('show, or state, the machine that a server’s models run on'))
    .option('--gpu <names...>', 'graphics cards, each by its name')
    .option('--vram <gb>', 'memory of each card, in GiB', numberWithin(0, 10_000))
    .option('--driver <version>', 'their driver')
    .option('--cpu <name>', 'processor')
    .option('--ram <gb>', 'main memory, in GiB', numberWithin(0, 100_000))
    .option('--os <name>', 'system and its version')
    .option('--runtime <name and version>', 'where the server does not state it, e.g. "llama.cpp b6123"')
    .option('--model <id>', 'with --quantization: which model')
    .option('--quantization <name>', 'where the server does not state it, e.g. Q4_K_M')
    .action((options: RigOptions) => showRig(options));
  common(program.command('reproduce').description('print the commands that repeat a run: llp run, and curl'))
    .argument('<run>', 'number of the run', wholeFrom(1))
    .option('--shell <shell>', shells.join(', '), oneOf([...shells]))
    .action((run: number, options: ReproduceOptions & CommonOptions) => showReproduction(run, options));
  common(program.command('verify').description('run a result, or those of a bundle, again on this machine'))
    .argument('[what]', 'number of a run, or FILE.llpb')
    .option('--bot <name>', 'all answers of this bot that count')
    .option('--category <id>', 'with --bot: only of this category')
    .action((what: string | undefined, options: VerifyOptions) => verify(what, options));
  common(program.command('methodology').description('how this board measures, as Markdown')).action(
    (options: CommonOptions) => showMethodology(options),
  );
  common(program.command('submission').description('submission forms of what passes the gate, filled in'))
    .option('--handle <name>', 'who submits it: GitHub or e-mail')
    .action((options: CommonOptions & { handle?: string }) => showSubmissions(options));
  const logs = program.command('logs').description('the raw logs of runs: check, tidy');
  common(logs.command('check').description('read all logs, and the chain of their checksums')).action(
    (options: CommonOptions) => checkLogs(options),
  );
  common(logs.command('tidy').description('pack logs, and delete the oldest that nothing rests on'))
    .option('--megabytes <n>', 'all together at most; else as llp.logs.maxMegabytes says', wholeFrom(1))
    .action((options: TidyOptions) => tidyLogs(options));
}
