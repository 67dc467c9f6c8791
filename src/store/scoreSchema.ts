/*
 * Which score counts, in one place. `live_score` are the entries that were not taken back; `counting_score` is the rule
 * of model/score.ts, a row for each answer that has points. As the rule looks at several entries and at every item of
 * the rubric, its rows are kept in `run_score` by triggers, in the transaction of the change, so that no code can forget
 * to; everything that asks what counts reads these.
 */
const views = `
  CREATE VIEW live_score AS SELECT * FROM score WHERE voided_at IS NULL;

  -- Of each kind the latest entry; a proposal never.
  CREATE VIEW counting_entry AS
    SELECT entry.*, CASE source WHEN 'hand' THEN 0 WHEN 'automatic' THEN 1 ELSE 2 END AS kind
    FROM live_score AS entry
    WHERE source <> 'proposed' AND NOT EXISTS (
      SELECT 1 FROM live_score AS later
      WHERE later.run_id = entry.run_id AND later.source = entry.source AND later.id > entry.id
    );

  -- For each item of the rubric the strongest kind that gives it.
  CREATE VIEW counting_item AS
    SELECT run.id AS run_id, item.value ->> 'id' AS item, item.value ->> 'points' AS max, entry.source,
      given.value AS points
    FROM run
    JOIN prompt ON prompt.category_id = run.category_id AND prompt.id = run.prompt_id AND prompt.hash = run.prompt_hash
    CROSS JOIN json_each(prompt.rubric) AS item
    JOIN counting_entry AS entry ON entry.run_id = run.id
    CROSS JOIN json_each(entry.rubric) AS given ON given.key = item.value ->> 'id'
    WHERE NOT EXISTS (
      SELECT 1 FROM counting_entry AS stronger CROSS JOIN json_each(stronger.rubric) AS other
      WHERE stronger.run_id = run.id AND stronger.kind < entry.kind AND other.key = item.value ->> 'id'
    );

  -- The strongest entry of each answer, and whether it is about the whole prompt.
  CREATE VIEW strongest_entry AS
    SELECT entry.*, entry.whole = 1 OR NOT EXISTS (
      SELECT 1 FROM run
      JOIN prompt ON prompt.category_id = run.category_id AND prompt.id = run.prompt_id AND prompt.hash = run.prompt_hash
      WHERE run.id = entry.run_id AND json_array_length(prompt.rubric) > 0
    ) AS is_whole
    FROM counting_entry AS entry
    WHERE NOT EXISTS (
      SELECT 1 FROM counting_entry AS stronger WHERE stronger.run_id = entry.run_id AND stronger.kind < entry.kind
    );

  CREATE VIEW counting_parts AS
    SELECT run_id, id, source, kind, max, is_whole, points, rubric, extra,
      CASE WHEN is_whole THEN points * (source = 'automatic') ELSE (
        SELECT ROUND(COALESCE(SUM(points), 0), 3) FROM counting_item AS item
        WHERE item.run_id = top.run_id AND item.source = 'automatic'
      ) END AS proven,
      CASE WHEN is_whole THEN points * (source = 'accepted') ELSE (
        SELECT ROUND(COALESCE(SUM(points), 0), 3) FROM counting_item AS item
        WHERE item.run_id = top.run_id AND item.source = 'accepted'
      ) END AS accepted,
      CASE WHEN is_whole THEN 0 ELSE (
        SELECT COALESCE(SUM(points), 0) FROM counting_item AS item
        WHERE item.run_id = top.run_id AND item.source = 'hand'
      ) END AS by_hand,
      CASE WHEN is_whole THEN max ELSE (
        SELECT MIN(top.max, COALESCE(SUM(item.max), 0)) FROM counting_item AS item WHERE item.run_id = top.run_id
      ) END AS settled,
      CASE WHEN is_whole THEN (
        SELECT json_group_object(key, json_array(value, top.source)) FROM json_each(top.rubric)
      ) ELSE (
        SELECT json_group_object(item.item, json_array(item.points, item.source)) FROM counting_item AS item
        WHERE item.run_id = top.run_id
      ) END AS items
    FROM strongest_entry AS top;

  CREATE VIEW counting_score AS
    SELECT run_id, id AS score_id, source, kind, counted AS points, max, settled,
      ROUND(counted - proven - accepted, 3) AS given, proven, accepted, items
    FROM (
      SELECT *, CASE WHEN is_whole THEN points
        ELSE ROUND(MAX(0, MIN(max, by_hand + proven + accepted + extra)), 3) END AS counted
      FROM counting_parts
    );
`;

const refresh = (row: 'new' | 'old'): string => `
  DELETE FROM run_score WHERE run_id = ${row}.run_id;
  INSERT INTO run_score SELECT * FROM counting_score WHERE run_id = ${row}.run_id;`;

const kept = `
  CREATE TABLE run_score (
    run_id INTEGER PRIMARY KEY,
    score_id INTEGER NOT NULL,
    source TEXT NOT NULL,
    kind INTEGER NOT NULL,
    points REAL NOT NULL,
    max INTEGER NOT NULL,
    settled REAL NOT NULL,
    given REAL NOT NULL,
    proven REAL NOT NULL,
    accepted REAL NOT NULL,
    -- JSON: points and source by rubric item.
    items TEXT NOT NULL
  ) STRICT;
  INSERT INTO run_score SELECT * FROM counting_score;
  CREATE TRIGGER run_score_given AFTER INSERT ON score BEGIN ${refresh('new')} END;
  CREATE TRIGGER run_score_voided AFTER UPDATE OF points, rubric, source, voided_at ON score BEGIN ${refresh('new')} END;
  CREATE TRIGGER run_score_deleted AFTER DELETE ON score BEGIN ${refresh('old')} END;
`;

