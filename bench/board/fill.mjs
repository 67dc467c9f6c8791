// A database with as many bots, categories and runs as wanted, the same for the same numbers.
import { seeded } from '../lib/random.mjs';

const quantizations = ['Q4_K_M', 'Q5_K_M', 'Q6_K', 'Q8_0', 'F16'];
const families = ['llama', 'qwen3', 'gemma3', 'mistral', 'phi3', 'granite', 'olmo2'];

/**
 * @param {import('../../src/store').Store} store
 * @param {(db: unknown, keys: string[]) => void} recomputePrompts
 * @param {{bots: number, runs: number, categories: {id: string, prompts: {id: string}[]}[]}} size the categories'
 *   prompts stand in the database already
 */
export function fillBoard(store, recomputePrompts, { bots, runs, categories }) {
  const db = store.database;
  db.transaction(() => {
    addBots(store, bots);
    db.handle.exec(
      'CREATE TEMP TABLE place (number INTEGER PRIMARY KEY, category_id TEXT, prompt_id TEXT, hash TEXT, points INTEGER)',
    );
    db.handle.exec(`INSERT INTO place (category_id, prompt_id, hash, points)
      SELECT category_id, id, hash, points FROM prompt WHERE current = 1 ORDER BY position, category_id`);
    const places = Number(db.get('SELECT COUNT(*) AS count FROM place').count);
    const each = runs / bots;
    const rounds = Math.max(1, Math.round(each / places));
    const share = Math.min(1, each / places);
    // Round by round, as tournaments go. Where there are fewer runs than prompts, each bot answers those that come first:
    // prompts are taken from all categories in turn.
    db.run(
      `WITH RECURSIVE round (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM round WHERE number < ?)
       INSERT INTO run (bot_id, category_id, prompt_id, prompt_hash, status, completion_tokens, tokens_per_second, ttft,
         flags, stats, request, raw_log, log_kept, started_at)
       SELECT bot.id, category_id, prompt_id, hash, 'complete', 200 + (bot.id * 7 + place.number * 13) % 900,
         5 + (bot.id * 31 + round.number) % 90 + place.number % 7 / 10.0, 0.1 + (bot.id * 17 + place.number * 3) % 40 / 10.0,
         '[]', '{}', '{}', 'logs/run.log', 1, '2026-01-01T00:00:00.000Z'
       FROM round CROSS JOIN bot CROSS JOIN place WHERE place.number <= ?`,
      rounds,
      Math.round(places * share),
    );
    // Every fourth answer waits for its score.
    db.run(
      `INSERT INTO score (run_id, points, max, rubric, note, source, created_at)
       SELECT run.id, (run.bot_id * 7 + run.id * 3) % (points + 1), points, '{}', '', 'hand', started_at FROM run
       JOIN place ON place.category_id = run.category_id AND place.prompt_id = run.prompt_id WHERE run.id % 4 <> 0`,
    );
    db.run(
      `INSERT INTO standing (bot_id, category_id, prompt_id) SELECT DISTINCT bot_id, category_id, prompt_id FROM run`,
    );
    recomputePrompts(
      db,
      categories.flatMap(({ id, prompts }) => prompts.map((prompt) => `${id}/${prompt.id}`)),
    );
    db.handle.exec('DROP TABLE place');
  });
}

function addBots(store, bots) {
  const random = seeded(7);
  const any = (/** @type {string[]} */ list) => list[Math.floor(random() * list.length)];
  const insert = store.database.handle.prepare(
    `INSERT INTO bot (name, server, model_id, parameters, file_name, created_at, model)
     VALUES (?, 'http://127.0.0.1:1234', ?, ?, ?, '2026-01-01T00:00:00.000Z', ?)`,
  );
  for (let bot = 1; bot <= bots; bot++) {
    const architecture = any(families);
    const quantization = any(quantizations);
    const id = `maker-${bot % 40}/${architecture}-${1 + (bot % 32)}b-${bot}@${quantization.toLowerCase()}`;
    const model = {
      id,
      server: 'http://127.0.0.1:1234',
      type: 'llm',
      quantization,
      architecture,
      format: 'gguf',
      publisher: null,
      state: null,
      parameters: `${1 + (bot % 32)}B`,
      sizeBytes: Math.round(1e9 * (1 + random() * 40)),
      maxContextLength: 32768,
      loadedContextLength: null,
    };
    insert.run(id, id, JSON.stringify({ temperature: (bot % 11) / 10 }), `bot-${bot}`, JSON.stringify(model));
  }
}

/** Categories with made-up prompts, as the suites' reader gives them. @param {number} count @param {number} prompts in each */
export function madeCategories(count, prompts) {
  return Array.from({ length: count }, (_, c) => {
    const id = `made-${c + 1}`;
    const list = Array.from({ length: prompts }, (_, p) => ({
      categoryId: id,
      id: `${id}-${p + 1}`,
      hash: `hash-${id}-${p + 1}`,
      title: `Prompt ${p + 1}`,
      position: p,
      points: 10 + (p % 5) * 5,
      text: `Prompt ${p + 1} of ${id}.`,
      system: null,
      rubric: [],
    }));
    const points = list.reduce((sum, prompt) => sum + prompt.points, 0);
    return { id, title: `Made-up ${c + 1}`, version: 1, points, prompts: list, file: `${id}.md`, order: c };
  });
}
