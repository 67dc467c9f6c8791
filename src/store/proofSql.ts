/** For each bot: of its answers that count how many are of which tier, and what they lack. */
export const proofOf = `
  SELECT json_object('tiers', json_object(
      'operator', COUNT(CASE tier WHEN 'operator' THEN 1 END), 'verified', COUNT(CASE tier WHEN 'verified' THEN 1 END),
      'independent', COUNT(CASE tier WHEN 'independent' THEN 1 END),
      'incomplete', COUNT(CASE tier WHEN 'incomplete' THEN 1 END)),
    'missing', json((SELECT json_group_object(fact, answers) FROM (
      SELECT lack.value AS fact, COUNT(*) AS answers
      FROM standing AS s JOIN run_trust AS t ON t.run_id = s.answered_run CROSS JOIN json_each(t.missing) AS lack
      WHERE s.bot_id = wanted.bot_id GROUP BY lack.value))))
  FROM standing JOIN run_trust ON run_trust.run_id = standing.answered_run WHERE standing.bot_id = wanted.bot_id`;
