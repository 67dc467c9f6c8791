import { checkOfAssertion } from '../checks/promptfoo';
import { asText, isRecord, type Criterion } from '../imported';
import { sentence } from '../../../l10n/sentence';
import { asList, countOthers, fileOf, followed, leaveOut, notUsed, readData, type Reading } from './config';
import { fillValue } from './template';
import type { LeftOut } from '../leftOut';

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
  'word-count': 'The answer has so many words.',
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

const deepest = 5;
const script = /\.(?:js|cjs|mjs|ts|cts|mts|py|rb)(?::[\w.]+)?$/i;

interface Check {
  type: string;
  value: unknown;
  threshold: unknown;
  weight: number;
  /** It is about something that was made of the answer by a program. */
  transformed: boolean;
}

/** Checks of assertions with what they refer to read; sets are taken apart, each sharing out its own weight. */
export async function readChecks(reading: Reading, assertions: unknown[], weight = 1, depth = 0): Promise<Check[]> {
  const checks: Check[] = [];
  for (const written of assertions) {
    const assertion = await followed(reading, written);
    if (!isRecord(assertion)) {
      if (assertion !== undefined) leaveOut(reading.leftOut, sentence('checks that cannot be read'));
      continue;
    }
    const { type } = assertion;
    const own = weightOf(assertion['weight']);
    const name = typeof type === 'string' ? type : '';
    if (own === 0) leaveOut(reading.leftOut, sentence('checks of weight 0, which give no points'));
    else if (name === 'assert-set' && depth < deepest) {
      countOthers(reading.leftOut, assertion, ['type', 'assert', 'weight'], 'assert.');
      const inner = await readChecks(reading, asList(assertion['assert']), 1, depth + 1);
      const sum = inner.reduce((total, check) => total + check.weight, 0);
      checks.push(...inner.map((check) => ({ ...check, weight: (weight * own * check.weight) / sum })));
    } else if (name === '' || name === 'assert-set' || /^(?:not-)?(?:cost|latency|perplexity)/.test(name))
      notUsed(reading.leftOut, 'check', name === '' ? '?' : name);
    else {
      countOthers(reading.leftOut, assertion, ['type', 'value', 'threshold', 'weight'], 'assert.');
      const value = await valueOf(reading, assertion['value']);
      if (value !== null) checks.push({ type: name, ...value, threshold: assertion['threshold'], weight: weight * own, transformed: isTransformed(assertion) });
    }
  }
  return checks;
}

/** Of an assertion, or of a test's options. */
export function isTransformed(given: Record<string, unknown>): boolean {
  return ['transform', 'postprocess', 'contextTransform'].some((key) => given[key] !== undefined && given[key] !== null);
}

/** Zero is a weight; what is none counts as 1. */
function weightOf(weight: unknown): number {
  return typeof weight === 'number' && weight >= 0 && weight < 1e6 ? weight : 1;
}

/** Null where the value stands in a file that cannot be read, which is counted. */
async function valueOf(reading: Reading, value: unknown): Promise<{ value: unknown } | null> {
  const path = fileOf(value);
  if (path === null) return { value };
  const data = /\.(?:ya?ml|json)$/i.test(path)
    ? await readData(reading, path)
    : script.test(path)
      ? undefined
      : ((await reading.read(path))?.trim() ?? undefined);
  if (data !== undefined) return { value: data };
  leaveOut(reading.leftOut, sentence('checks that are programs, or in files that are not text beside the configuration'));
  notUsed(reading.leftOut, 'reference', `file://${path}`);
  return null;
}

