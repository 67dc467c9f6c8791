import { Command, CommanderError } from 'commander';
import { runPracticeCommand } from '../practice/practiceCommand';
import { plainNumber } from '../model/plainNumber';
import { common, languageOption, numberWithin, oneOf, sandboxOption, wholeFrom } from './arguments';
import { compareBots, showRepeats, type RepeatsOptions } from './compare';
import { listBenchmarks, showBenchmark, type BenchmarkBoardOptions, type BenchmarksOptions } from './benchmarks';
import { CommandFailed, complain, type CommonOptions } from './context';
import { addArena } from './arenaProgram';
import { addBackup } from './backupProgram';
import { checkAnswers, type CheckOptions } from './check';
import { runDoctor } from './doctor';
import { addEvaluate } from './evaluateProgram';
import { addLiveBench } from './livebenchProgram';
import { addExchange } from './exchangeProgram';
import { showLeaderboard, type LeaderboardOptions } from './leaderboard';
import { addJudge } from './judgeProgram';
import { listModels } from './models';
import { rankVotes, type RankOptions } from './rank';
import { runPrompts, type RunCommandOptions } from './run';
import { scoreRun, type ScoreCommandOptions } from './score';
import { search, type SearchCommandOptions } from './search';
import { listSuites, type SuitesOptions } from './suites';
import { addTournament } from './tournamentProgram';
import { publishedFormats } from '../exchange/published/tables';
import { addTrust } from './trustProgram';
import { addVerdict } from './verdictProgram';
import { inert } from './terminal';
import { asStoreError } from '../store';
import { version } from '../../package.json';

/** Exit codes: 0 done, 1 failed with one sentence on stderr, 2 wrong usage. */
export async function main(argv: string[]): Promise<void> {
  try {
    await buildProgram().parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    process.exitCode = 1;
    if (error instanceof CommandFailed && error.message === '') return;
    const known = asStoreError(error);
    complain(known instanceof Error ? known.message : String(known));
  }
}