/** Entries of several kinds, the rule which of them counts, and the sums that follow from it. */
export const scoreSchema = `
  ALTER TABLE score ADD COLUMN whole INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE score ADD COLUMN extra REAL NOT NULL DEFAULT 0;
  ALTER TABLE score ADD COLUMN given_by TEXT NOT NULL DEFAULT '';
  ALTER TABLE score ADD COLUMN evidence TEXT NOT NULL DEFAULT '{}';
  UPDATE score SET source = 'proposed' WHERE source = 'judge';
  ${views}
  ${kept}
`;

/*
 * What the board shows, each by the question that it answers: `standing` what counts for a bot at a prompt,
 * `board_cell` what it has reached in a category, `board_speed` how fast it is, `board_proof` how well that is proven,
 * `board_row` all its cells in one text (1,000 rows are read several times faster than 40,000).
 */
export const boardSchema = `
  ALTER TABLE standing ADD COLUMN max INTEGER;
  ALTER TABLE standing ADD COLUMN settled REAL;
  ALTER TABLE standing ADD COLUMN given REAL;
  ALTER TABLE standing ADD COLUMN proven REAL;
  ALTER TABLE standing ADD COLUMN accepted REAL;
  -- What a judge has proposed counted until now.
  UPDATE standing SET scored_run = (
    SELECT run.id FROM run JOIN run_score ON run_score.run_id = run.id
    WHERE run.bot_id = standing.bot_id AND run.category_id = standing.category_id
      AND run.prompt_id = standing.prompt_id AND run.status = 'complete'
    ORDER BY run.prompt_hash = (
      SELECT hash FROM prompt WHERE category_id = standing.category_id AND id = standing.prompt_id AND current = 1
    ) DESC, run_score.kind, run.started_at DESC, run.id DESC LIMIT 1
  );
  UPDATE standing SET scored_hash = (SELECT prompt_hash FROM run WHERE id = scored_run),
    (points, max, settled, given, proven, accepted) =
    (SELECT points, max, settled, given, proven, accepted FROM run_score WHERE run_id = scored_run);

  DROP TABLE board_cell;
  CREATE TABLE board_cell (
    bot_id INTEGER NOT NULL,
    category_id TEXT NOT NULL,
    points REAL NOT NULL,
    -- Prompts with nothing open, and the points that could be had for what is settled.
    scored INTEGER NOT NULL,
    settled REAL NOT NULL,
    given REAL NOT NULL,
    proven REAL NOT NULL,
    accepted REAL NOT NULL,
    -- Points that could be had for what is answered and not settled.
    open REAL NOT NULL,
    answered INTEGER NOT NULL,
    outdated INTEGER NOT NULL,
    PRIMARY KEY (bot_id, category_id)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO board_cell
    SELECT s.bot_id, s.category_id,
      COALESCE(SUM(CASE WHEN s.scored_hash = p.hash THEN s.points END), 0),
      COALESCE(SUM(s.scored_hash = p.hash AND s.settled >= s.max), 0),
      COALESCE(SUM(CASE WHEN s.scored_hash = p.hash THEN s.settled END), 0),
      COALESCE(SUM(CASE WHEN s.scored_hash = p.hash THEN s.given END), 0),
      COALESCE(SUM(CASE WHEN s.scored_hash = p.hash THEN s.proven END), 0),
      COALESCE(SUM(CASE WHEN s.scored_hash = p.hash THEN s.accepted END), 0),
      COALESCE(SUM(CASE WHEN s.scored_hash = p.hash THEN s.max - s.settled
        WHEN s.answered_hash = p.hash THEN p.points END), 0),
      COALESCE(SUM(s.answered_hash = p.hash), 0),
      COALESCE(SUM(s.scored_hash IS NOT NULL AND s.scored_hash <> p.hash), 0)
    FROM standing AS s JOIN prompt AS p ON p.category_id = s.category_id AND p.id = s.prompt_id AND p.current = 1
    GROUP BY s.bot_id, s.category_id;

  CREATE TABLE board_proof (
    bot_id INTEGER PRIMARY KEY,
    answers INTEGER NOT NULL,
    -- Of those, how many were made here and have their log.
    logged INTEGER NOT NULL
  ) STRICT;
  INSERT INTO board_proof SELECT bot_id, answers, logged FROM board_speed;
  ALTER TABLE board_speed DROP COLUMN answers;
  ALTER TABLE board_speed DROP COLUMN logged;
  ALTER TABLE board_speed DROP COLUMN cells;
  -- JSON: the figures of board_cell in their order.
  CREATE TABLE board_row (bot_id INTEGER PRIMARY KEY, cells TEXT NOT NULL) STRICT;
  INSERT INTO board_row SELECT bot_id, (
    SELECT json_group_array(
      json_array(category_id, points, scored, settled, given, proven, accepted, open, answered, outdated)
    ) FROM board_cell WHERE board_cell.bot_id = board_speed.bot_id
  ) FROM board_speed;

  -- Counts the changes of what counts, so that what was worked out from it can be kept until there is another one.
  CREATE TABLE ledger (revision INTEGER NOT NULL) STRICT;
  INSERT INTO ledger VALUES (1);
`;
