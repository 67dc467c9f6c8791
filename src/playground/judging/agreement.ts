import type { Agreement } from '../../model/agreement';
import { styleOf } from '../../model/answerStyle';
import { familyOf } from '../../model/maskNames';
import type { RubricItem } from '../../model/prompt';
import { agreementOf, type ScoredTwice } from '../../rank/judge/agreementOf';
import type { Store } from '../../store';
import type { JudgedAnswer } from '../../store/judges';

/** See `Judging.agreement`. Points are compared over the items for which both have given some. */
export function agreementFor(store: Store, judge: string): Agreement {
  const rows = store.judges.judged(judge).flatMap((row): ScoredTwice[] => {
    const shares = sharesOf(row);
    if (!shares) return [];
    const family = familyOf(judge);
    const ownFamily =
      family !== null && [row.modelId, row.architecture ?? ''].some((name) => familyOf(name) === family);
    return [{ ...shares, prompt: row.promptKey, length: styleOf(row.text).length, ownFamily }];
  });
  const places = store.judges.comparisons(judge).map(({ promptKey, inOrder, swapped }) => ({
    prompt: promptKey,
    firstTaken: share(inOrder) + share(swapped),
  }));
  return agreementOf(rows, places);
}

/** How much of a choice went to the answer shown first. */
function share(preference: string): number {
  if (preference === 'first') return 1;
  return preference === 'tie' ? 0.5 : 0;
}

function sharesOf(row: JudgedAnswer): { person: number; judge: number } | null {
  const [person, proposed] = [row.person, row.proposed].map((json) => JSON.parse(json) as Record<string, number>);
  const items = (JSON.parse(row.rubric) as RubricItem[]).filter(
    ({ id }) => Object.hasOwn(person ?? {}, id) && Object.hasOwn(proposed ?? {}, id),
  );
  const max = items.reduce((sum, { points }) => sum + points, 0);
  if (max > 0) {
    const of = (given: Record<string, number> = {}): number =>
      items.reduce((sum, { id }) => sum + (given[id] ?? 0), 0) / max;
    return { person: of(person), judge: of(proposed) };
  }
  // Given as one figure by the person: the judge's counts only where it has judged everything.
  const whole = JSON.parse(row.rubric) as RubricItem[];
  const complete = whole.every(({ id }) => Object.hasOwn(proposed ?? {}, id));
  return complete && row.max > 0 ? { person: row.personPoints / row.max, judge: row.proposedPoints / row.max } : null;
}
