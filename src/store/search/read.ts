import { promptKey } from '../../model/prompt';
import type { SearchField, SearchHit } from '../../model/search';
import type { Marker } from './marker';
import type { Ranked } from './rank';
import type { Reader } from './reader';
import { makeSnippet } from './snippet';

interface PromptRow {
  key: number;
  category_id: string;
  id: string;
  hash: string;
  title: string;
  text: string;
  system: string | null;
  rubric: string | null;
}

interface FoundBot {
  id: number;
  name: string;
  notes: string;
  facts: string;
}

interface AnswerRow {
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

/** What tells a hit, but for its score, and the texts that its snippet may come from. */
type Found = Omit<SearchHit, 'score' | 'snippet' | 'marks' | 'field' | 'offset'> & {
  fields: [SearchField, string][];
};

const prompts = `
  SELECT key.id AS key, prompt.category_id, prompt.id, prompt.hash, prompt.title, prompt.text, system, (
    SELECT group_concat(value, ' ') FROM json_tree(rubric) AS item WHERE item.type = 'text' AND item.key <> 'id'
  ) AS rubric
  FROM json_each(?) AS wanted JOIN search_prompt AS key ON key.id = wanted.value
  JOIN prompt ON prompt.category_id = key.category_id AND prompt.id = key.prompt_id AND prompt.hash = key.hash`;

const bots = `
  SELECT bot.id, name, notes, concat_ws(' · ', model_id, (
    SELECT group_concat(value, ' · ') FROM json_each(model) AS fact
    WHERE fact.type = 'text' AND fact.key NOT IN ('id', 'server', 'state', 'type')
  ), json_extract(parameters, '$.systemPrompt')) AS facts
  FROM json_each(?) AS wanted JOIN bot ON bot.id = wanted.value`;

const answers = `
  SELECT run.id, bot_id, bot.name AS bot, run.category_id, run.prompt_id, prompt_hash, prompt.title, answer.text,
    reasoning, (SELECT group_concat(note, ' ') FROM live_score WHERE run_id = run.id) AS note
  FROM json_each(?) AS wanted JOIN run ON run.id = wanted.value
  JOIN answer ON answer.run_id = run.id JOIN bot ON bot.id = bot_id
  LEFT JOIN prompt ON prompt.category_id = run.category_id AND prompt.id = run.prompt_id AND hash = prompt_hash`;

/** Reads what was ranked, in the same order, with a snippet each. */
export function readHits(reader: Reader, ranked: Ranked[], marker: Marker): SearchHit[] {
  const idsOf = (kind: Ranked['kind']): number[] => ranked.filter((one) => one.kind === kind).map((one) => one.id);
  const found = {
    prompt: readPrompts(reader, idsOf('prompt')),
    bot: readBots(reader, idsOf('bot')),
    output: readAnswers(reader, idsOf('output')),
  };
  return ranked.flatMap(({ kind, id, score }) => {
    const one = found[kind].get(id);
    if (!one) return [];
    const { fields, ...hit } = one;
    return [{ ...hit, score, ...makeSnippet(fields, marker) }];
  });
}

function readPrompts(reader: Reader, ids: number[]): Map<number, Found> {
  if (ids.length === 0) return new Map();
  const rows = reader.all<PromptRow>(prompts, JSON.stringify(ids));
  return new Map(
    rows.map((row) => [
      row.key,
      {
        kind: 'prompt',
        id: promptKey(row.category_id, row.id),
        title: row.title,
        categoryId: row.category_id,
        promptId: row.id,
        promptHash: row.hash,
        fields: [
          ['text', row.text],
          ['rubric', row.rubric ?? ''],
          ['system', row.system ?? ''],
        ],
      },
    ]),
  );
}

function readBots(reader: Reader, ids: number[]): Map<number, Found> {
  if (ids.length === 0) return new Map();
  const rows = reader.all<FoundBot>(bots, JSON.stringify(ids));
  return new Map(
    rows.map((row) => [
      row.id,
      {
        kind: 'bot',
        id: row.name,
        title: row.name,
        botId: row.id,
        fields: [
          ['note', row.notes],
          ['facts', row.facts],
        ],
      },
    ]),
  );
}

function readAnswers(reader: Reader, ids: number[]): Map<number, Found> {
  if (ids.length === 0) return new Map();
  const rows = reader.all<AnswerRow>(answers, JSON.stringify(ids));
  return new Map(
    rows.map((row) => [
      row.id,
      {
        kind: 'output',
        id: String(row.id),
        title: `${row.bot} · ${row.title ?? row.prompt_id}`,
        botId: row.bot_id,
        categoryId: row.category_id,
        promptId: row.prompt_id,
        promptHash: row.prompt_hash,
        runId: row.id,
        fields: [
          ['text', row.text],
          ['note', row.note ?? ''],
          ['reasoning', row.reasoning],
        ],
      },
    ]),
  );
}
