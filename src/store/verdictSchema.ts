/** Answers that were drawn for a person to score, with the chance of each: estimates rest on it, so it is never changed. */
export const verdictSchema = `
  CREATE TABLE verdict_draw (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL UNIQUE REFERENCES run (id),
    -- How much likelier than by an even chance among the open answers of its bot and category it was.
    chance REAL NOT NULL CHECK (chance > 0),
    created_at TEXT NOT NULL
  ) STRICT;
`;
