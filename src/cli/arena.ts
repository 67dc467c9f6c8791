import { toJsonLines, votesToCsv } from '../exchange/votes/writeVotes';
import type { Outcome, StoredVote } from '../model/arena';
import type { Playground } from '../playground';
import type { ArenaInterval } from '../playground/arena';
import { CommandFailed, print, printJson, withPlayground, write, type CommonOptions } from './context';
import { writeOutput } from './output';
import { ratingsText } from './rank';

export interface ArenaOptions extends CommonOptions {
  category?: string;
  practice?: boolean;
  output?: string;
}

export interface ArenaRatingsOptions extends ArenaOptions {
  interval?: ArenaInterval;
  style?: boolean;
}

export interface ArenaVoteOptions extends CommonOptions {
  winner: Outcome | 'skip';
  reason?: string;
  voter: string;
}

/** Ratings from the blind votes of this workspace. */
export async function arenaRatings(options: ArenaRatingsOptions): Promise<void> {
  const { ratings, effects, note } = await withPlayground(
    options,
    async ({ arena }) =>
      options.style
        ? await arena.styledRatings(options)
        : { ratings: await arena.ratings(options), effects: null, note: null },
    { reading: true },
  );
  if (options.json) {
    printJson(effects ? { ratings, effects, note } : ratings);
    return;
  }
  if (ratings.length === 0) {
    print(
      'Nobody has voted yet. Compare answers blind in VS Code (LLP: Compare Blind…), or with llp arena next and vote.',
    );
    return;
  }
  const looks = (effects ?? []).map(
    ({ style, points, low, high }) =>
      `One standard deviation more ${style} is worth ${points.toFixed(0)} points (${low.toFixed(0)} to ${high.toFixed(0)}).`,
  );
  print([ratingsText(ratings), ...looks, ...(note === null ? [] : [note])].join('\n'));
}

/** The next two answers without the names of their bots. */
export async function arenaNext(options: ArenaOptions): Promise<void> {
  await withPlayground(
    options,
    async ({ arena, read }) => {
      const pair = await arena.next([], options);
      if (!pair) throw new CommandFailed('There are no two answers left to compare; run a prompt with two bots first.');
      const [left, right] = [read.runs.require(pair.leftRun), read.runs.require(pair.rightRun)];
      const prompt = read.prompts.version(left.categoryId, left.promptId, left.promptHash);
      const shown = { ...pair, prompt: prompt?.text ?? left.promptId, left: left.text, right: right.text };
      if (options.json) printJson(shown);
      else
        print(
          `PROMPT\n${shown.prompt}\n\nLEFT (run ${pair.leftRun})\n${shown.left}\n\nRIGHT (run ${pair.rightRun})\n${shown.right}\n\nllp arena vote ${pair.leftRun} ${pair.rightRun} --winner left|right|tie|both_bad`,
        );
    },
    { reading: true },
  );
}

export async function arenaVote(leftRun: number, rightRun: number, options: ArenaVoteOptions): Promise<void> {
  await withPlayground(options, async ({ arena }) => {
    const outcome = options.winner === 'skip' ? null : options.winner;
    const reason = outcome === null ? (options.reason ?? 'other') : null;
    const vote = arena.vote({ leftRun, rightRun, outcome, reason, voter: options.voter, milliseconds: 0 });
    if (options.json) printJson(vote);
    else print(storedText(vote));
  });
}

function storedText({ id, outcome, replaced }: StoredVote): string {
  const instead = replaced.length === 0 ? '' : `, in place of your vote ${replaced.join(', ')} on the same two answers`;
  return outcome === null ? `Pair ${id} is skipped${instead}.` : `Vote ${id} is stored${instead}.`;
}

export async function arenaUndo(options: ArenaVoteOptions): Promise<void> {
  await withPlayground(options, async ({ arena }) => {
    const undone = arena.undo(options.voter);
    if (!undone) throw new CommandFailed(`“${options.voter}” has no vote that could be taken back.`);
    if (options.json) printJson(undone);
    else print(`Vote ${undone.id} is taken back.`);
  });
}

export async function arenaVotes(options: ArenaOptions): Promise<void> {
  await withPlayground(
    options,
    async (playground) => {
      const votes = playground.arena.exported(options);
      const text = options.json
        ? toJsonLines(votes.map(({ a, b, winner, prompt }) => ({ model_a: a, model_b: b, winner, prompt })))
        : votesToCsv(votes);
      await put(playground, text, options.output, `${votes.length} votes`);
    },
    { reading: true },
  );
}

export async function arenaPreferences(options: ArenaOptions): Promise<void> {
  await withPlayground(
    options,
    async (playground) => {
      const rows = playground.arena.preferences(options);
      await put(playground, toJsonLines(rows), options.output, `${rows.length} preferences`);
    },
    { reading: true },
  );
}

async function put(playground: Playground, text: string, path: string | undefined, what: string): Promise<void> {
  if (path === undefined) write(text);
  else print(`${what} are in ${(await writeOutput(playground, path, text)).file}.`);
}
