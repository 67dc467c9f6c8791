import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadSuites } from '../../../src/suites/load';

/** Points of the software engineering prompt that the evaluator proves: it runs, passes, covers (see evaluate/). */
const byEvaluator = 420;

it('at least 2,600 of the 5,000 points stand on checks or the evaluator; the share a category', async () => {
  const { categories, problems } = await loadSuites(join(__dirname, '..', '..', '..', 'suites'));
  expect(problems).toEqual([]);
  const rows = categories.map(({ id, points, prompts }) => {
    const items = prompts.flatMap((prompt) => prompt.rubric);
    const checks = items.reduce(
      (sum, item) => sum + (item.checks ?? []).reduce((all, check) => all + check.points, 0),
      0,
    );
    const open = items.filter(
      (item) => (item.checks ?? []).reduce((all, check) => all + check.points, 0) < item.points,
    );
    return {
      id,
      points,
      proven: Math.round(checks * 10) / 10 + (id === 'swe' ? byEvaluator : 0),
      items: items.length,
      open: open.length,
    };
  });
  const total = rows.reduce((sum, row) => sum + row.proven, 0);
  console.info(
    [...rows, { id: 'all', points: 5000, proven: total, items: 0, open: 0 }]
      .map(
        ({ id, points, proven }) =>
          `${id.padEnd(12)} ${proven} of ${points} (${Math.round((proven / points) * 100)} %)`,
      )
      .join('\n'),
  );
  expect(rows.reduce((sum, row) => sum + row.points, 0)).toBe(5000);
  expect(categories.flatMap(({ prompts }) => prompts)).toHaveLength(95);
  expect(total).toBeGreaterThanOrEqual(2600);
});
