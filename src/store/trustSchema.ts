import { proofOf } from './proofSql';

/*
 * The trust gate, in one place. `run_trust` finds of every run what it lacks and its tier; `public_run` holds those that
 * lack nothing, `public_result` the latest of each (model, prompt, quantization, runtime, hardware, variant), and
 * `public_benchmark` a row a benchmark. Whatever is published reads these, and nothing else decides it.
 */

/** Lists the names of the conditions that are not met. */
const missing = (conditions: Record<string, string>): string =>
  `(SELECT json_group_array(value) FROM json_each(json_array(${Object.entries(conditions)
    .map(([name, met]) => `CASE WHEN (${met}) IS NOT 1 THEN '${name}' END`)
    .join(', ')})) WHERE value IS NOT NULL)`;

const said = (value: string): string => `trim(COALESCE(${value}, '')) <> ''`;

/**
 * The views of the gate. `published`: with the addresses of logs, and a seed beside a temperature of 0 is none of a
 * variant, as it changes nothing; without it as they were first made.
 */
export const gate = ({ published }: { published: boolean }): string => `
  CREATE VIEW run_facts AS
    SELECT run.id AS run_id, run.bot_id, run.category_id, run.prompt_id, run.prompt_hash, run.status, run.origin,
      run.started_at, run.finished_at, run.log_kept, run.log_bytes, run.log_sha256, run.raw_log, run.request,
      run.record ->> 'llp' AS llp, run.request ->> 'modelId' AS model,
      run.model ->> 'format' AS format, run.model ->> 'architecture' AS architecture,
      run.model ->> 'loadedContextLength' AS context,
      COALESCE(NULLIF(run.model ->> 'quantization', ''), quantization.value) AS quantization,
      COALESCE(NULLIF(run.runtime ->> 'name', ''), runtime.value ->> 'name') AS runtime,
      COALESCE(NULLIF(run.runtime ->> 'version', ''), runtime.value ->> 'version') AS runtime_version,
      rig.tag AS hardware, rig.facts AS rig,
      -- Greedy: temperature 0, nothing that shapes the answer, and the system prompt of the suite.
      CASE WHEN run.request ->> '$.parameters.temperature' = 0 AND run.record ->> 'nonce' IS NULL
        AND NOT EXISTS (SELECT 1 FROM json_each(run.request, '$.parameters')
          WHERE key NOT IN ('temperature', 'contextLength', 'maxTokens'${published ? `, 'seed'` : ''}))
        AND COALESCE(prompt.system, '') = COALESCE((SELECT message.value ->> 'content'
          FROM json_each(run.request, '$.messages') AS message WHERE message.value ->> 'role' = 'system' LIMIT 1), '')
      THEN 'greedy' ELSE 'variant ' || json_remove(run.request -> '$.parameters', '$.contextLength') END AS variant
    FROM run
    LEFT JOIN rig ON rig.id = run.rig_id
    LEFT JOIN prompt ON prompt.category_id = run.category_id AND prompt.id = run.prompt_id AND prompt.hash = run.prompt_hash
    LEFT JOIN stated AS quantization ON quantization.what = 'quantization'
      AND quantization.server = run.request ->> 'server' AND quantization.model_id = run.request ->> 'modelId'
    LEFT JOIN stated AS runtime ON runtime.what = 'runtime'
      AND runtime.server = run.request ->> 'server' AND runtime.model_id = '';

  CREATE VIEW run_trust AS
    SELECT *, CASE WHEN missing <> '[]' THEN 'incomplete' WHEN agreed = 1 THEN 'verified'
      WHEN origin = 'imported' THEN 'independent' ELSE 'operator' END AS tier
    FROM (
      SELECT *, (
          SELECT agreed FROM verification WHERE verification.run_id = run_facts.run_id AND agreed IS NOT NULL
          ORDER BY id DESC LIMIT 1
        ) AS agreed,
        ${missing({
          origin: `origin IN ('measured', 'imported')`,
          answer: `status = 'complete'`,
          log: `log_kept = 1 AND length(log_sha256) = 64 AND log_bytes > 0 AND ${said('raw_log')}`,
          runner: said('llp'),
          command: `json_type(request, '$.server') = 'text' AND json_type(request, '$.modelId') = 'text'
            AND ${said(`request ->> 'server'`)} AND ${said('model')} AND json_array_length(request, '$.messages') > 0
            AND json_type(request, '$.parameters') = 'object'`,
          quantization: said('quantization'),
          runtime: `${said('runtime')} AND ${said('runtime_version')}`,
          hardware: said('hardware'),
          rig: `${said(`rig ->> 'cpu'`)} AND ${said(`rig ->> 'system'`)} AND rig ->> 'memoryBytes' > 0`,
        })} AS missing
      FROM run_facts
    );

  CREATE VIEW public_run AS SELECT * FROM run_trust WHERE tier <> 'incomplete';

  -- The latest of each key, never the best; one that nobody has settled yet stands open in it.
  CREATE VIEW public_result AS
    SELECT * FROM (
      SELECT t.*, category.slug, category.title AS benchmark, prompt.title AS prompt_title, prompt.points AS prompt_points,
        score.points, score.max, score.settled, score.given, score.proven, score.accepted,${
          published
            ? `
        (SELECT url FROM publication WHERE publication.run_id = t.run_id AND publication.log_sha256 = t.log_sha256
          ORDER BY publication.id DESC LIMIT 1) AS log_url,`
            : ''
        }
        row_number() OVER (
          PARTITION BY t.category_id, t.prompt_id, model, quantization, runtime, hardware, variant
          ORDER BY started_at DESC, t.run_id DESC
        ) AS age
      FROM public_run AS t
      JOIN category ON category.id = t.category_id AND category.current = 1
      JOIN prompt ON prompt.category_id = t.category_id AND prompt.id = t.prompt_id AND prompt.hash = t.prompt_hash
        AND prompt.current = 1
      LEFT JOIN run_score AS score ON score.run_id = t.run_id
      -- A re-run that only checked another result is none of its own.
      WHERE t.run_id NOT IN (SELECT rerun_id FROM verification)
    );

  CREATE VIEW public_benchmark AS
    SELECT slug, benchmark, category_id, model, quantization, runtime, hardware, variant,
      SUM(points) AS points, SUM(max) AS max, COUNT(*) AS prompts, MAX(started_at) AS tested_at,
      MAX(runtime_version) AS runtime_version, MAX(llp) AS llp, MAX(rig) AS rig, MAX(format) AS format,
      MAX(architecture) AS architecture,
      SUM(given) AS given, SUM(proven) AS proven, SUM(accepted) AS accepted,${
        published
          ? `
      CASE WHEN COUNT(log_url) = COUNT(*) AND COUNT(DISTINCT log_url) = 1 THEN MAX(log_url) END AS log_url,`
          : ''
      }
      CASE WHEN SUM(tier = 'independent') > 0 THEN 'independent' WHEN SUM(tier = 'operator') > 0 THEN 'operator'
        ELSE 'verified' END AS tier,
      json_group_array(json_object('prompt', prompt_id, 'title', prompt_title, 'points', points, 'max', max,
        'run', run_id, 'log_sha256', log_sha256, 'tested_at', started_at${published ? `, 'log_url', log_url` : ''}) ORDER BY prompt_id) AS per_subtask_json
    FROM public_result AS result
    WHERE age = 1 AND settled >= max
    GROUP BY slug, category_id, model, quantization, runtime, hardware, variant
    -- Nothing is left out of a benchmark, or a good part could be picked from it.
    HAVING COUNT(*) = (SELECT category.prompts FROM category WHERE category.id = result.category_id);
`;

