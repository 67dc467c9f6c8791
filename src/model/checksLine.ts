/** Points given by hand in a code file's header, and what each may be. `adjustment` is -1, 0 or 1. */
export type Checks = Record<string, number>;

/** The order in which they are written; others follow as they came. */
const order = ['adjustment', 'explanation', 'suggestions'];
const figure = String.raw`[+\-−]?\d{1,9}(?:[.,]\d{1,6})?`;
const strict = new RegExp(String.raw`^([a-z][a-z0-9-]*)[ \t]*:[ \t]*(${figure})$`, 'i');
const known = /^(?:adjustment|explanation|suggestions|runnable|correctness|coverage)$/i;
const loose = new RegExp(
  String.raw`^([a-z][a-z0-9-]*)[ \t]*(?:[:=][ \t]*|[ \t])(${figure})[ \t]*(?:[;,|•][ \t]*|[ \t]+|$)`,
  'i',
);

/**
 * Reads `adjustment: 0; explanation: 50; suggestions: 15`. Where the usual names stand, commas, bars or blanks may part
 * them, and `=` or a blank may stand for the colon. Null where the text says anything else.
 */
export function readChecks(text: string): Checks | null {
  return readStrictly(text) ?? readLoosely(text);
}

function readStrictly(text: string): Checks | null {
  const checks: Checks = {};
  for (const part of text.split(';')) {
    if (part.trim() === '') continue;
    const [, name, value] = strict.exec(part.trim()) ?? [];
    if (name === undefined || value === undefined) return null;
    checks[name.toLowerCase()] = numberOf(value);
  }
  return Object.keys(checks).length === 0 ? null : checks;
}

function readLoosely(text: string): Checks | null {
  const checks: Checks = {};
  let rest = text.trim().replace(/[.;,]+$/, '');
  while (rest !== '') {
    const [whole = '', name = '', value = ''] = loose.exec(rest) ?? [];
    if (whole === '' || !known.test(name)) return null;
    checks[name.toLowerCase()] = numberOf(value);
    rest = rest.slice(whole.length);
  }
  return Object.keys(checks).length === 0 ? null : checks;
}

function numberOf(text: string): number {
  return Number(text.replace(',', '.').replace('−', '-'));
}

/** As it is written by LLP. */
export function formatChecks(checks: Checks): string {
  const names = [
    ...order.filter((name) => name in checks),
    ...Object.keys(checks).filter((name) => !order.includes(name)),
  ];
  return names.map((name) => `${name}: ${checks[name] ?? 0}`).join('; ');
}

/** Why points given by hand cannot be taken. */
export type ChecksProblem =
  | { kind: 'unreadable' }
  | { kind: 'adjustment' }
  | { kind: 'unknown-item'; name: string }
  | { kind: 'range'; name: string; max: number };

/** The first thing that is wrong with checks in the light of the rubric's maxima, or null. */
export function problemOfChecks(checks: Checks, maxima: Readonly<Record<string, number>>): ChecksProblem | null {
  for (const [name, value] of Object.entries(checks)) {
    if (name === 'adjustment') {
      if (![-1, 0, 1].includes(value)) return { kind: 'adjustment' };
      continue;
    }
    const max = maxima[name];
    if (max === undefined) return { kind: 'unknown-item', name };
    if (value < 0 || value > max) return { kind: 'range', name, max };
  }
  return null;
}

/** What a line that means to be one most likely says, within the rubric's bounds; null where nothing can be told. */
export function mendChecks(text: string, maxima: Readonly<Record<string, number>>): Checks | null {
  const names = ['adjustment', ...Object.keys(maxima)];
  const checks: Checks = {};
  for (const [, word = '', value = ''] of text.matchAll(
    new RegExp(String.raw`([a-z]{3,30})\W{0,5}?(${figure})`, 'gi'),
  )) {
    const name = names.find((one) => one.slice(0, 3) === word.toLowerCase().slice(0, 3));
    if (name === undefined) continue;
    const [low, high] = name === 'adjustment' ? [-1, 1] : [0, maxima[name] ?? 0];
    checks[name] = Math.max(low, Math.min(high, name === 'adjustment' ? Math.round(numberOf(value)) : numberOf(value)));
  }
  return Object.keys(checks).length === 0 ? null : checks;
}
