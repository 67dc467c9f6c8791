import type { SearchHit, SearchOptions } from '../../model/search';
import { promptKey } from '../../model/prompt';
import type { Marker } from './marker';
import type { Reader } from './reader';
import { makeSnippet } from './snippet';

/** Weights of text, title, and what stands beside. */
const weights = '1.0, 6.0, 0.7';

interface PromptRow {
  rank: number;
  category_id: string;
  id: string;
  hash: string;
  title: string;
  text: string;
  system: string | null;
  rubric: string;
}

interface BotRow {
  rank: number;
  id: number;
  name: string;
  notes: string;
  facts: string;
}

/** The best prompts: current versions, unless older ones are asked for. */
export function searchPrompts(
  reader: Reader,
  expression: string,
  marker: Marker,
  options: SearchOptions,
  limit: number,
): SearchHit[] {
  const rows = reader.all<PromptRow>(
    `SELECT bm25(search_entry, ${weights}) AS rank, prompt.category_id, prompt.id, prompt.hash, prompt.title, prompt.text, system, (
       SELECT group_concat(value, ' ') FROM json_tree(rubric) AS item WHERE item.type = 'text' AND item.key <> 'id'
     ) AS rubric
     FROM search_entry CROSS JOIN search_prompt AS key ON key.id = search_entry.rowid / 2
     JOIN prompt ON prompt.category_id = key.category_id AND prompt.id = key.prompt_id AND prompt.hash = key.hash
     WHERE search_entry MATCH ? AND search_entry.rowid % 2 = 0 AND (current = 1 OR ?)
       AND prompt.category_id = COALESCE(?, prompt.category_id)
     ORDER BY rank LIMIT ?`,
    expression,
    Number(options.oldVersions ?? false),
    options.categoryId ?? null,
    limit,
  );
  return rows.map((row) => ({
    kind: 'prompt',
    id: promptKey(row.category_id, row.id),
    title: row.title,
    score: -row.rank,
    ...makeSnippet(
      [
        ['text', row.text],
        ['rubric', row.rubric ?? ''],
        ['system', row.system ?? ''],
      ],
      marker,
    ),
    categoryId: row.category_id,
    promptId: row.id,
    promptHash: row.hash,
  }));
}

/** The best bots that were not deleted. */
export function searchBots(
  reader: Reader,
  expression: string,
  marker: Marker,
  options: SearchOptions,
  limit: number,
): SearchHit[] {
  const rows = reader.all<BotRow>(
    `SELECT bm25(search_entry, ${weights}) AS rank, bot.id, name, notes, concat_ws(' · ', model_id, (
       SELECT group_concat(value, ' · ') FROM json_each(model) AS fact
       WHERE fact.type = 'text' AND fact.key NOT IN ('id', 'server', 'state', 'type')
     ), json_extract(parameters, '$.systemPrompt')) AS facts
     FROM search_entry CROSS JOIN bot ON bot.id = search_entry.rowid / 2
     WHERE search_entry MATCH ? AND search_entry.rowid % 2 = 1 AND deleted_at IS NULL
       AND bot.id = COALESCE(?, bot.id) AND practice = COALESCE(?, practice)
     ORDER BY rank LIMIT ?`,
    expression,
    options.botId ?? null,
    options.practice === undefined ? null : Number(options.practice),
    limit,
  );
  return rows.map((row) => ({
    kind: 'bot',
    id: row.name,
    title: row.name,
    score: -row.rank,
    ...makeSnippet(
      [
        ['note', row.notes],
        ['facts', row.facts],
      ],
      marker,
    ),
    botId: row.id,
  }));
}
