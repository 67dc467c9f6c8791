import { asText, isRecord, type Criterion } from './imported';

/** What an assertion asks for, in words that a reader can judge by. */
const meanings: Record<string, string> = {
  equals: 'The answer is exactly this text.',
  contains: 'The answer contains this text.',
  icontains: 'The answer contains this text, in capitals or not.',
  'contains-all': 'The answer contains all of these.',
  'contains-any': 'The answer contains one of these.',
  'icontains-all': 'The answer contains all of these, in capitals or not.',
  'icontains-any': 'The answer contains one of these, in capitals or not.',
  'starts-with': 'The answer begins with this text.',
  regex: 'The answer matches this regular expression.',
  'is-json': 'The answer is valid JSON.',
  'contains-json': 'The answer contains valid JSON.',
  'llm-rubric': 'A reader agrees with this.',
  'model-graded-closedqa': 'The answer meets this requirement.',
  factuality: 'The answer is consistent with this fact.',
  similar: 'The answer means the same as this text.',
  javascript: 'The answer passes this JavaScript check.',
  python: 'The answer passes this Python check.',
};

/** Assertions as criteria; sets are taken apart, and what only measures cost or time is no criterion. */
export function assertionCriteria(assertions: unknown[], depth = 0): Criterion[] {
  const used = new Map<string, number>();
  const flat = flatten(assertions, depth);
  return flat.map(({ type, value, weight }) => {
    const positive = type.replace(/^not-/, '');
    const meaning = meanings[positive] ?? `The answer passes the check “${positive.replace(/[^\w -]/g, '')}”.`;
    const base =
      positive
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^[^a-z]+|-+$/g, '') || 'check';
    const count = (used.get(base) ?? 0) + 1;
    used.set(base, count);
    return {
      id: count === 1 ? base : `${base}-${count}`,
      title: positive === type ? meaning : `Not the case: ${meaning}`,
      full: value === undefined || value === null ? null : asText(value),
      none: null,
      weight,
    };
  });
}

function flatten(assertions: unknown[], depth: number): { type: string; value: unknown; weight: number }[] {
  return assertions.filter(isRecord).flatMap((assertion) => {
    const { type, weight, value } = assertion;
    if (type === 'assert-set' && Array.isArray(assertion['assert']) && depth < 5)
      return flatten(assertion['assert'], depth + 1);
    if (typeof type !== 'string' || /^(?:not-)?(?:cost|latency|perplexity)/.test(type)) return [];
    return [{ type, value, weight: typeof weight === 'number' && weight > 0 && weight < 1e6 ? weight : 1 }];
  });
}
