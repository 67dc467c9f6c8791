import type { Command } from 'commander';
import { verdictUses, type VerdictUse } from '../model/verdict';
import { common, numberWithin, oneOf, wholeFrom } from './arguments';
import { nextToScore, showVerdict, type VerdictOptions } from './verdict';

/** `llp verdict`: which bot to keep; `llp verdict next`: the answer to score next. */
export function addVerdict(program: Command): void {
  const verdict = program.command('verdict').description('which bot to keep for a use, and how sure that is');
  const asked = (command: Command): Command =>
    common(command)
      .option(
        '--use <what>',
        `${verdictUses.join(', ')} (default: general)`,
        (text): VerdictUse => oneOf([...verdictUses])(text) as VerdictUse,
      )
      .option('--weights <list>', 'in place of a use: categories and what each counts, e.g. booting=1,programming=3')
      .option('--min-speed <n>', 'tokens/s at least', numberWithin(0, 1e6))
      .option('--memory <gb>', 'GiB at most, for weights and context', numberWithin(0, 1e6))
      .option('--context <n>', 'tokens of context at least', wholeFrom(1))
      .option('--tolerance <points>', 'points of 100 that do not matter (default: 5)', numberWithin(0, 100))
      .option('--practice', 'of the practice server');
  asked(verdict.command('show', { isDefault: true }).description('the verdict (the default)'))
    .option('--format <format>', 'text, md or json', oneOf(['text', 'md', 'json']))
    .option('-o, --output <file>', 'write it to a file')
    .action((options: VerdictOptions) => showVerdict(options));
  asked(verdict.command('next').description('the answer whose score would narrow the verdict most')).action(
    (options: VerdictOptions) => nextToScore(options),
  );
}
