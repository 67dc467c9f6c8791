import type { Kind } from '../kind';
import { excerpt } from '../normal';
import { unknown, type Finding, type Scoped } from '../scoped';
import { expectedOf, type Expected } from './expected';

interface Stated {
  value: string;
  line: number;
}

/** Keys and values that an answer states, and whether it does so in a block of its own. */
interface Sheet {
  block: boolean;
  /** All values of a key in their order, by key. */
  values: Map<string, Stated[]>;
}

const inBlock = /^[\s>*+•_`"-]*([\p{L}\p{N}][^=:：]{0,60}?)[*_`"]*\s*[=:：]\s*((?!\s).*)$/u;
const inText = /^[\s>*+•|$_`"\\(-]*(?:\d{1,3}[.)]\s[\s*_`"$\\(]*)?([\p{L}\p{N}][^=]{0,60}?)[*_`"\s]*=\s*((?!\s).*)$/u;

/**
 * The last fenced block `answers`; without one, all lines `key = value`. Keys are compared without case, unless the check
 * tells keys apart by case alone.
 */
function sheetOf(text: Scoped, keyOf: (key: string) => string): Sheet {
  const fence = text.doc.fences.filter(({ language }) => language === 'answers').at(-1);
  const values = new Map<string, Stated[]>();
  const lines = (fence ? fence.content : text.text).split('\n');
  const first = fence ? text.lineAt(fence.contentStart) : text.firstLine;
  for (const [index, line] of lines.entries()) {
    const match = (fence ? inBlock : inText).exec(line.slice(0, 2_000));
    if (!match) continue;
    const key = keyOf((match[1] ?? '').trim());
    const value = (match[2] ?? '')
      .replace(/\s+(?:#|\/\/).*$/, '')
      .replace(/\s*\|\s*$/, '')
      .trim();
    values.set(key, [...(values.get(key) ?? []), { value, line: first + index }]);
  }
  return { block: fence !== undefined, values };
}

/** A block that states a key twice must state it rightly twice; in running text the last statement is the answer. */
function judge(wanted: Expected, sheet: Sheet, keyOf: (key: string) => string): Finding {
  const stated = sheet.values.get(keyOf(wanted.key)) ?? [];
  const last = stated.at(-1);
  if (!last) {
    if (sheet.block) return { verdict: 'fail', evidence: `${wanted.key} is missing` };
    return unknown(`${wanted.key} is not found`);
  }
  const counted = sheet.block ? stated : [last];
  const passes = counted.every(({ value }) => wanted.fits(value));
  const shown = `${wanted.key} = ${excerpt(counted.map(({ value }) => value).join('; '), 60)}`;
  return {
    verdict: passes ? 'pass' : 'fail',
    evidence: passes ? shown : `${shown} (wanted: ${wanted.raw})`,
    line: last.line,
  };
}

export const answersKind: Kind = {
  name: 'answers',
  usage: 'KEY=VALUE… [±TOLERANCE]',
  summary:
    'The block `answers` (else lines `key = value`) states all these values: numbers within the tolerance, texts a|b, sets {a, b}, lists [a, b].',
  example: '10 answers A=92.00 B=85.44 winners={Ana, Bo} ±0.01',
  prepare: (source) => {
    const expected = expectedOf(source);
    const lower = new Set(expected.map(({ key }) => key.toLowerCase()));
    const byCase = lower.size < expected.length;
    const keyOf = (key: string): string => {
      const text = key.normalize('NFC').replace(/\s+/g, ' ');
      return byCase ? text : text.toLowerCase();
    };
    return (text) => {
      const sheet = sheetOf(text, keyOf);
      const findings = expected.map((wanted) => judge(wanted, sheet, keyOf));
      const wrong = findings.find(({ verdict }) => verdict === 'fail');
      const open = findings.find(({ verdict }) => verdict === 'unknown');
      const evidence = `${findings.map((finding) => finding.evidence).join('; ')}.`;
      const decided = wrong ?? open;
      return { verdict: decided?.verdict ?? 'pass', evidence, line: decided?.line ?? findings[0]?.line ?? null };
    };
  },
};