export const trustSchema = `
  -- JSON: what is needed to run it again.
  ALTER TABLE run ADD COLUMN record TEXT NOT NULL DEFAULT '{}';
  -- The short name of the machine, e.g. rtx-3080-10gb.
  ALTER TABLE rig ADD COLUMN tag TEXT;
  -- Another one after each change of a prompt, a check or the rule of scoring.
  ALTER TABLE category ADD COLUMN slug TEXT NOT NULL DEFAULT '';
  CREATE TABLE benchmark_edition (
    slug TEXT PRIMARY KEY,
    category_id TEXT NOT NULL,
    -- JSON: by prompt its hash and that of its checks.
    prompts TEXT NOT NULL,
    seen_at TEXT NOT NULL
  ) STRICT;
  -- What a person states of a server (model_id is then empty) or of a model on it, where the server does not.
  CREATE TABLE stated (
    server TEXT NOT NULL,
    model_id TEXT NOT NULL,
    what TEXT NOT NULL,
    value TEXT NOT NULL,
    stated_at TEXT NOT NULL,
    PRIMARY KEY (server, model_id, what)
  ) STRICT, WITHOUT ROWID;
  -- What came of running a result again, whether it agreed or not; agreed is NULL where nothing could be compared.
  CREATE TABLE verification (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES run (id),
    rerun_id INTEGER NOT NULL REFERENCES run (id),
    at TEXT NOT NULL,
    agreed INTEGER,
    outcome TEXT NOT NULL
  ) STRICT;
  CREATE INDEX verification_run ON verification (run_id, id);
  -- Each log's checksum with all before it: one that was exchanged breaks the chain from there on.
  CREATE TABLE log_chain (
    place INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    chain TEXT NOT NULL
  ) STRICT;
  ${gate({ published: false })}
  ALTER TABLE board_proof DROP COLUMN answers;
  ALTER TABLE board_proof DROP COLUMN logged;
  ALTER TABLE board_proof ADD COLUMN proof TEXT NOT NULL DEFAULT '';
  UPDATE board_proof AS wanted SET proof = (${proofOf});
`;
