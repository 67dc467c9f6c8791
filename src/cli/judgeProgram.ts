import type { Command } from 'commander';
import { common, wholeFrom } from './arguments';
import type { CommonOptions } from './context';
import {
  acceptProposal,
  judgeAnswers,
  showAgreement,
  showProposals,
  type AcceptOptions,
  type JudgeOptions,
} from './judge';

/** `llp judge`: bots propose points, which count for nothing until a person accepts them. */
export function addJudge(program: Command): void {
  const judge = program.command('judge').description('let bots propose points, and see how far they agree with you');
  common(judge.command('ask', { isDefault: true }).description('ask a bot, or a jury of several (the default)'))
    .requiredOption('--judge <name...>', 'bots by name')
    .option('--run <n...>', 'these answers only', (text: string, all: number[] = []) => [...all, wholeFrom(1)(text)])
    .option('--category <id>', 'answers of this category')
    .option('--scored', 'answers that you have scored, to measure the judge on them')
    .option('--pairs', 'compare the pairs that you have voted on, in both orders')
    .option('--no-load', 'take the models as the server has them')
    .action((options: JudgeOptions) => judgeAnswers(options));
  common(judge.command('proposals').description('what judges propose for an answer'))
    .argument('<run>', 'number of the run', wholeFrom(1))
    .action((run: number, options: CommonOptions) => showProposals(run, options));
  common(judge.command('accept').description('take a proposal over'))
    .argument('<proposal>', 'its number', wholeFrom(1))
    .option('--item <id...>', 'only these items')
    .action((id: number, options: AcceptOptions) => acceptProposal(id, options));
  common(judge.command('agreement').description('how far each judge agrees with you')).action(
    (options: CommonOptions) => showAgreement(options),
  );
}
