import type { Command } from 'commander';
import { common, numberWithin, oneOf, wholeFrom } from './arguments';
import { runLiveBench, type LiveBenchRunOptions } from './livebench';

/** Adds `llp livebench run`; LiveBench's own names of options are taken too. */
export function addLiveBench(program: Command): void {
  const group = program.command('livebench').description('run LiveBench’s own program against your servers');
  common(group.command('run').description('run benches and import what was judged; goes on where a run had ended'))
    .option('--model <id...>', 'models by the id their server lists')
    .option('--bot <name...>', 'bots by name')
    .option('--checkout <folder>', 'LiveBench’s folder (default: LLP_LIVEBENCH_CHECKOUT, else LiveBench in your home)')
    .option('--python <file>', 'its Python (default: LLP_LIVEBENCH_PYTHON, else .venv of the checkout)')
    .option('--bench-name <bench...>', 'e.g. live_bench/reasoning', ['live_bench'])
    .option('--release, --livebench-release-option <date>', 'questions of this release; the newest by default')
    .option('--question-source <source>', 'huggingface or jsonl', oneOf(['huggingface', 'jsonl']))
    .option('--temperature <t...>', 'sampling temperatures, 0 to 2; each is a row of its own', each)
    .option('--force-temperature <t>', 'the same, as LiveBench calls it', numberWithin(0, 2))
    .option('--repeat <n>', 'how often; each repeat is a row of its own', wholeFrom(1), 1)
    .option('--display-name <name>', 'the name that results get')
    .option('--model-display-name <name>', 'the same, as LiveBench calls it')
    .option('--max-tokens <n>', 'most tokens of an answer', wholeFrom(1))
    .option('--parallel-requests <n>', 'requests at once', wholeFrom(1))
    .option('--no-resume', 'ask everything anew')
    .option('--dry-run', 'only show the commands')
    .action((options: LiveBenchRunOptions & Aliases) => runLiveBench(withoutAliases(options)));
}

interface Aliases {
  livebenchReleaseOption?: string;
  forceTemperature?: number;
  modelDisplayName?: string;
}

function withoutAliases({
  livebenchReleaseOption,
  forceTemperature,
  modelDisplayName,
  ...options
}: LiveBenchRunOptions & Aliases): LiveBenchRunOptions {
  return {
    ...(livebenchReleaseOption === undefined ? {} : { release: livebenchReleaseOption }),
    ...(forceTemperature === undefined ? {} : { temperature: [forceTemperature] }),
    ...(modelDisplayName === undefined ? {} : { displayName: modelDisplayName }),
    ...options,
  };
}

function each(text: string, before: number[] | undefined): number[] {
  return [...(before ?? []), numberWithin(0, 2)(text)];
}
