/*
 * How many rubric items wait for a person, from which the board tells the time that scoring still takes. As in
 * store/standing.ts when this was written.
 */
export const openItemsSchema = `
  ALTER TABLE board_cell ADD COLUMN open_items INTEGER NOT NULL DEFAULT 0;
  UPDATE board_cell SET open_items = (
    SELECT COALESCE(SUM(CASE
      WHEN s.scored_hash = p.hash THEN CASE WHEN s.settled >= s.max THEN 0
        ELSE MAX(1, json_array_length(p.rubric) - (SELECT COUNT(*) FROM json_each(counted.items))) END
      WHEN s.answered_hash = p.hash THEN MAX(1, json_array_length(p.rubric)) ELSE 0 END), 0)
    FROM standing AS s JOIN prompt AS p ON p.category_id = s.category_id AND p.id = s.prompt_id AND p.current = 1
    LEFT JOIN run_score AS counted ON counted.run_id = s.scored_run
    WHERE s.bot_id = board_cell.bot_id AND s.category_id = board_cell.category_id
  );
  UPDATE board_row SET cells = (
    SELECT json_group_array(
      json_array(category_id, points, scored, settled, given, proven, accepted, open, answered, outdated, open_items)
    ) FROM board_cell WHERE board_cell.bot_id = board_row.bot_id
  );
`;
