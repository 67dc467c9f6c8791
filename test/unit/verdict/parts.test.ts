import { expect, it } from 'vitest';
import { evidenceOf } from '../../../src/playground/verdict/evidence';
import type { StoredEvidence } from '../../../src/store/verdict';

const rubric = [
  { id: 'form', points: 10, title: 'Form' },
  { id: 'sense', points: 10, title: 'Sense' },
];
const proposal = (form: number): Parameters<typeof evidenceOf>[1][number] =>
  ({ runId: 1, judge: 'judge', whole: 0, points: form + 4, rubric: JSON.stringify({ form, sense: 4 }) }) as never;
const row = (items: object, settled: number): StoredEvidence =>
  ({
    runId: 1,
    max: 20,
    settled,
    points: 5,
    rubric: JSON.stringify(rubric),
    items: JSON.stringify(items),
    drawId: null,
  }) as never;

it('an item of which a program has proven a part still waits for a person, and a judge’s points for it lie beside that part', () => {
  const part = row({ form: [5, 'automatic', 7] }, 7);
  expect(evidenceOf(part, [])).toMatchObject({ openItems: 2, certain: false, settled: 7 });
  // 5 of 7 are proven, so the item has 5 to 8 points.
  const judged = [1, 6, 10].map((form) => evidenceOf(part, [proposal(form)]).judged);
  expect(judged).toEqual([9 / 20, 10 / 20, 12 / 20]);
  const whole = row({ form: [5, 'automatic'] }, 10);
  expect(evidenceOf(whole, [proposal(10)])).toMatchObject({ openItems: 1, judged: 9 / 20 });
});
