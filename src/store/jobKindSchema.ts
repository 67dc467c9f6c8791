/** Jobs of several kinds, some of them about no bot: a step of the migrations. */
export const jobKindSchema = `
  CREATE TABLE job_of_kind (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tournament_id INTEGER NOT NULL REFERENCES tournament (id),
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    bot_id INTEGER REFERENCES bot (id),
    category_id TEXT NOT NULL,
    prompt_id TEXT NOT NULL,
    -- What else the kind has to know: JSON.
    subject TEXT,
    label TEXT,
    -- The lane: a server's address, or the name of a lane without one.
    server TEXT NOT NULL,
    model_id TEXT NOT NULL,
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    reason TEXT,
    error_code TEXT,
    note TEXT,
    run_id INTEGER REFERENCES run (id),
    -- Milliseconds since the epoch.
    not_before INTEGER,
    seconds REAL,
    -- The process that works on it.
    owner TEXT,
    started_at TEXT,
    finished_at TEXT
  ) STRICT;
  INSERT INTO job_of_kind (id, tournament_id, kind, position, bot_id, category_id, prompt_id, server, model_id, status,
    attempts, reason, error_code, note, run_id, not_before, seconds, owner, started_at, finished_at)
  SELECT id, tournament_id, 'prompt', position, bot_id, category_id, prompt_id, server, model_id, status,
    attempts, reason, error_code, note, run_id, not_before, seconds, owner, started_at, finished_at FROM job;
  DROP TABLE job;
  ALTER TABLE job_of_kind RENAME TO job;
  CREATE UNIQUE INDEX job_position ON job (tournament_id, position);
  CREATE INDEX job_status ON job (tournament_id, status, position);
  CREATE INDEX job_owner ON job (server, owner) WHERE owner IS NOT NULL;
`;
