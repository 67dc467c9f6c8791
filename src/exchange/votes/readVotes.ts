import { said, SaidError } from '../../l10n/said';
import { CsvError, parse } from 'csv-parse/sync';
import type { Vote, Winner } from '../../rank/ratings/votes';

/** How the published votes of the Arena, and programs that read them, spell the four outcomes. */
const spellings: Record<string, Winner> = {
  model_a: 'model_a',
  a: 'model_a',
  model_b: 'model_b',
  b: 'model_b',
  tie: 'tie',
  'tie (bothbad)': 'both_bad',
  'tie(bothbad)': 'both_bad',
  tie_both_bad: 'both_bad',
  both_bad: 'both_bad',
  bothbad: 'both_bad',
};

export interface ReadVotes {
  votes: Vote[];
  /** Votes that could not be read, by why, with their number. */
  left: { why: string; count: number; firstLine: number }[];
}

/**
 * Votes from CSV with the columns `model_a,model_b,winner` (and `prompt` or `question_id`, if there is one), or from a
 * JSON object a line, or a JSON array of them, with the same names. A line that is no vote is left out and named, never taken for a tie.
 * Throws a sentence where the text is neither, or has no such columns.
 */
export function readVotes(text: string): ReadVotes {
  const plain = text.replace(/^\uFEFF/, '');
  const first = plain.trimStart()[0];
  const rows = first === '{' ? jsonRows(plain) : first === '[' ? arrayRows(plain) : csvRows(plain);
  const votes: Vote[] = [];
  const left = new Map<string, { why: string; count: number; firstLine: number }>();
  for (const { line, row } of rows) {
    const made = typeof row === 'string' ? row : voteOf(row);
    if (typeof made !== 'string') {
      votes.push(made);
      continue;
    }
    const known = left.get(made);
    if (known) known.count++;
    else left.set(made, { why: made, count: 1, firstLine: line });
  }
  return { votes, left: [...left.values()] };
}

interface Row {
  line: number;
  /** What stands there by column, or why it cannot be read. */
  row: Record<string, string> | string;
}

function csvRows(text: string): Row[] {
  try {
    const records = parse(text, {
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
      trim: true,
    }) as unknown as { record: Record<string, string>; info: { lines: number } }[];
    const columns = Object.keys(records[0]?.record ?? {});
    const missing = ['model_a', 'model_b', 'winner'].filter((name) => !columns.includes(name));
    if (records.length > 0 && missing.length > 0)
      throw new SaidError(
        said`The votes have no column ${missing.join(', ')}; the first line must name model_a,model_b,winner.`,
      );
    return records.map(({ record, info }) => ({ line: info.lines, row: record }));
  } catch (error) {
    if (error instanceof CsvError)
      throw new SaidError(said`The votes are not valid CSV: ${error.message}.`, { cause: error });
    throw error;
  }
}

function jsonRows(text: string): Row[] {
  return text.split(/\r?\n/).flatMap((content, index): Row[] => {
    if (content.trim() === '') return [];
    const line = index + 1;
    try {
      return [{ line, row: rowOf(JSON.parse(content)) }];
    } catch {
      return [{ line, row: 'it is not valid JSON' }];
    }
  });
}

/** Votes are counted from 1 where they stand in an array: they may all be in one line. */
function arrayRows(text: string): Row[] {
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (error) {
    throw new SaidError(said`The votes are not valid JSON: ${(error as Error).message}.`, { cause: error });
  }
  return (values as unknown[]).map((value, index) => ({ line: index + 1, row: rowOf(value) }));
}

function rowOf(value: unknown): Row['row'] {
  if (value === null || typeof value !== 'object') return 'it is not a JSON object';
  const texts = Object.entries(value).map(([key, item]) => [key, item === null ? '' : String(item)]);
  return Object.fromEntries(texts) as Record<string, string>;
}

function voteOf(row: Record<string, string>): Vote | string {
  const [a, b] = [row['model_a']?.trim() ?? '', row['model_b']?.trim() ?? ''];
  const winner = spellings[row['winner']?.trim().toLowerCase() ?? ''];
  if (a === '' || b === '') return 'a model has no name';
  if (!winner) return 'its winner is none of model_a, model_b, tie, tie (bothbad)';
  if (a === b) return 'a model meets itself';
  const prompt = [row['prompt'], row['question_id']].find((value) => value !== undefined && value !== '');
  return prompt === undefined ? { a, b, winner } : { a, b, winner, prompt };
}
