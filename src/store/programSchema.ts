/** What running check files with answers came to, so that it need not be run again while nothing of it changes. */
export const programSchema = `
  CREATE TABLE program_finding (
    run_id INTEGER NOT NULL REFERENCES run (id),
    key TEXT NOT NULL,
    finding TEXT NOT NULL,
    PRIMARY KEY (run_id, key)
  ) STRICT, WITHOUT ROWID;
`;
