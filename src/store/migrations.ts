import { openItemsSchema } from './openItemsSchema';
import { arenaSchema } from './arenaSchema';
import { checkSchema } from './checkSchema';
import { benchmarkSchema } from './benchmarkSchema';
import { partSchema } from './partSchema';
import { programSchema } from './programSchema';
import { publicationSchema } from './publicationSchema';
import { provenanceSchema } from './provenanceSchema';
import { remarkSchema } from './remarkSchema';
import { boardSchema, scoreSchema } from './scoreSchema';
import { botWordsByNumber, fillAnswers, fillEntries, searchSchema, searchTables } from './search/schema';
import { judgeSchema } from './judgeSchema';
import { jobKindSchema } from './jobKindSchema';
import { tournamentSchema } from './tournamentSchema';
import { speedSchema } from './speedSchema';
import { trustSchema } from './trustSchema';
import { verdictSchema } from './verdictSchema';

/** Numbered steps of the schema. A step that has shipped is never edited; the next change is a new step. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE bot (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    server TEXT NOT NULL,
    model_id TEXT NOT NULL,
    parameters TEXT NOT NULL,
    file_name TEXT NOT NULL COLLATE NOCASE UNIQUE,
    practice INTEGER NOT NULL,
    deleted_at TEXT,
    created_at TEXT NOT NULL,
    notes TEXT NOT NULL DEFAULT '',
    model TEXT
  ) STRICT;
  CREATE UNIQUE INDEX bot_name ON bot (name COLLATE NOCASE) WHERE deleted_at IS NULL;
  CREATE INDEX bot_model ON bot (server, model_id);

  CREATE TABLE category (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL,
    points INTEGER NOT NULL,
    prompts INTEGER NOT NULL,
    current INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE prompt (
    category_id TEXT NOT NULL,
    id TEXT NOT NULL,
    hash TEXT NOT NULL,
    title TEXT NOT NULL,
    position INTEGER NOT NULL,
    points INTEGER NOT NULL,
    text TEXT NOT NULL,
    system TEXT,
    rubric TEXT NOT NULL,
    current INTEGER NOT NULL,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (category_id, id, hash)
  ) STRICT;
  CREATE INDEX prompt_current ON prompt (category_id, id) WHERE current = 1;

  CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bot_id INTEGER NOT NULL REFERENCES bot (id),
    category_id TEXT NOT NULL,
    prompt_id TEXT NOT NULL,
    prompt_hash TEXT NOT NULL,
    status TEXT NOT NULL,
    error_code TEXT,
    error TEXT,
    completion_tokens INTEGER,
    tokens_per_second REAL,
    ttft REAL,
    practice INTEGER NOT NULL,
    flags TEXT NOT NULL,
    stats TEXT NOT NULL,
    request TEXT NOT NULL,
    model TEXT,
    runtime TEXT,
    output TEXT,
    raw_log TEXT,
    started_at TEXT NOT NULL,
    finished_at TEXT
  ) STRICT;
  CREATE INDEX run_key ON run (bot_id, category_id, prompt_id, id);
  CREATE INDEX run_unfinished ON run (id) WHERE status = 'running';
  CREATE TABLE answer (
    run_id INTEGER PRIMARY KEY REFERENCES run (id),
    text TEXT NOT NULL,
    reasoning TEXT NOT NULL
  ) STRICT;

  CREATE TABLE score (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES run (id),
    points REAL NOT NULL,
    max INTEGER NOT NULL,
    rubric TEXT NOT NULL,
    note TEXT NOT NULL,
    source TEXT NOT NULL,
    created_at TEXT NOT NULL,
    voided_at TEXT
  ) STRICT;
  CREATE INDEX score_run ON score (run_id, id) WHERE voided_at IS NULL;

  -- What counts now for each bot and prompt. Derived from run and score, kept in the same transaction.
  CREATE TABLE standing (
    bot_id INTEGER NOT NULL,
    category_id TEXT NOT NULL,
    prompt_id TEXT NOT NULL,
    answered_run INTEGER,
    answered_hash TEXT,
    tokens INTEGER,
    seconds REAL,
    ttft REAL,
    scored_run INTEGER,
    scored_hash TEXT,
    points REAL,
    PRIMARY KEY (bot_id, category_id, prompt_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX standing_prompt ON standing (category_id, prompt_id);
  -- Sums of standing, so that showing the board does not depend on how much has been run.
  CREATE TABLE board_cell (
    bot_id INTEGER NOT NULL,
    category_id TEXT NOT NULL,
    points REAL NOT NULL,
    scored INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    outdated INTEGER NOT NULL,
    PRIMARY KEY (bot_id, category_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE board_speed (
    bot_id INTEGER PRIMARY KEY,
    tokens INTEGER NOT NULL,
    seconds REAL NOT NULL,
    ttft REAL
  ) STRICT;
  `,
  `
  -- The maximum of what was scored: an average must not count an unscored prompt as zero.
  ALTER TABLE board_cell ADD COLUMN scored_max INTEGER NOT NULL DEFAULT 0;
  UPDATE board_cell SET scored_max = (
    SELECT COALESCE(SUM(p.points), 0) FROM standing AS s
    JOIN prompt AS p ON p.category_id = s.category_id AND p.id = s.prompt_id AND p.current = 1
    WHERE s.bot_id = board_cell.bot_id AND s.category_id = board_cell.category_id AND s.scored_hash = p.hash
  );
  `,
  searchSchema,
  tournamentSchema,
  remarkSchema,
  `
  -- How well a bot's results are proven: its answers that count, and how many of them have a raw log.
  ALTER TABLE board_speed ADD COLUMN answers INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE board_speed ADD COLUMN logged INTEGER NOT NULL DEFAULT 0;
  UPDATE board_speed SET
    answers = (SELECT COUNT(*) FROM standing WHERE standing.bot_id = board_speed.bot_id),
    logged = (SELECT COUNT(run.raw_log) FROM standing JOIN run ON run.id = standing.answered_run
      WHERE standing.bot_id = board_speed.bot_id);
  `,
  `
  -- All cells of a bot in one text: 1,000 rows are read several times faster than 40,000.
  ALTER TABLE board_speed ADD COLUMN cells TEXT NOT NULL DEFAULT '[]';
  UPDATE board_speed SET cells = (
    SELECT json_group_array(json_array(category_id, points, scored, answered, outdated, scored_max))
    FROM board_cell WHERE board_cell.bot_id = board_speed.bot_id
  );
  `,
  `
  -- The machines that models ran on: few, and the same for thousands of runs.
  CREATE TABLE rig (id INTEGER PRIMARY KEY, facts TEXT NOT NULL UNIQUE) STRICT;
  ALTER TABLE run ADD COLUMN rig_id INTEGER REFERENCES rig (id);
  `,
  scoreSchema,
  boardSchema,
  benchmarkSchema,
  provenanceSchema,
  `
  -- At most one row: an import into an empty database that has not come to its end. Numbers up to the last are its own.
  CREATE TABLE unfinished_import (id INTEGER PRIMARY KEY CHECK (id = 1), last_run INTEGER NOT NULL) STRICT;
  `,
  checkSchema,
  botWordsByNumber,
  `
  -- Servers of one machine are used one after the other, whoever uses them.
  ALTER TABLE server_lease ADD COLUMN machine TEXT NOT NULL DEFAULT '';
  `,
  `
  -- Words are folded otherwise than they were (points of Hebrew and Arabic, pictures, half-width Kana), so that the index
  -- is made anew.
  DROP TABLE search_entry;
  DROP TABLE search_answer;
  ${searchTables}
  ${fillEntries}
  ${fillAnswers}
  `,
  jobKindSchema,
  trustSchema,
  `
  -- Of a version with variants: which draw its figures are from, and what was drawn, as JSON.
  ALTER TABLE prompt ADD COLUMN drawn TEXT;
  `,
  openItemsSchema,
  arenaSchema,
  judgeSchema,
  publicationSchema,
  programSchema,
  verdictSchema,
  speedSchema,
  partSchema,
];
