/** What programs have checked: under which checks an answer was read last, and what they said of it. */
export const checkSchema = `
  -- Changing only the checks does not make another version of a prompt, but stored answers are read again.
  ALTER TABLE prompt ADD COLUMN checks_hash TEXT NOT NULL DEFAULT '';
  ALTER TABLE run ADD COLUMN checked_hash TEXT;
  CREATE INDEX run_unchecked ON run (id) WHERE status = 'complete' AND checked_hash IS NULL;
  CREATE TABLE check_sheet (
    run_id INTEGER PRIMARY KEY REFERENCES run (id),
    sheet TEXT NOT NULL
  ) STRICT;
`;