/** Checks as criteria, with a test's variables filled in. A check that stays incomplete is left out and counted. */
export function criteriaOf(reading: Reading, checks: Check[], vars: Record<string, unknown>): Criterion[] {
  const used = new Map<string, number>();
  const criteria: Criterion[] = [];
  for (const { type, value, threshold, weight, transformed } of checks) {
    const filled = fillValue(value, vars);
    if ('leftover' in filled) {
      leaveOut(reading.leftOut, sentence('checks with variables that are not set'));
      notUsed(reading.leftOut, 'template', filled.leftover);
      continue;
    }
    criteria.push({
      id: idFor(type, used),
      title: titleFor(type, threshold),
      full: filled.value === undefined || filled.value === null ? null : asText(filled.value),
      none: null,
      weight,
      check: transformed ? null : provable(reading.leftOut, type, filled.value),
    });
  }
  return criteria;
}

/** The check of an assertion; what stays text is counted by its type. */
function provable(leftOut: LeftOut, type: string, value: unknown): string | null {
  const check = checkOfAssertion({ type, value });
  if (check === null) notUsed(leftOut, 'read', type);
  return check;
}

function idFor(type: string, used: Map<string, number>): string {
  const plain = type.replace(/^not-/, '').toLowerCase();
  const base = plain.replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-$/g, '') || 'check';
  const count = (used.get(base) ?? 0) + 1;
  used.set(base, count);
  return count === 1 ? base : `${base}-${count}`;
}

function titleFor(type: string, threshold: unknown): string {
  const positive = type.replace(/^not-/, '');
  const meaning = meanings[positive] ?? `The answer passes the check “${positive.replace(/[^\w -]/g, '')}”.`;
  const least = typeof threshold === 'number' ? ` (threshold ${threshold})` : '';
  return (positive === type ? meaning : `Not the case: ${meaning}`) + least;
}

/** A cell `__expected` of a table of tests: `icontains: x`, `similar(0.8): x`, `llm-rubric: x`, or the exact answer. */
export function assertionFromText(text: string): Record<string, unknown> {
  const legacy = /^(?:fn|eval):([^]*)$/.exec(text)?.[1];
  if (legacy !== undefined) return { type: 'javascript', value: legacy.trim() };
  const grade = /^grade:([^]*)$/.exec(text)?.[1];
  if (grade !== undefined) return { type: 'llm-rubric', value: grade.trim() };
  if (text.startsWith('file://') && script.test(text)) return { type: 'javascript', value: text };
  const [, type, threshold, value] = /^((?:not-)?[a-z][a-z-]*)(?:\((\d+(?:\.\d+)?)\))?(?::([^]*))?$/.exec(text) ?? [];
  const positive = type?.replace(/^not-/, '') ?? '';
  if (type === undefined || !isCheckType(positive)) return { type: 'equals', value: text };
  const list = /^i?contains-(?:all|any)$/.test(positive);
  const given = value === undefined ? {} : { value: list ? value.split(',').map((one) => one.trim()) : value.trim() };
  return { type, ...given, ...(threshold === undefined ? {} : { threshold: Number(threshold) }) };
}

const otherTypes =
  'answer-relevance bleu classifier context-faithfulness context-recall context-relevance contains-html contains-sql ' +
  'contains-xml cost finish-reason g-eval gleu guardrails is-html is-refusal is-sql is-valid-function-call ' +
  'is-valid-openai-function-call is-valid-openai-tools-call is-xml latency levenshtein meteor moderation ' +
  'model-graded-factuality perplexity perplexity-score pi rouge-n ruby search-rubric tool-call-f1 webhook word-count';

function isCheckType(type: string): boolean {
  return type in meanings || otherTypes.split(' ').includes(type);
}

/** Assertions of a table without templates as criteria; what only measures cost or time is none. */
export function plainCriteria(leftOut: LeftOut, assertions: Record<string, unknown>[]): Criterion[] {
  const used = new Map<string, number>();
  return assertions
    .filter(({ type }) => !/^(?:not-)?(?:cost|latency|perplexity)/.test(asText(type)))
    .map(({ type, value, threshold }) => ({
      id: idFor(asText(type), used),
      title: titleFor(asText(type), threshold),
      full: value === undefined ? null : asText(value),
      none: null,
      weight: 1,
      check: provable(leftOut, asText(type), value),
    }));
}
