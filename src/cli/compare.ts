import type { Playground } from '../playground';
import { botByName } from './chooseBot';
import { complain, print, printJson, withPlayground, type CommonOptions } from './context';
import { textTable, visible } from './textTable';

/** What differs between bots on the prompts that both have a score for, and whether that is more than noise. */
export async function compareBots(names: string[], options: CommonOptions): Promise<void> {
  if (names.length < 2) {
    process.exitCode = 2;
    complain('Name two bots or more; llp leaderboard lists them.');
    return;
  }
  const made = await withPlayground(options, (playground) => compared(playground, names, options), { reading: true });
  if (options.json) printJson(made);
  else for (const { sentence } of made) print(visible(sentence));
}

function compared(playground: Playground, names: string[], options: CommonOptions) {
  const ids = names.map((name) => botByName(playground, name, options).id);
  if (new Set(ids).size < ids.length) throw new Error('A bot cannot be compared with itself; name another one.');
  return playground.comparing.compare(ids);
}

export interface RepeatsOptions extends CommonOptions {
  practice?: boolean;
}

/** Repeats folded into their bots: how much repeating alone moves a total, and which prompts flipped. */
export async function showRepeats(options: RepeatsOptions): Promise<void> {
  const made = await withPlayground(
    options,
    ({ comparing, read }) => comparing.repeats(options.practice ?? (!read.board.has(false) && read.board.has(true))),
    { reading: true },
  );
  if (options.json) return printJson(made);
  if (made.length === 0) return print('No bot was repeated yet: llp run --bot NAME --category ID --repeat 3');
  const points = (value: number | null): string => value?.toFixed(1) ?? '–';
  const rows = made.map(({ bot, repeats, mean, deviation, repeatInterval, flips, repeatedPrompts }) => [
    bot,
    String(repeats),
    points(mean),
    points(deviation),
    repeatInterval ? `${points(repeatInterval[0])}–${points(repeatInterval[1])}` : '–',
    `${flips.length} of ${repeatedPrompts}`,
  ]);
  print(textTable(['BOT', 'REPEATS', 'MEAN', 'SD', '95 %', 'FLIPS'], rows, [1, 2, 3, 4, 5]));
  for (const { bot, flips } of made)
    for (const { category, prompt, points: each } of flips)
      print(visible(`${bot}: ${category}/${prompt} flipped: ${each.map((value) => value ?? '–').join(', ')}`));
}
