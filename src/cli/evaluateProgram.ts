import type { Command } from 'commander';
import { common, languageOption, sandboxOption } from './arguments';
import { evaluateFiles, type EvaluateCommandOptions } from './evaluate';

export function addEvaluate(program: Command): void {
  common(program.command('evaluate').description('score programs by running them in a sandbox'))
    .argument('[files...]', 'answers: Markdown, or code with its tests beside it (bot.go, bot_test.go)')
    .option('--all', 'all answers in llm_outputs/swe')
    .option('--yes', 'agree to running the code of the answers')
    .option('--junit <file>', 'write a JUnit report too')
    .addOption(languageOption('take only code in this language out of Markdown'))
    .addOption(sandboxOption())
    .action((files: string[], options: EvaluateCommandOptions) => evaluateFiles(files, options));
}
