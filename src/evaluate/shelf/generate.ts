import { compile, QueryError } from '../../../evaluate/shelf/typescript/shelf';
import type { ShelfCase } from './cases';
import { Draw } from './random';

const keys = ['name', 'quant', 'size', 'note', 'k_2', 'a', 'constructor'];
const words = ['Q8_0', 'phi', 'b', 'B', 'x.y', '4', '10', '4.0', '-3', '22.34', '007', '1.', '-0', '0', '1.2.3', '2-3'];
const contents = [
  ...words,
  'slow at night',
  'Über',
  '漢字',
  '😀',
  '\uffee',
  '1e3',
  '',
  'a "b" \\',
  '4.060',
  '+1',
  '.5',
  'phi-3',
  'PHI',
];
const strings = ['phi', 'PHI', '4', '4.060', 'slow at', ' ', '', 'é', '漢', 'a "b" \\', 'Q', '10'];
const lines = [
  'name: phi-3',
  'size:4.06',
  'note:',
  'note: good',
  '  more',
  '\tand more \t',
  '# aside',
  '  # aside',
  '',
  ' \t',
  'k_2 : x',
  'Key: x',
  'name:a:b',
  '9a: x',
  'no colon',
  ':',
  'size:  12 ',
  '_a: b',
  'ünder: x',
  'a:# no comment',
];

/** Draws cases from a seed: the same seed, the same cases. None stands at a place where the task's first edition was silent. */
export function generateCases(seed: string, count: number): ShelfCase[] {
  const draw = new Draw(seed);
  const cases: ShelfCase[] = [];
  while (cases.length < count) {
    const id = `drawn-${cases.length + 1}`;
    if (draw.onceIn(4)) {
      cases.push({ id, op: 'parse', text: drawText(draw) });
      continue;
    }
    const query = draw.onceIn(3) ? spoiled(draw, drawQuery(draw)) : drawQuery(draw);
    if (!isOpenToReading(query)) cases.push({ id, op: 'run', records: drawRecords(draw), query });
  }
  return cases;
}

function drawText(draw: Draw): string {
  const end = draw.onceIn(3) ? '\r\n' : '\n';
  const count = 1 + draw.below(9);
  // Most keys differ, else every text would end at its first duplicate.
  const drawn = Array.from({ length: count }, (_, index) =>
    draw.onceIn(2) ? `${draw.pick(['a', 'b', 'c', 'd', 'e', 'f'])}${index}: ${draw.pick(contents)}` : draw.pick(lines),
  );
  return drawn.join(end) + (draw.onceIn(2) ? end : '');
}

function drawRecords(draw: Draw): Record<string, string>[] {
  return Array.from({ length: draw.below(9) }, (_, index) => {
    const record: Record<string, string> = { k_2: String(index) };
    for (const key of keys) if (!draw.onceIn(3)) record[key] = draw.pick(contents);
    return record;
  });
}

function drawQuery(draw: Draw): string {
  const gap = (): string => draw.pick([' ', ' ', ' ', '  ', '\t', '\n', '\r\n']);
  const parts: string[] = [];
  if (!draw.onceIn(6)) parts.push(drawOr(draw, 3));
  if (draw.onceIn(2)) parts.push(['sort', draw.pick(keys), ...(draw.onceIn(2) ? ['desc'] : [])].join(gap()));
  if (draw.onceIn(3)) parts.push(`limit${gap()}${draw.pick(['0', '1', '2', '3', '007', '123456789'])}`);
  return parts.join(gap());
}

function drawOr(draw: Draw, depth: number): string {
  const both = Array.from({ length: 1 + draw.below(3) }, () =>
    Array.from({ length: 1 + draw.below(3) }, () => drawNot(draw, depth)).join(' and '),
  );
  return both.join(' or ');
}

function drawNot(draw: Draw, depth: number): string {
  if (draw.onceIn(5)) return `not ${drawNot(draw, depth)}`;
  if (depth > 0 && draw.onceIn(4)) return `(${drawOr(draw, depth - 1)})`;
  const key = draw.pick(keys);
  if (draw.onceIn(5)) return key;
  const gap = draw.pick(['', ' ', ' ']);
  const value = draw.onceIn(3)
    ? `"${draw.pick(strings).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
    : draw.pick(words);
  return `${key}${gap}${draw.pick(['=', '!=', '<', '<=', '>', '>=', '~'])}${gap}${value}`;
}

/** A query with one mistake, or none by chance. */
function spoiled(draw: Draw, query: string): string {
  const at = draw.below(query.length + 1);
  const put = draw.pick([
    ')',
    '(',
    '"',
    '!',
    '$',
    ' and ',
    ' = ',
    '\\',
    'é',
    ' limit ',
    ' sort ',
    ' Or ',
    '"\\q"',
    ' 1234567890',
    '😀 ',
  ]);
  if (draw.onceIn(3)) return query.slice(0, at);
  return draw.onceIn(2) ? query.slice(0, at) + put + query.slice(at) : query.slice(0, at) + query.slice(at + 1);
}

/** Two errors at one place: the first edition left open which of them counts. */
function isOpenToReading(query: string): boolean {
  const first = errorOf(query);
  if (!first) return false;
  const bytes = Buffer.from(query, 'utf8');
  if (bytes[first.pos] !== 0x22) return false;
  const before = bytes.subarray(0, first.pos).toString('utf8');
  const whole = errorOf(`${before}"x"`);
  if (whole && whole.pos === first.pos) return true;
  const rest = bytes.subarray(first.pos + 1).toString('utf8');
  return first.reason === 'syntax error' && !/^(?:[^"\\]|\\[^])*"/.test(rest);
}

function errorOf(query: string): QueryError | null {
  try {
    compile(query);
    return null;
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
}
