import { isRecord } from '../imported';
import { checkLine, escaped, quoted } from './line';

/** The type of an assertion and what it compares with, variables filled in. */
export interface Assertion {
  type: string;
  value: unknown;
}

/** A schema's words that promptfoo's validator knows and ours does not look at: a check would say yes to what is wrong. */
const unchecked = ['format', '$ref', '$dynamicRef'];

/**
 * The check that says what promptfoo's assertion says; null where none does. Meanings are promptfoo's own
 * (`src/assertions`), but that blanks around an answer do not count.
 */
export function checkOfAssertion({ type, value }: Assertion): string | null {
  const positive = type.replace(/^not-/, '');
  const line = lineOf(positive, value);
  if (line === null || positive === type) return line;
  const [kind = '', ...rest] = line.split(' ');
  return checkLine(`not-${kind}`, rest.join(' '));
}

function lineOf(type: string, value: unknown): string | null {
  const text = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
  switch (type) {
    case 'equals':
      if (isRecord(value) || Array.isArray(value)) return checkLine('json', JSON.stringify({ const: value }));
      return text === null ? null : checkLine('equals', quoted(text));
    case 'contains':
    case 'icontains':
      return text === null || text === '' ? null : checkLine(type, quoted(text));
    case 'contains-all':
    case 'icontains-all':
      return several(type.replace('-all', ''), value);
    case 'contains-any':
    case 'icontains-any':
      return several(type, value);
    case 'starts-with':
      return text === null || text === '' ? null : checkLine('regex', `/\\A\\s*${escaped(text)}/`);
    case 'regex':
      return text === null ? null : checkLine('regex', patternOf(text));
    case 'is-json':
      return json('json', value);
    case 'contains-json':
      return json('contains-json', value);
    case 'word-count':
      return wordCount(value);
    default:
      return null;
  }
}

/** A list, or texts between commas, which may be quoted. */
function several(kind: string, value: unknown): string | null {
  const list = typeof value === 'string' ? betweenCommas(value) : Array.isArray(value) ? (value as unknown[]) : [];
  const texts = list.map((one) => (typeof one === 'string' || typeof one === 'number' ? String(one) : ''));
  return texts.length === 0 || texts.includes('') ? null : checkLine(kind, texts.map(quoted).join(' '));
}

function betweenCommas(text: string): string[] {
  return (text.match(/(?:"[^"]*"|[^",])+/g) ?? [])
    .map((one) => one.trim())
    .map((one) => (one.length > 1 && one.startsWith('"') && one.endsWith('"') ? one.slice(1, -1).replaceAll('""', '"') : one))
    .filter((one) => one !== '');
}

/** JavaScript's `$` without the flag m is the very end, its `\s` has all of Unicode's blanks; the rest is RE2's too. */
function patternOf(source: string): string {
  const body = source
    .replace(/\\u([0-9a-fA-F]{4})/g, '\\x{$1}')
    .replace(/\r?\n/g, '\\n')
    .replace(/\t/g, '\\t')
    .replace(/\/|\\[^]/g, (found) => (found === '/' ? '\\/' : found));
  return `/${body}/`;
}

function json(kind: string, value: unknown): string | null {
  if (value === undefined || value === null || value === '') return checkLine(kind);
  let schema: unknown = value;
  if (typeof value === 'string')
    try {
      schema = JSON.parse(value);
    } catch {
      return null;
    }
  if (!isRecord(schema) || hasUnchecked(schema)) return null;
  return checkLine(kind, JSON.stringify(schema));
}

function hasUnchecked(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasUnchecked);
  if (!isRecord(value)) return false;
  return Object.entries(value).some(([key, one]) => unchecked.includes(key) || hasUnchecked(one));
}

function wordCount(value: unknown): string | null {
  const count = (one: unknown): number | null =>
    Number.isInteger(Number(one)) && Number(one) >= 0 && one !== '' && one !== null ? Number(one) : null;
  if (!isRecord(value)) return count(value) === null ? null : checkLine('words', String(count(value)));
  const [low, high] = [count(value['min']), count(value['max'])];
  return low === null && high === null ? null : checkLine('words', `${low ?? ''}..${high ?? ''}`);
}
