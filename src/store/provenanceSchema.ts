/*
 * Where each result comes from, in one column a table; `practice` and `origin` are read from it. And whether a raw log is
 * there as it was when its run ended: that a path was once stored proves nothing.
 */
export const provenanceSchema = `
  ALTER TABLE bot ADD COLUMN origin TEXT NOT NULL DEFAULT 'measured';
  UPDATE bot SET origin = 'practice' WHERE practice = 1;
  ALTER TABLE bot DROP COLUMN practice;
  ALTER TABLE bot ADD COLUMN practice INTEGER AS (origin = 'practice');

  -- JSON: origin, and from whom and when where it was not made here.
  ALTER TABLE run ADD COLUMN provenance TEXT NOT NULL DEFAULT '{"origin":"measured"}';
  UPDATE run SET provenance = '{"origin":"practice"}' WHERE practice = 1;
  UPDATE run SET provenance = '{"origin":"pasted"}' WHERE practice = 0 AND flags LIKE '%"pasted"%';
  -- Only imports have left a finished run without the name of a log.
  UPDATE run SET provenance = '{"origin":"imported"}'
    WHERE practice = 0 AND raw_log IS NULL AND flags NOT LIKE '%"pasted"%' AND status <> 'running';
  ALTER TABLE run ADD COLUMN log_bytes INTEGER;
  ALTER TABLE run ADD COLUMN log_sha256 TEXT;
  -- 1: there as it was; 0: gone or changed; NULL: nobody has looked yet.
  ALTER TABLE run ADD COLUMN log_kept INTEGER;

  DROP VIEW search_answer_source;
  CREATE VIEW search_answer_source AS
    SELECT id, llp_words(text, reasoning, note), llp_words(title), llp_fold(reasoning), llp_fold(note), keys FROM (
      SELECT run_id AS id, llp_keys(bot.id, run.category_id, run.provenance ->> 'origin' = 'practice') AS keys,
        bot.name || ' ' || COALESCE(prompt.title, run.prompt_id) AS title, answer.text, reasoning, (
        SELECT group_concat(note, ' ') FROM live_score AS score WHERE score.run_id = answer.run_id
      ) AS note
      FROM answer
      JOIN run ON run.id = answer.run_id
      JOIN bot ON bot.id = run.bot_id
      LEFT JOIN prompt
        ON prompt.category_id = run.category_id AND prompt.id = run.prompt_id AND prompt.hash = run.prompt_hash
      WHERE answer.text <> '' OR reasoning <> ''
    );
  ALTER TABLE run DROP COLUMN practice;
  ALTER TABLE run ADD COLUMN origin TEXT AS (provenance ->> 'origin');
  ALTER TABLE run ADD COLUMN practice INTEGER AS (provenance ->> 'origin' = 'practice');

  UPDATE board_proof SET logged = 0;
`;
