import type { SearchKind, SearchOptions } from '../../model/search';
import { keysOf } from './keys';
import type { ParsedQuery } from './query';
import type { Reader } from './reader';

/** Something found, not yet read: the row of `search_prompt`, the bot or the run. */
export interface Ranked {
  kind: SearchKind;
  id: number;
  score: number;
}

/** Weights of text, title, and what stands beside. */
const entryWeights = '1.0, 6.0, 0.7';
/** Weights of text, title, reasoning, notes and keys. */
const answerWeights = '1.0, 6.0, 0.5, 2.0, 0.0';
/** Of more matches only the newest so many are ranked: relevance says little of a word that nearly all answers have. */
const mostRanked = 10_000;
/** Up to so many, unfinished words of any length are quick to look up. */
const fewRuns = 2_000;

/**
 * The best of these kinds: current versions of prompts, unless older ones are asked for, and bots that were not deleted.
 * Both in one statement, as most of what it takes is done anew for each.
 */
export function rankEntries(
  reader: Reader,
  query: ParsedQuery,
  kinds: Set<SearchKind>,
  options: SearchOptions,
  limit: number,
): Ranked[] {
  if (!kinds.has('prompt') && !kinds.has('bot')) return [];
  const rows = reader.all<{ id: number; rank: number }>(
    `SELECT search_entry.rowid AS id, bm25(search_entry, ${entryWeights}) AS rank FROM search_entry
     WHERE search_entry MATCH ?1 AND CASE search_entry.rowid % 2
       WHEN 0 THEN ?2 AND EXISTS (
         SELECT 1 FROM search_prompt AS key WHERE key.id = search_entry.rowid / 2 AND (current = 1 OR ?3)
           AND category_id = COALESCE(?4, category_id)
       )
       ELSE ?5 AND EXISTS (
         SELECT 1 FROM bot WHERE bot.id = search_entry.rowid / 2 AND deleted_at IS NULL
           AND bot.id = COALESCE(?6, bot.id) AND practice = COALESCE(?7, practice)
       )
     END
     ORDER BY rank LIMIT ?8`,
    query.exact,
    Number(kinds.has('prompt')),
    Number(options.oldVersions ?? false),
    options.categoryId ?? null,
    Number(kinds.has('bot')),
    options.botId ?? null,
    options.practice === undefined ? null : Number(options.practice),
    limit,
  );
  return rows.map(({ id, rank }) => ({ kind: id % 2 === 0 ? 'prompt' : 'bot', id: Math.floor(id / 2), score: -rank }));
}

export function rankAnswers(reader: Reader, query: ParsedQuery, options: SearchOptions, limit: number): Ranked[] {
  const runs = reader.all<{ last: number | null }>('SELECT MAX(id) AS last FROM run')[0]?.last ?? 0;
  const expression = runs > fewRuns ? query.quick : query.exact;
  const keys = keysOf(options);
  const match = keys.length === 0 ? expression : `(keys : "${keys.join('" AND keys : "')}") AND ${expression}`;
  const { sql, values } = runFilter(options);
  const rows = reader.all<{ id: number; rank: number }>(
    `SELECT * FROM (
       SELECT search_answer.rowid AS id, bm25(search_answer, ${answerWeights}) AS rank FROM search_answer
       WHERE search_answer MATCH ? ${sql} ORDER BY search_answer.rowid DESC LIMIT ${mostRanked}
     ) ORDER BY rank, id DESC LIMIT ?`,
    match,
    ...values,
    limit,
  );
  return rows.map(({ id, rank }) => ({ kind: 'output', id, score: -rank }));
}

function runFilter({ from, to, minPoints, maxPoints }: SearchOptions): { sql: string; values: (string | number)[] } {
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  if (from !== undefined) {
    conditions.push('started_at >= ?');
    values.push(from);
  }
  if (to !== undefined) {
    conditions.push('started_at < ?');
    values.push(to);
  }
  if (minPoints !== undefined || maxPoints !== undefined) {
    conditions.push('(SELECT points FROM run_score WHERE run_id = run.id) BETWEEN ? AND ?');
    values.push(minPoints ?? 0, maxPoints ?? Number.MAX_SAFE_INTEGER);
  }
  if (conditions.length === 0) return { sql: '', values };
  const where = ['run.id = search_answer.rowid', ...conditions].join(' AND ');
  return { sql: `AND EXISTS (SELECT 1 FROM run WHERE ${where})`, values };
}
