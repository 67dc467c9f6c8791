import { join } from 'node:path';
import { expect, it } from 'vitest';
import { minutesLeft, usualSecondsAnItem } from '../../../src/model/pace';
import type { RubricItem } from '../../../src/model/prompt';
import { loadSuites } from '../../../src/suites/load';

/** Items of the software engineering prompt that the evaluator settles: it runs, passes, covers (see evaluate/). */
const byEvaluator = new Set(['runnable', 'correctness', 'coverage']);

const { categories, problems } = await loadSuites(join(__dirname, '..', '..', '..', 'suites'));
const sumOf = (numbers: number[]): number => Math.round(numbers.reduce((sum, one) => sum + one, 0) * 10) / 10;
const checked = (item: RubricItem): number => sumOf((item.checks ?? []).map(({ points }) => points));
const evaluated = (id: string, item: RubricItem): boolean => id === 'swe' && byEvaluator.has(item.id);

const rows = categories.map(({ id, points, prompts }) => {
  const items = prompts.flatMap((prompt) => prompt.rubric);
  const whole = items.filter((item) => checked(item) === item.points);
  const evaluator = items.filter((item) => evaluated(id, item));
  const run = (item: RubricItem): number =>
    sumOf((item.checks ?? []).filter(({ kind }) => kind === 'run').map((check) => check.points));
  return {
    id,
    points,
    evaluator: sumOf(evaluator.map((item) => item.points)),
    onChecks: sumOf(items.map(checked)),
    onPrograms: sumOf(items.map(run)),
    given: sumOf([...items.map(checked), ...evaluator.map((item) => item.points)]),
    items: items.length,
    open: items.length - whole.length - evaluator.length,
  };
});
const total = (key: 'evaluator' | 'onChecks' | 'onPrograms' | 'given' | 'items' | 'open'): number =>
  sumOf(rows.map((row) => row[key]));
const share = (part: number, of: number): string => `${part} of ${of} (${Math.round((part / of) * 100)} %)`;

it('at least 2,600 of the 5,000 points are given without a person, by checks or the evaluator; the share a category', () => {
  expect(problems).toEqual([]);
  console.info(
    [
      ...rows.map(
        ({ id, points, onChecks, onPrograms, evaluator, given }) =>
          `${id.padEnd(12)} ${share(onChecks + evaluator, points)}, ${onPrograms} by programs; given without a person ${given}`,
      ),
      `all          ${share(total('onChecks') + total('evaluator'), 5000)}, ${total('onPrograms')} by programs; given without a person ${total('given')}`,
    ].join('\n'),
  );
  expect(sumOf(rows.map(({ points }) => points))).toBe(5000);
  expect(categories.flatMap(({ prompts }) => prompts)).toHaveLength(95);
  // No item gets points from both, so that what they give may be added up.
  expect(
    categories.flatMap(({ id, prompts }) =>
      prompts.flatMap(({ rubric }) => rubric.filter((item) => evaluated(id, item) && checked(item) > 0)),
    ),
  ).toEqual([]);
  expect(total('given')).toBeGreaterThanOrEqual(2600);
});

it('docs/checks.md and CHANGELOG.md tell how many points are given without a person', async () => {
  const { readFile } = await import('node:fs/promises');
  const docs = await readFile(join(__dirname, '..', '..', '..', 'docs', 'checks.md'), 'utf8');
  const changelog = await readFile(join(__dirname, '..', '..', '..', 'CHANGELOG.md'), 'utf8');
  const english = (points: number): string => points.toLocaleString('en');
  for (const { id, points, onChecks, onPrograms, evaluator, given } of rows)
    expect(docs).toContain(
      `| ${id} | ${english(points)} | ${english(onChecks)} | ${english(onPrograms)} | ${english(evaluator)} | ${english(given)} |`,
    );
  expect(docs).toContain(
    `| all | 5,000 | ${english(total('onChecks'))} | ${english(total('onPrograms'))} | ${english(total('evaluator'))} | ${english(total('given'))} |`,
  );
  for (const figure of ['onChecks', 'onPrograms', 'evaluator', 'given'] as const)
    expect(changelog).toContain(english(total(figure)));
});

it('a person needs at most four and a half hours for one model, by the reckoned pace', () => {
  const hours = minutesLeft(total('open'), { secondsAnItem: usualSecondsAnItem, measuredOn: null }) / 60;
  console.info(
    `${total('open')} of ${total('items')} items are left to a person: ${hours.toFixed(2)} h at ${usualSecondsAnItem} s an item`,
  );
  expect(hours).toBeLessThanOrEqual(4.5);
});