/** The whole command line, described. */
export function buildProgram(): Command {
  const program = new Command('llp')
    .description('Local LLM Playground on the command line: run, score and rank the models of your own machine.')
    .version(version)
    // Else a group that has options of its own takes those of its commands: --json and --workspace would be lost.
    .enablePositionalOptions()
    .exitOverride()
    .showHelpAfterError('(add --help for the options)')
    .configureOutput({ outputError: (text, write) => write(inert(text.replace(/^error: /, ''))) });

  common(program.command('suites').description('list the prompt suites'))
    .option('--draw', 'draw new private figures for the prompts that have variants')
    .option('--published', 'go back to the published figures')
    .option('--text <id>', 'print the text of one prompt')
    .addOption(languageOption('in which language the task for programs is shown'))
    .action((options: SuitesOptions) => listSuites(options));
  common(program.command('models').description('list the models of the servers'))
    .option('--all', 'embedding models too')
    .action((options: CommonOptions & { all?: boolean }) => listModels(options));
  common(program.command('run').description('run prompts and save the answers'))
    .option('--bot <name>', 'a bot by its name')
    .option('--model <id>', 'a model by the id its server lists')
    .option('--category <id>', 'all prompts of this category')
    .option('--prompt <id>', 'this prompt only')
    .option('--repeat <n>', 'how often; each repeat is a row of its own', wholeFrom(1))
    .option(
      '--temperature <t>',
      'sampling temperature, 0 to 2; another one than the bot’s is a row of its own',
      numberWithin(0, 2),
    )
    .option(
      '--max-tokens <n>',
      'most tokens of an answer; another limit than the bot’s is a row of its own',
      wholeFrom(-1),
    )
    .option('--top-k <n>', 'as the bot’s parameter of that name, as are the next', wholeFrom(0))
    .option('--top-p <p>', '0 to 1', numberWithin(0, 1))
    .option('--min-p <p>', '0 to 1', numberWithin(0, 1))
    .option('--repeat-penalty <p>', '0 to 4', numberWithin(0, 4))
    .option('--frequency-penalty <p>', '-2 to 2', numberWithin(-2, 2))
    .option('--presence-penalty <p>', '-2 to 2', numberWithin(-2, 2))
    .option('--context-length <n>', 'tokens wished for when the model is loaded', wholeFrom(1))
    .option('--reasoning <how>', 'off, on, low, medium, high, or tokens at most')
    .option('--seed <n>', 'of the sampler', wholeFrom(0))
    .option('--system-prompt <text>', 'in place of the suite’s')
    .option('--display-name <name>', 'name of the row')
    .option('--no-stream', 'wait for the whole answer; the server then states its own figures')
    .option('--nonce <text>', 'put before the first message, as a run with --cold had it')
    .option('--cold', 'defeat the prompt cache with a nonce, for a cold time to first token')
    .option('--overwrite', 'replace an answer that was edited by hand')
    .action((options: RunCommandOptions) => runPrompts(options));
  addTournament(program);
  common(program.command('score').description('score a run'))
    .argument('<run>', 'number of the run', wholeFrom(1))
    .requiredOption('--points <n>', 'points', plainNumber)
    .option('--note <text>', 'a note')
    .action((run: number, options: ScoreCommandOptions) => scoreRun(run, options));
  common(program.command('check').description('what the checks of the suites say of an answer'))
    .argument('[answer]', 'number of a run, or a file with the answer')
    .option('--prompt <id>', 'the prompt that a file answers')
    .option('--file <file>', 'a file with the answer')
    .option('--run', 'run the programs that checks name with the answer, too')
    .option('--yes', 'agree to running the code of the answer')
    .addOption(sandboxOption())
    .action((answer: string | undefined, options: CheckOptions) => checkAnswers(answer, options));
  common(program.command('leaderboard').description('show the leaderboard'))
    .option('--format <format>', 'table, text, json, csv or md', oneOf(['table', 'text', 'json', 'csv', 'md']))
    .option('--practice', 'the board of the practice server')
    .option('--fold', 'variants and repeats folded into their model')
    .option('--fail-under <percent>', 'fail where a bot has less of the points of what is scored', numberWithin(0, 100))
    .option(
      '--benchmark <name>',
      'the imported results of a public benchmark',
      oneOf(['livebench', ...publishedFormats]),
    )
    .option('--release <date>', 'with --benchmark: averages for this release')
    .option('--import <n>', 'with --benchmark: this import, by its number; the newest by default', wholeFrom(1))
    .option('--models <names...>', 'with --benchmark: only these models')
    .option('--beside', 'with --benchmark: beside one’s own scores, with their rank correlation')
    .option('--tasks', 'with --benchmark: a column a task')
    .option('--no-average-column', 'with --benchmark: without the average')
    .option('--ignore-missing-judgments', 'with --benchmark: use the questions that all models were judged on')
    .action((options: LeaderboardOptions & Partial<BenchmarkBoardOptions>) =>
      options.benchmark === undefined
        ? showLeaderboard(options)
        : showBenchmark({ ...options, benchmark: options.benchmark }),
    );
  common(program.command('benchmarks').description('list the imported results of public benchmarks'))
    .option('--undo <n>', 'take the import with this number back', wholeFrom(1))
    .action((options: BenchmarksOptions) => listBenchmarks(options));
  common(program.command('compare').description('what differs between bots on the prompts that both have a score for'))
    .argument('<bots...>', 'names of two bots or more')
    .action((names: string[], options: CommonOptions) => compareBots(names, options));
  common(program.command('repeats').description('repeats folded into their bots: mean, deviation, interval, flips'))
    .option('--practice', 'of the practice server')
    .action((options: RepeatsOptions) => showRepeats(options));
  common(program.command('search').description('search prompts, answers and bots'))
    .argument('<query...>', 'words, "phrases", prefix*')
    .option('--in <where>', 'prompts, outputs or bots', oneOf(['prompts', 'outputs', 'bots']))
    .option('--limit <n>', 'most results', wholeFrom(1), 20)
    .action((words: string[], options: SearchCommandOptions) => search(words.join(' '), options));
  program
    .command('rank')
    .description('ratings with intervals from a file of votes (model_a,model_b,winner)')
    .requiredOption('--votes <file>', 'CSV, or a JSON object a line')
    .option('--by-prompt', 'take all votes on one prompt as one observation')
    .option('--json', 'machine-readable output')
    .action((options: RankOptions) => rankVotes(options));
  addVerdict(program);
  addTrust(program);
  addArena(program);
  addJudge(program);
  addExchange(program);
  addBackup(program);
  addEvaluate(program);
  addLiveBench(program);
  common(program.command('doctor').description('check what LLP needs')).action((options: CommonOptions) =>
    runDoctor(options),
  );
  program
    .command('practice')
    .description('start the practice server, a stand-in for LM Studio')
    .allowUnknownOption()
    .helpOption(false)
    .argument('[options...]')
    .action(async (words: string[]) => {
      process.exitCode = await runPracticeCommand(words, { stdout: process.stdout, stderr: process.stderr });
    });
  return program;
}
