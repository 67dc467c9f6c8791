/*
 * Which score counts, with items of which a program has settled a part only: the views of scoreSchema.ts that this
 * changes. `score.parts` says of such items how many points could be had for the part.
 */
const views = `
  DROP VIEW counting_score;
  DROP VIEW counting_parts;
  DROP VIEW counting_item;

  -- Who gives an item: those that give all of it before those that give a part, of each the strongest first.
  CREATE VIEW item_entry AS
    SELECT run_id, item, max, source, points, MIN(part, max) AS settled, kind + 3 * (part < max) AS kind
    FROM (
      SELECT run.id AS run_id, item.value ->> 'id' AS item, item.value ->> 'points' AS max, entry.source, entry.kind,
        given.value AS points,
        COALESCE(
          (SELECT part.value FROM json_each(entry.parts) AS part WHERE part.key = item.value ->> 'id'),
          item.value ->> 'points'
        ) AS part
      FROM run
      JOIN prompt ON prompt.category_id = run.category_id AND prompt.id = run.prompt_id AND prompt.hash = run.prompt_hash
      CROSS JOIN json_each(prompt.rubric) AS item
      JOIN counting_entry AS entry ON entry.run_id = run.id
      CROSS JOIN json_each(entry.rubric) AS given ON given.key = item.value ->> 'id'
    );

  -- Shared are, of the points, those that a program has proven and that the one who gives all of it has not contradicted.
  CREATE VIEW counting_item AS
    SELECT run_id, item, max, source, points, settled, COALESCE((
      SELECT part.points FROM item_entry AS part
      WHERE part.run_id = own.run_id AND part.item = own.item AND part.source = 'automatic' AND part.settled < part.max
        AND own.source <> 'automatic' AND own.settled >= own.max
        AND own.points BETWEEN part.points - 0.0005 AND part.points + part.max - part.settled + 0.0005
    ), 0) AS shared
    FROM item_entry AS own
    WHERE NOT EXISTS (
      SELECT 1 FROM item_entry AS stronger
      WHERE stronger.run_id = own.run_id AND stronger.item = own.item AND stronger.kind < own.kind
    );

  CREATE VIEW counting_parts AS
    SELECT run_id, id, source, kind, max, is_whole, points, rubric, extra,
      CASE WHEN is_whole AND source = 'automatic' THEN points
        WHEN is_whole THEN MIN(points, (
          SELECT ROUND(TOTAL(shared), 3) FROM counting_item AS item
          WHERE item.run_id = top.run_id AND item.source = top.source
        )) ELSE (
        SELECT ROUND(TOTAL(CASE source WHEN 'automatic' THEN points ELSE shared END), 3) FROM counting_item AS item
        WHERE item.run_id = top.run_id
      ) END AS proven,
      CASE WHEN is_whole THEN points * (source = 'accepted') ELSE (
        SELECT ROUND(TOTAL(points - shared), 3) FROM counting_item AS item
        WHERE item.run_id = top.run_id AND item.source = 'accepted'
      ) END AS accepted,
      CASE WHEN is_whole THEN 0 ELSE (
        SELECT TOTAL(points - shared) FROM counting_item AS item
        WHERE item.run_id = top.run_id AND item.source = 'hand'
      ) END AS by_hand,
      CASE WHEN is_whole THEN max ELSE (
        SELECT ROUND(MIN(top.max, TOTAL(item.settled)), 3) FROM counting_item AS item WHERE item.run_id = top.run_id
      ) END AS settled,
      CASE WHEN is_whole THEN (
        SELECT json_group_object(key, json_array(value, top.source)) FROM json_each(top.rubric)
      ) ELSE (
        SELECT json_group_object(item.item, CASE WHEN item.settled < item.max
          THEN json_array(item.points, item.source, item.settled) ELSE json_array(item.points, item.source) END)
        FROM counting_item AS item WHERE item.run_id = top.run_id
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

/** Items that are settled in part; what checks have read before is read again, as it may now be worth a part. */
export const partSchema = `
  ALTER TABLE score ADD COLUMN parts TEXT NOT NULL DEFAULT '{}';
  ${views}
  UPDATE run SET checked_hash = NULL WHERE id IN (SELECT run_id FROM check_sheet);
`;
