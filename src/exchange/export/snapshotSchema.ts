/**
 * Tables of the snapshot in a shared report. Other people write SQL over them, so names are whole words with their
 * units, and each figure that is asked for has a column of its own. Shown in the report beside the SQL box.
 */
export const snapshotSchema = `
CREATE TABLE bot (
  id INTEGER PRIMARY KEY, name TEXT, model TEXT, server TEXT, quantization TEXT, architecture TEXT, format TEXT,
  model_size TEXT, size_bytes INTEGER, temperature REAL, parameters TEXT, notes TEXT, practice INTEGER, created_at TEXT
);
CREATE TABLE category (id TEXT PRIMARY KEY, title TEXT, position INTEGER, points INTEGER, prompts INTEGER);
CREATE TABLE prompt (
  category_id TEXT, id TEXT, hash TEXT, title TEXT, position INTEGER, points INTEGER, text TEXT, system TEXT,
  rubric TEXT, current INTEGER, PRIMARY KEY (category_id, id, hash)
);
CREATE TABLE run (
  id INTEGER PRIMARY KEY, bot_id INTEGER, category_id TEXT, prompt_id TEXT, prompt_hash TEXT, status TEXT, error TEXT,
  points REAL, max INTEGER, settled REAL, given REAL, proven REAL, accepted REAL, flags TEXT, prompt_tokens INTEGER, completion_tokens INTEGER, reasoning_tokens INTEGER,
  tokens_per_second REAL, time_to_first_token_seconds REAL, total_seconds REAL, stop_reason TEXT, sources TEXT,
  runtime TEXT, rig TEXT, model TEXT, parameters TEXT, practice INTEGER, origin TEXT, started_at TEXT, finished_at TEXT
);
CREATE TABLE answer (run_id INTEGER PRIMARY KEY, text TEXT, reasoning TEXT);
CREATE TABLE score (
  id INTEGER PRIMARY KEY, run_id INTEGER, points REAL, max INTEGER, rubric TEXT, note TEXT, source TEXT,
  given_by TEXT, evidence TEXT, created_at TEXT, voided_at TEXT
);
CREATE TABLE remark (run_id INTEGER, part TEXT, line INTEGER, quote TEXT, body TEXT, created_at TEXT);
`;

/** Made when all rows are in, which is quicker than keeping them up to date. */
export const snapshotIndexes = `
CREATE INDEX run_of_bot ON run (bot_id, category_id, prompt_id);
CREATE INDEX score_of_run ON score (run_id);
CREATE INDEX remark_of_run ON remark (run_id);
`;

/**
 * The full-text index; FTS4, as sql.js has no FTS5. The reader's browser makes it at the first search: of 20,000 answers
 * it takes a few seconds there, while carrying it would make the report two and a half times as large.
 */
export const snapshotSearch = `
CREATE VIRTUAL TABLE answer_search USING fts4 (
  content="answer", text, reasoning, tokenize=unicode61 "remove_diacritics=2"
);
`;
