import { proofOf } from './proofSql';

/*
 * Speeds are told by a broader ladder than points: what is missing is named, and nothing is left out for it. What was
 * not measured (practice, pasted, published or a vendor's) never comes in, nor does a re-run that only checked another.
 */
export const speedSchema = `
  CREATE VIEW public_speed AS
    SELECT t.run_id, t.model, t.quantization, t.format, t.runtime, t.runtime_version, t.hardware, t.rig, t.llp, t.origin, t.agreed,
      t.started_at, t.log_kept, run.tokens_per_second, run.stats ->> '$.sources.tokensPerSecond' AS source,
      run.ttft AS seconds_to_first_token
    FROM run_trust AS t JOIN run ON run.id = t.run_id
    WHERE t.origin IN ('measured', 'imported') AND t.status = 'complete' AND run.tokens_per_second > 0
      AND t.run_id NOT IN (SELECT rerun_id FROM verification);
  -- Rows that were on the board before cells had tiers.
  UPDATE board_proof AS wanted SET proof = (${proofOf});
`;
