/** Votes of blind comparisons. Entries are added and voided, never changed or deleted; triggers hold to that. */
export const arenaSchema = `
  CREATE TABLE arena_vote (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    left_run INTEGER NOT NULL REFERENCES run (id),
    right_run INTEGER NOT NULL REFERENCES run (id),
    category_id TEXT NOT NULL,
    prompt_id TEXT NOT NULL,
    prompt_hash TEXT NOT NULL,
    -- left, right, tie, both_bad; null where the pair was skipped, for a reason
    outcome TEXT CHECK (outcome IN ('left', 'right', 'tie', 'both_bad')),
    reason TEXT,
    voter TEXT NOT NULL,
    milliseconds INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    voided_at TEXT,
    CHECK ((outcome IS NULL) = (reason IS NOT NULL)),
    CHECK (left_run <> right_run)
  ) STRICT;
  CREATE INDEX arena_vote_live ON arena_vote (id) WHERE voided_at IS NULL;
  CREATE TRIGGER arena_vote_kept BEFORE DELETE ON arena_vote
    BEGIN SELECT RAISE(ABORT, 'Votes are taken back, not deleted.'); END;
  CREATE TRIGGER arena_vote_unchanged BEFORE UPDATE ON arena_vote
    WHEN old.voided_at IS NOT NULL OR new.voided_at IS NULL OR new.id <> old.id OR new.left_run <> old.left_run
      OR new.right_run <> old.right_run OR new.outcome IS NOT old.outcome OR new.reason IS NOT old.reason
      OR new.voter <> old.voter OR new.milliseconds <> old.milliseconds OR new.created_at <> old.created_at
    BEGIN SELECT RAISE(ABORT, 'Votes are taken back, not changed.'); END;
`;
