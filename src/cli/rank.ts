import { readFile } from 'node:fs/promises';
import { textOf } from '../exchange/encoding';
import { readVotes } from '../exchange/votes/readVotes';
import { type Rating, rateVotes } from '../rank/ratings/rate';
import { CommandFailed, complain, print, printJson } from './context';
import { textTable } from './textTable';

export interface RankOptions {
  votes: string;
  json?: boolean;
  byPrompt?: boolean;
}

/** `llp rank`: ratings from a file of votes, without a database. */
export async function rankVotes(options: RankOptions): Promise<void> {
  const bytes = await readFile(options.votes).catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailed(
      error.code === 'ENOENT'
        ? `There is no file ${options.votes}.`
        : `The file ${options.votes} cannot be read (${error.code ?? 'unknown reason'}).`,
    );
  });
  const { votes, left } = readVotes(textOf(bytes));
  for (const { why, count, firstLine } of left)
    complain(`Left out ${count} of the votes, the first in line ${firstLine}: ${why}.`);
  if (votes.length === 0)
    throw new CommandFailed(`No vote stands in ${options.votes}; a line is model_a,model_b,winner.`);
  const ratings = rateVotes(votes, { clusterByPrompt: options.byPrompt ?? false });
  if (options.json) printJson(ratings);
  else print(ratingsText(ratings));
}

/** A table of ratings with what they do not say below it. */
export function ratingsText(ratings: Rating[]): string {
  const header = ['RANK', 'MODEL', 'RATING', '95 % INTERVAL', 'VOTES', 'GROUP'];
  const rows = ratings.map(({ model, rating, low, high, rank: [from, to], votes, group }) => [
    from === to ? String(from) : `${from}–${to}`,
    model,
    rating.toFixed(0),
    low === null || high === null ? 'no bound' : `${low.toFixed(0)} to ${high.toFixed(0)}`,
    String(votes),
    String(group + 1),
  ]);
  const notes = [...new Set(ratings.flatMap(({ note }) => (note === null ? [] : [note])))];
  return [textTable(header, rows, [2, 3, 4, 5]), ...notes].join('\n');
}
