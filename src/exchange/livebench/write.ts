import { safeFileName } from '../../model/fileName';
import type { Store } from '../../store';
import { livebenchName } from './run/names';

export interface TreeFile {
  /** Relative, with slashes. */
  name: string;
  text: string;
}

/** The first release: LiveBench's own script shows questions of it whatever release it is asked for. */
const release = '2024-06-24';

interface Answer {
  prompt_id: string;
  bot_id: number;
  answered_run: number;
  scored: number;
  points: number | null;
  settled: number | null;
  max: number | null;
}

/**
 * One's own suites and results as LiveBench's data tree, a category at a time: its questions, each bot's answers to their
 * current versions, and a judgment (0 to 1) for each answer that is scored in full. What is open has no judgment: missing,
 * not zero. Bots of one kind only, so that practice never mixes with real results.
 */
export function* liveBenchTree(store: Store, practice: boolean): Generator<TreeFile> {
  const bots = namedBots(store, practice);
  for (const { id, prompts } of currentPrompts(store)) {
    const folder = `data/live_bench/${safeFileName(id)}/${safeFileName(id)}`;
    const place = { category: id, task: id };
    yield {
      name: `${folder}/question.jsonl`,
      text: jsonl(prompts.map((prompt) => ({ ...questionOf(id, prompt), ...place }))),
    };
    const judgments: object[] = [];
    const answers = Map.groupBy(answersOf(store, id), ({ bot_id }) => bot_id);
    for (const [botId, own] of answers) {
      const model = bots.get(botId);
      if (model === undefined) continue;
      const lines = own.map((answer) => answerLine(store, id, model, answer));
      yield { name: `${folder}/model_answer/${model.toLowerCase()}.jsonl`, text: jsonl(lines) };
      for (const { prompt_id, scored, points, settled, max } of own)
        if (scored === 1 && points !== null && max !== null && max > 0 && settled === max)
          judgments.push({
            question_id: `${id}/${prompt_id}`,
            model: model.toLowerCase(),
            score: points / max,
            ...place,
          });
    }
    if (judgments.length > 0)
      yield { name: `${folder}/model_judgment/ground_truth_judgment.jsonl`, text: jsonl(judgments) };
  }
}

/** By id. LiveBench takes fewer signs than LLP and tells no case apart: names that would meet get a number. */
function namedBots(store: Store, practice: boolean): Map<number, string> {
  const taken = new Set<string>();
  const names = new Map<number, string>();
  for (const bot of store.bots.list()) {
    if (bot.practice !== practice) continue;
    const plain = livebenchName(bot.name);
    let name = plain;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${plain}_${number}`;
    taken.add(name.toLowerCase());
    names.set(bot.id, name);
  }
  return names;
}

interface CurrentPrompt {
  id: string;
  text: string;
  system: string | null;
  rubric: { id: string; title: string; points: number }[];
}

function currentPrompts({ database }: Store): { id: string; prompts: CurrentPrompt[] }[] {
  const rows = database.all<{ category: string; id: string; text: string; system: string | null; rubric: string }>(
    `SELECT p.category_id AS category, p.id, p.text, p.system, p.rubric FROM prompt AS p
     JOIN category AS c ON c.id = p.category_id WHERE p.current = 1 AND c.current = 1
     ORDER BY c.position, c.id, p.position, p.id`,
  );
  return [...Map.groupBy(rows, ({ category }) => category)].map(([id, own]) => ({
    id,
    prompts: own.map((row) => ({ ...row, rubric: JSON.parse(row.rubric) as CurrentPrompt['rubric'] })),
  }));
}

function questionOf(category: string, { id, text, system, rubric }: CurrentPrompt): object {
  return {
    question_id: `${category}/${id}`,
    turns: [text],
    ...(system === null ? {} : { system_prompt: system }),
    ground_truth: rubric.map(({ title, points }) => `${title} (${points})`).join('\n'),
    livebench_release_date: release,
    livebench_removal_date: '',
  };
}

/** The scored answer where there is one, else the latest. */
function answersOf({ database }: Store, category: string): Answer[] {
  return database.all<Answer>(
    `SELECT s.prompt_id, s.bot_id, COALESCE(CASE WHEN s.scored_hash = p.hash THEN s.scored_run END, s.answered_run) AS answered_run,
       s.scored_hash IS p.hash AS scored, s.points, s.settled, s.max
     FROM standing AS s JOIN prompt AS p
       ON p.category_id = s.category_id AND p.id = s.prompt_id AND p.current = 1
     JOIN run AS r ON r.id = COALESCE(CASE WHEN s.scored_hash = p.hash THEN s.scored_run END, s.answered_run)
     WHERE s.category_id = ? AND r.prompt_hash = p.hash ORDER BY s.bot_id, p.position, p.id`,
    category,
  );
}

function answerLine(store: Store, category: string, model: string, { prompt_id, answered_run }: Answer): object {
  const run = store.runs.require(answered_run);
  return {
    question_id: `${category}/${prompt_id}`,
    answer_id: String(run.id),
    model_id: model,
    choices: [{ index: 0, turns: [run.text] }],
    tstamp: Date.parse(run.startedAt) / 1000,
    total_output_tokens: run.stats.completionTokens ?? -1,
    total_time_s: run.stats.totalSeconds ?? null,
    api_info: { provider: 'local', api_name: run.request.modelId, api_kwargs: null },
  };
}

function jsonl(lines: object[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
