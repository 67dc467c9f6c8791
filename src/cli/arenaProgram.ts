import type { Command } from 'commander';
import { arenaIntervals } from '../playground/arena';
import { common, oneOf, wholeFrom } from './arguments';
import { bracketKinds, type BracketKind } from '../playground/arena/brackets';
import { arenaBracket } from './arenaBracket';
import {
  arenaNext,
  arenaPreferences,
  arenaRatings,
  arenaUndo,
  arenaVote,
  arenaVotes,
  type ArenaOptions,
  type ArenaRatingsOptions,
  type ArenaVoteOptions,
} from './arena';

/** `llp arena`: blind comparisons; without a word after it, the ratings. */
export function addArena(program: Command): void {
  const arena = program.command('arena').description('blind comparisons of answers, and the ratings that follow');
  const chosen = (command: Command): Command =>
    common(command).option('--category <id>', 'only this category').option('--practice', 'of the practice server');
  chosen(arena.command('ratings', { isDefault: true }).description('ratings with intervals (the default)'))
    .option(
      '--interval <how>',
      'corrected (for few votes; the default), sandwich, prompts (votes on one prompt as one observation) or bootstrap (drawing prompts)',
      oneOf([...arenaIntervals]),
    )
    .option('--style', 'as they would be if all answers were of one length and format')
    .action((options: ArenaRatingsOptions) => arenaRatings(options));
  chosen(arena.command('next').description('the two answers whose comparison tells most')).action(
    (options: ArenaOptions) => arenaNext(options),
  );
  common(arena.command('vote').description('say which of two answers is better'))
    .argument('<left>', 'number of the run shown left', wholeFrom(1))
    .argument('<right>', 'number of the run shown right', wholeFrom(1))
    .requiredOption(
      '--winner <side>',
      'left, right, tie, both_bad or skip',
      oneOf(['left', 'right', 'tie', 'both_bad', 'skip']),
    )
    .option('--reason <text>', 'why a pair is skipped')
    .option('--voter <name>', 'who votes', 'command line')
    .action((left: number, right: number, options: ArenaVoteOptions) => arenaVote(left, right, options));
  common(arena.command('undo').description('take the last vote back'))
    .option('--voter <name>', 'whose', 'command line')
    .action((options: ArenaVoteOptions) => arenaUndo(options));
  chosen(arena.command('bracket').description('a knock-out of the votes so far, for fun'))
    .option('--kind <name>', 'knock-out (the default) or swiss', oneOf([...bracketKinds]))
    .action((options: ArenaOptions & { kind?: BracketKind }) => arenaBracket(options));
  chosen(arena.command('votes').description('the votes as model_a,model_b,winner'))
    .option('-o, --output <file>', 'into a file')
    .action((options: ArenaOptions) => arenaVotes(options));
  chosen(arena.command('dpo').description('preferences as JSON lines: prompt, chosen, rejected'))
    .option('-o, --output <file>', 'into a file')
    .action((options: ArenaOptions) => arenaPreferences(options));
}
