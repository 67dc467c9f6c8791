import { gate } from './trustSchema';

/** Files of models, where logs were published, and the gate anew: it knows the seed and the address of the log. */
export const publicationSchema = `
  -- Checksums of model files. path: SHA-256 of the path, which may name a person; facts: JSON, a ModelFile.
  CREATE TABLE model_file (
    path TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    facts TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  -- Where the log of a run was published.
  CREATE TABLE publication (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES run (id),
    url TEXT NOT NULL,
    public INTEGER NOT NULL,
    -- As it was published: another one now is none of it.
    log_sha256 TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX publication_run ON publication (run_id, id);
  DROP VIEW public_benchmark;
  DROP VIEW public_result;
  DROP VIEW public_run;
  DROP VIEW run_trust;
  DROP VIEW run_facts;
  ${gate({ published: true })}
`;
