import type { Command } from 'commander';
import { common, oneOf } from './arguments';
import { evaluateFiles, type EvaluateCommandOptions } from './evaluate';

export function addEvaluate(program: Command): void {
  common(program.command('evaluate').description('score programs by running them in a sandbox'))
    .argument('[files...]', 'answers: Markdown, or code with its tests beside it (bot.go, bot_test.go)')
    .option('--all', 'all answers in llm_outputs/swe')
    .option('--yes', 'agree to running the code of the answers')
    .option('--junit <file>', 'write a JUnit report too')
    .option(
      '--sandbox <kind>',
      'bubblewrap, namespaces, docker or podman (default: the first that works)',
      oneOf(['bubblewrap', 'namespaces', 'docker', 'podman']),
    )
    .action((files: string[], options: EvaluateCommandOptions) => evaluateFiles(files, options));
}
