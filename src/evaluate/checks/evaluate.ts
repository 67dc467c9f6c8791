import type { Check, CheckSheet, CheckVerdict, ItemVerdicts, Verdict } from '../../model/check';
import type { CheckPorts, Test } from './kind';
import { kindNamed } from './kinds';
import { CheckMistake } from './mistake';
import { normal, withoutMarks } from './normal';
import { blanked, scopeOf, titlesIn } from './scope';
import { Scoped, unknown, type Finding } from './scoped';

export type { CheckPorts } from './kind';

/** More than any model writes in one answer; what is longer goes to a person. UTF-16 code units. */
const longest = 400_000;

/** A prompt as far as checks need it. */
export interface Checked {
  points: number;
  rubric: readonly { id: string; points: number; checks?: readonly Check[] }[];
}

interface Prepared {
  test: Test;
  find: ReturnType<typeof scopeOf> | null;
  /** Reads the block `answers` too, which is not part of the text for all others. */
  wantsBlock: boolean;
}

const prepared = new Map<string, Prepared | null>();

/** Null for a check that this version does not understand, e.g. from a newer one's database. */
function prepare(check: Check): Prepared | null {
  const known = prepared.get(check.text);
  if (known !== undefined) return known;
  let made: Prepared | null = null;
  try {
    const kind = kindNamed(check.kind);
    const wantsBlock = /^(?:not-)?answers$/.test(check.kind) || (check.scope ?? '').includes('code answers');
    if (kind)
      made = {
        test: kind.prepare(check.arguments),
        find: check.scope === null ? null : scopeOf(check.scope),
        wantsBlock,
      };
  } catch (error) {
    if (!(error instanceof CheckMistake)) throw error;
  }
  if (prepared.size > 5_000) prepared.clear();
  prepared.set(check.text, made);
  return made;
}

/**
 * What a prompt's checks say of an answer (its text, without the reasoning). Never throws; the same text always gets the
 * same verdicts.
 */
export function checkAnswer(prompt: Checked, answer: string, ports: CheckPorts = {}): CheckSheet {
  const texts = readingsOf(normal(answer));
  const all = prompt.rubric.flatMap((item) => item.checks ?? []);
  const titles = all.flatMap((check) => titlesOf(check));
  const items = prompt.rubric
    .filter((item) => (item.checks ?? []).length > 0)
    .map((item): ItemVerdicts => {
      const verdicts = (item.checks ?? []).map((check) => verdictOn(check, texts, titles, ports));
      const provable = sum(verdicts.map(({ max }) => max));
      return {
        id: item.id,
        points: sum(verdicts.map(({ points }) => points)),
        max: item.points,
        provable,
        settled: provable === item.points && verdicts.every(({ verdict }) => verdict !== 'unknown'),
        verdicts,
      };
    });
  return {
    points: sum(items.map((item) => item.points)),
    max: prompt.points,
    provable: sum(items.map((item) => item.provable)),
    items,
  };
}

function titlesOf(check: Check): string[] {
  try {
    return check.scope === null ? [] : titlesIn(check.scope);
  } catch {
    return [];
  }
}

interface Reading {
  whole: Scoped;
  /** Without the block `answers`, which no limit of length or form is about. */
  bare: Scoped;
}

interface Readings {
  strict: Reading;
  /** IFEval's: without the first line, the last, both, and each of these without Markdown marks. Made when needed. */
  loose: () => Reading[];
}

function readingsOf(text: string): Readings {
  let loose: Reading[] | null = null;
  return {
    strict: readingOf(text),
    loose: () => (loose ??= looseTexts(text).map(readingOf)),
  };
}

function readingOf(text: string): Reading {
  const whole = new Scoped(text, 0);
  const blocks = text.includes('answers') ? whole.doc.fences.filter(({ language }) => language === 'answers') : [];
  return { whole, bare: blocks.length === 0 ? whole : new Scoped(blanked(text, blocks), 0) };
}

function looseTexts(text: string): string[] {
  const lines = text.trim().split('\n');
  const cut = [lines.slice(1), lines.slice(0, -1), lines.slice(1, -1)].map((some) => some.join('\n').trim());
  return [withoutMarks(text), ...cut, ...cut.map(withoutMarks)];
}

function verdictOn(check: Check, texts: Readings, titles: readonly string[], ports: CheckPorts): CheckVerdict {
  const finding = findingOf(check, texts.strict, titles, ports);
  let loose: Verdict = finding.verdict;
  if (loose === 'fail' && texts.loose().some((reading) => findingOf(check, reading, titles, ports).verdict === 'pass'))
    loose = 'pass';
  const max = check.points;
  return {
    check: check.text,
    verdict: finding.verdict,
    points: finding.verdict === 'pass' ? max : 0,
    max,
    evidence: finding.evidence,
    line: finding.line ?? null,
    loose,
  };
}

function findingOf(check: Check, reading: Reading, titles: readonly string[], ports: CheckPorts): Finding {
  const ready = prepare(check);
  if (!ready) return unknown('This check cannot be read.');
  const answer = ready.wantsBlock ? reading.whole : reading.bare;
  if (answer.text.length > longest) return unknown('The answer is too long to be checked.');
  if (answer.text.trim() === '') return unknown('The answer is empty.');
  const text = ready.find ? ready.find(answer, titles) : answer;
  if (!text) return unknown(`The answer has no ${check.scope ?? ''}.`);
  return ready.test(text, { check, answer, titles, ports });
}

function sum(points: readonly number[]): number {
  return Math.round(points.reduce((total, one) => total + one, 0) * 1000) / 1000;
}
