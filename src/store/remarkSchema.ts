/** Remarks on lines of answers, what they added to the ledger of scores, and figures that were put right by hand. */
export const remarkSchema = `
  CREATE TABLE remark_thread (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES run (id),
    part TEXT NOT NULL,
    line INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    quote TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    resolved_at TEXT,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX remark_thread_run ON remark_thread (run_id);
  CREATE TABLE remark (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    thread_id INTEGER NOT NULL REFERENCES remark_thread (id),
    body TEXT NOT NULL,
    created_at TEXT NOT NULL,
    edited_at TEXT,
    deleted_at TEXT
  ) STRICT;
  CREATE INDEX remark_of_thread ON remark (thread_id);
  -- The entries of the ledger that remarks have made: on what they add up, and what undoing one gives back.
  CREATE TABLE sheet_entry (
    score_id INTEGER PRIMARY KEY REFERENCES score (id),
    run_id INTEGER NOT NULL REFERENCES run (id),
    base TEXT,
    undo TEXT NOT NULL
  ) STRICT;
  CREATE INDEX sheet_entry_run ON sheet_entry (run_id);
  CREATE TABLE stat_correction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES run (id),
    name TEXT NOT NULL,
    -- JSON: value and source as they were before the first correction.
    original TEXT NOT NULL,
    value TEXT NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX stat_correction_run ON stat_correction (run_id, name);
`;
