import type { Command } from 'commander';
import { common, numberWithin, wholeFrom } from './arguments';
import type { CommonOptions } from './context';
import {
  cancelTournament,
  pauseTournament,
  resumeTournament,
  retryTournament,
  startTournament,
  type TournamentCommandOptions,
} from './tournament';
import { showTournament } from './tournamentStatus';

/** Adds `llp tournament` and what can be done with a running one. */
export function addTournament(program: Command): void {
  const tournament = common(program.command('tournament'))
    .description('run bots against prompts, model by model; the queue survives the process')
    .option('--bot <name...>', 'bots by name')
    .option('--model <id...>', 'models by the id their server lists')
    .option('--category <id...>', 'all prompts of these categories (default: all)')
    .option('--prompt <id...>', 'these prompts only')
    .option('--repeat <n>', 'how often; each repeat is a row of its own', wholeFrom(1))
    .option('--temperature <t...>', 'sampling temperatures, 0 to 2; each is a row of its own', each(numberWithin(0, 2)))
    .option('--load', 'load each model explicitly and unload it after, where the server can (the default)')
    .option('--no-load', 'take the models as the server has them')
    .option('--context <n>', 'tokens of context to load with (default: 32768 or the model’s maximum)', wholeFrom(1))
    .option('--unload-others', 'unload what else is in memory first')
    .option('--no-stream', 'wait for whole answers; the server then states its own figures')
    .option('--cold', 'defeat the prompt cache with a nonce, for cold times to first token')
    .action((options: TournamentCommandOptions) => startTournament(options));
  const sub = (name: string, description: string): Command =>
    common(tournament.command(name))
      .description(description)
      .argument('[number]', 'tournament (default: the latest)', wholeFrom(1));
  // Options such as --json may stand before or after the name of the subcommand.
  const run = (work: (id: number | undefined, options: CommonOptions) => Promise<void>) => {
    return (id: number | undefined, _own: CommonOptions, command: Command) => work(id, command.optsWithGlobals());
  };
  sub('status', 'how far a tournament is').action(run(showTournament));
  const liveBench = (command: Command): Command =>
    command
      .option('--checkout <folder>', 'of a run of LiveBench: where its program is, which may run')
      .option('--python <file>', 'of a run of LiveBench: its Python');
  liveBench(sub('resume', 'go on with a tournament that was paused or left behind')).action(run(resumeTournament));
  sub('pause', 'send nothing more after the answer that is arriving').action(run(pauseTournament));
  sub('cancel', 'end a tournament at once; finished answers stay').action(run(cancelTournament));
  liveBench(sub('retry', 'queue what failed once more, and run it')).action(run(retryTournament));
}

/** Collects the values of an option that may be given several times. */
function each<T>(read: (text: string) => T): (text: string, before: T[] | undefined) => T[] {
  return (text, before) => [...(before ?? []), read(text)];
}
