/** What judges said of two answers; no vote, and it counts nowhere. */
export const judgeSchema = `
  CREATE TABLE judge_comparison (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    judge TEXT NOT NULL,
    a_run INTEGER NOT NULL REFERENCES run (id),
    b_run INTEGER NOT NULL REFERENCES run (id),
    -- first, second or tie: with a shown first, and with b shown first
    in_order TEXT NOT NULL,
    swapped TEXT NOT NULL,
    reason TEXT NOT NULL,
    created_at TEXT NOT NULL,
    voided_at TEXT
  ) STRICT;
  CREATE INDEX judge_comparison_live ON judge_comparison (judge) WHERE voided_at IS NULL;
`;
