/** The queue of tournaments: a step of the migrations. */
export const tournamentSchema = `
  CREATE TABLE tournament (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    options TEXT NOT NULL,
    practice INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    finished_at TEXT
  ) STRICT;
  CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tournament_id INTEGER NOT NULL REFERENCES tournament (id),
    position INTEGER NOT NULL,
    bot_id INTEGER NOT NULL REFERENCES bot (id),
    category_id TEXT NOT NULL,
    prompt_id TEXT NOT NULL,
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
    -- The process that runs it.
    owner TEXT,
    started_at TEXT,
    finished_at TEXT
  ) STRICT;
  CREATE UNIQUE INDEX job_position ON job (tournament_id, position);
  CREATE INDEX job_status ON job (tournament_id, status, position);
  CREATE INDEX job_owner ON job (server, owner) WHERE owner IS NOT NULL;
  -- One process and one tournament at a time use a server; who does not renew in time has lost it.
  CREATE TABLE server_lease (
    server TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    pid INTEGER NOT NULL,
    host TEXT NOT NULL,
    tournament_id INTEGER NOT NULL,
    until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- What a tournament has loaded and not unloaded yet; what a person has loaded is not in here.
  CREATE TABLE loaded_instance (
    server TEXT NOT NULL,
    model_id TEXT NOT NULL,
    instance_id TEXT NOT NULL,
    PRIMARY KEY (server, model_id)
  ) STRICT, WITHOUT ROWID;
`;
