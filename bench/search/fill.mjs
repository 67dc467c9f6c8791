import { timed } from '../lib/stats.mjs';
import { answerText, english } from './texts.mjs';

const bots = 100;
const prompts = 90;
const batch = 250;

/**
 * Puts that many answers in, a batch a transaction, without ever holding more than one text.
 * @param {import('../../src/store').Store} store
 * @param {number} answers
 * @returns {{textBytes: number, indexedMs: number}} bytes of UTF-8, and what storing and indexing took
 */
export function fill({ database }, answers) {
  database.transaction(() => {
    const bot = 'INSERT INTO bot (name, server, model_id, parameters, file_name, created_at) VALUES (?, ?, ?, ?, ?, ?)';
    for (let index = 0; index < bots; index++) {
      const name = `${english[200 + index]}-${1 + (index % 70)}b@q${2 + (index % 7)}_k_m`;
      database.run(bot, name, 'http://127.0.0.1:1234', name, '{}', `${name}-${index}`, '2026-01-01T00:00:00.000Z');
    }
    const prompt = "INSERT INTO prompt VALUES (?, ?, 'h', ?, ?, 50, ?, NULL, '[]', 1, '2026-01-01T00:00:00.000Z')";
    for (let index = 0; index < prompts; index++) {
      const title = `${english[400 + 3 * index]} ${english[900 + 5 * index]} ${english[5 + index]}`;
      database.run(
        prompt,
        `category-${index % 6}`,
        `prompt-${index}`,
        title,
        index,
        answerText(-1 - index).slice(0, 1_500),
      );
    }
  });
  let textBytes = 0;
  let indexedMs = 0;
  for (let from = 0; from < answers; from += batch) {
    const texts = Array.from({ length: Math.min(batch, answers - from) }, (_, index) => answerText(from + index));
    for (const text of texts) textBytes += Buffer.byteLength(text);
    const [ms] = timed(() =>
      database.transaction(() => texts.forEach((text, index) => insert(database, from + index, text))),
    );
    indexedMs += ms;
  }
  return { textBytes, indexedMs };
}

/** @param {import('../../src/store').Database} database @param {number} number @param {string} text */
function insert(database, number, text) {
  const prompt = Math.floor(number / bots) % prompts;
  const startedAt = new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString();
  const { id } = database.run(
    `INSERT INTO run (bot_id, category_id, prompt_id, prompt_hash, status, flags, stats, request, started_at)
     VALUES (?, ?, ?, 'h', 'complete', '[]', '{}', '{}', ?)`,
    1 + (number % bots),
    `category-${prompt % 6}`,
    `prompt-${prompt}`,
    startedAt,
  );
  database.run("INSERT INTO answer (run_id, text, reasoning) VALUES (?, ?, '')", id, text);
}
