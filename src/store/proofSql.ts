/** Of several results together: never better than the least of them. */
const leastTier = `CASE WHEN SUM(tier = 'incomplete') > 0 THEN 'incomplete' WHEN SUM(tier = 'independent') > 0 THEN 'independent'
  WHEN SUM(tier = 'operator') > 0 THEN 'operator' ELSE 'verified' END`;

/** For each bot: of its answers that count how many are of which tier, what they lack, and on which machines they ran. */
export const proofOf = `
  WITH t AS MATERIALIZED (
    SELECT s.category_id, r.tier, r.missing, r.hardware
    FROM standing AS s JOIN run_trust AS r ON r.run_id = s.answered_run WHERE s.bot_id = wanted.bot_id
  )
  SELECT json_object('tiers', json_object(
      'operator', COUNT(CASE tier WHEN 'operator' THEN 1 END), 'verified', COUNT(CASE tier WHEN 'verified' THEN 1 END),
      'independent', COUNT(CASE tier WHEN 'independent' THEN 1 END),
      'incomplete', COUNT(CASE tier WHEN 'incomplete' THEN 1 END)),
    'missing', json((SELECT json_group_object(fact, answers) FROM (
      SELECT lack.value AS fact, COUNT(*) AS answers FROM t CROSS JOIN json_each(t.missing) AS lack GROUP BY lack.value))),
    'cells', json((SELECT json_group_object(category_id, least) FROM (
      SELECT category_id, ${leastTier} AS least FROM t GROUP BY category_id))),
    'hardware', json((SELECT json_group_array(hardware) FROM (
      SELECT DISTINCT hardware FROM t WHERE hardware IS NOT NULL ORDER BY hardware))))
  FROM t`;
