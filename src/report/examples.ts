import type { ExportStrings } from '../exchange/strings';

/** Questions to begin with, over the tables of the snapshot; `title` names a text. */
export const examples: readonly { title: keyof ExportStrings; sql: string }[] = [
  {
    title: 'exampleBots',
    sql: `SELECT bot.name, SUM(run.points) AS points, COUNT(run.points) AS scored, COUNT(*) AS runs,
  ROUND(SUM(completion_tokens) / SUM(completion_tokens / tokens_per_second), 1) AS tokens_per_second
FROM run JOIN bot ON bot.id = run.bot_id
WHERE status = 'complete'
GROUP BY bot.id ORDER BY points DESC`,
  },
  {
    title: 'examplePrompts',
    sql: `SELECT category_id, prompt_id, COUNT(*) AS scored, MIN(points) AS worst, MAX(points) AS best, max
FROM run WHERE points IS NOT NULL
GROUP BY category_id, prompt_id ORDER BY best - worst DESC`,
  },
  {
    title: 'exampleQuantizations',
    sql: `SELECT architecture, model_size, quantization, COUNT(DISTINCT bot.id) AS bots, ROUND(AVG(points), 1) AS points
FROM bot JOIN run ON run.bot_id = bot.id
WHERE points IS NOT NULL
GROUP BY architecture, model_size, quantization ORDER BY architecture, points DESC`,
  },
  {
    title: 'exampleWord',
    sql: `SELECT bot.name, run.prompt_id, snippet(answer_search) AS found
FROM answer_search JOIN run ON run.id = answer_search.docid JOIN bot ON bot.id = run.bot_id
WHERE answer_search MATCH 'because' LIMIT 50`,
  },
  {
    title: 'exampleNotWhole',
    sql: `SELECT bot.name, category_id, prompt_id, status, stop_reason, error, started_at
FROM run JOIN bot ON bot.id = run.bot_id WHERE status <> 'complete' ORDER BY started_at DESC`,
  },
];
