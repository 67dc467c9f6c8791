import type { SearchHit, SearchOptions } from '../../model/search';
import { keysOf } from './keys';
import type { Marker } from './marker';
import type { ParsedQuery } from './query';
import type { Reader } from './reader';
import { makeSnippet } from './snippet';

/** Weights of text, title, reasoning, notes and keys. */
const weights = '1.0, 6.0, 0.5, 2.0, 0.0';
/** Of more matches only the newest so many are ranked: relevance says little of a word that nearly all answers have. */
const mostRanked = 10_000;
/** Up to so many, unfinished words of any length are quick to look up. */
const fewRuns = 2_000;

interface Row {
  id: number;
  bot_id: number;
  bot: string;
  category_id: string;
  prompt_id: string;
  prompt_hash: string;
  title: string | null;
  text: string;
  reasoning: string;
  note: string | null;
}

export interface Ranked {
  id: number;
  score: number;
}

/** The numbers of the best runs. */
export function rankAnswers(reader: Reader, query: ParsedQuery, options: SearchOptions, limit: number): Ranked[] {
  const keys = keysOf(options);
  const runs = reader.all<{ last: number | null }>('SELECT MAX(id) AS last FROM run')[0]?.last ?? 0;
  const expression = runs > fewRuns ? query.quick : query.exact;
  const match = keys.length === 0 ? expression : `(keys : "${keys.join('" AND keys : "')}") AND ${expression}`;
  const { sql, values } = runFilter(options);
  const rows = reader.all<{ id: number; rank: number }>(
    `SELECT * FROM (
       SELECT search_answer.rowid AS id, bm25(search_answer, ${weights}) AS rank FROM search_answer
       WHERE search_answer MATCH ? ${sql} ORDER BY search_answer.rowid DESC LIMIT ${mostRanked}
     ) ORDER BY rank, id DESC LIMIT ?`,
    match,
    ...values,
    limit,
  );
  return rows.map(({ id, rank }) => ({ id, score: -rank }));
}

/** Reads what was ranked, in the order given. */
export function readAnswers(reader: Reader, ranked: Ranked[], marker: Marker): SearchHit[] {
  const rows = reader.all<Row>(
    `SELECT run.id, bot_id, bot.name AS bot, run.category_id, run.prompt_id, prompt_hash, prompt.title, answer.text,
       reasoning, (SELECT group_concat(note, ' ') FROM score WHERE run_id = run.id AND voided_at IS NULL) AS note
     FROM json_each(?) AS wanted JOIN run ON run.id = wanted.value
     JOIN answer ON answer.run_id = run.id JOIN bot ON bot.id = bot_id
     LEFT JOIN prompt ON prompt.category_id = run.category_id AND prompt.id = run.prompt_id AND hash = prompt_hash`,
    JSON.stringify(ranked.map(({ id }) => id)),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ranked.flatMap(({ id, score }) => {
    const row = byId.get(id);
    return row ? [toHit(row, score, marker)] : [];
  });
}

function toHit(row: Row, score: number, marker: Marker): SearchHit {
  const title = `${row.bot} · ${row.title ?? row.prompt_id}`;
  return {
    kind: 'output',
    id: String(row.id),
    title,
    score,
    ...makeSnippet(
      [
        ['text', row.text],
        ['note', row.note ?? ''],
        ['reasoning', row.reasoning],
      ],
      marker,
    ),
    botId: row.bot_id,
    categoryId: row.category_id,
    promptId: row.prompt_id,
    promptHash: row.prompt_hash,
    runId: row.id,
  };
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
    conditions.push(
      `(SELECT points FROM score WHERE run_id = run.id AND voided_at IS NULL ORDER BY score.id DESC LIMIT 1) BETWEEN ? AND ?`,
    );
    values.push(minPoints ?? 0, maxPoints ?? Number.MAX_SAFE_INTEGER);
  }
  if (conditions.length === 0) return { sql: '', values };
  const where = ['run.id = search_answer.rowid', ...conditions].join(' AND ');
  return { sql: `AND EXISTS (SELECT 1 FROM run WHERE ${where})`, values };
}
