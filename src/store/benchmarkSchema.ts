/** Results of public benchmarks beside the person's own: what each import brought, and what it can be judged by. */
export const benchmarkSchema = `
  CREATE TABLE benchmark_import (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    benchmark TEXT NOT NULL,
    release TEXT,
    -- judgments: averages are worked out here; groups, tasks: a table as it was shown, in table_json
    form TEXT NOT NULL,
    rule TEXT NOT NULL,
    origin TEXT NOT NULL,
    source TEXT NOT NULL,
    table_json TEXT,
    imported_at TEXT NOT NULL,
    undone_at TEXT
  ) STRICT;
  CREATE TABLE benchmark_question (
    import_id INTEGER NOT NULL REFERENCES benchmark_import (id),
    id TEXT NOT NULL,
    task TEXT NOT NULL,
    category TEXT NOT NULL,
    release_date TEXT,
    removal_date TEXT,
    PRIMARY KEY (import_id, id)
  ) STRICT, WITHOUT ROWID;
  -- Judgments of one file in its order; a question judged twice has two.
  CREATE TABLE benchmark_judgment (
    import_id INTEGER NOT NULL REFERENCES benchmark_import (id),
    model TEXT NOT NULL,
    question_id TEXT NOT NULL,
    task TEXT NOT NULL,
    category TEXT NOT NULL,
    score REAL
  ) STRICT;
  CREATE INDEX benchmark_judgment_import ON benchmark_judgment (import_id);
`;
