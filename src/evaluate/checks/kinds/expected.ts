import { said } from '../../../l10n/said';
import { CheckMistake } from '../mistake';
import { tokensOf, type Alternative } from '../tokens';
import { membersOf, numberIn, sameText } from '../values';

/** How far a number may be off: absolutely, or as a share of what is wanted. */
interface Tolerance {
  amount: number;
  relative: boolean;
}

/** What a key must have. */
export interface Expected {
  key: string;
  /** As written. */
  raw: string;
  fits: (found: string) => boolean;
}

const keyPattern = /^(?:"([^"]+)"|([\p{L}\p{N}_][\p{L}\p{M}\p{N}_.-]*))\s*=\s*/u;
const tolerancePattern = /^(?:±|\+\/?-)\s*(\d+(?:\.\d+)?|\.\d+)(%?)$/;
const ownTolerance = /^(.*?)(?:±|\+\/-)(\d+(?:\.\d+)?|\.\d+)(%?)$/s;
const range = /^(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)$/;

/** Reads `A=92.00 B={x, y} C=[1, 2, 3] D=yes|true E=3..5 ±0.01`. Throws a `CheckMistake`. */
export function expectedOf(source: string): Expected[] {
  const found: { key: string; raw: string }[] = [];
  let shared: Tolerance | null = null;
  let rest = source.trim();
  while (rest !== '') {
    const [word = ''] = /^\S+(?:\s+(?=[\d.]+%?$))?\S*/.exec(rest) ?? [];
    const tolerance = tolerancePattern.exec(word.trim());
    if (tolerance) {
      shared = { amount: Number(tolerance[1]), relative: tolerance[2] === '%' };
      rest = rest.slice(word.length).trim();
      continue;
    }
    const match = keyPattern.exec(rest);
    if (!match) throw new CheckMistake(said`“answers” takes KEY=VALUE, e.g. A=92.00 or B={x, y}, not “${word}”.`, word);
    const key = (match[1] ?? match[2] ?? '').trim();
    const raw = valueAt(rest.slice(match[0].length), key);
    if (found.some((other) => other.key === key))
      throw new CheckMistake(said`The key “${key}” stands here twice.`, `${key}=`);
    found.push({ key, raw });
    rest = rest.slice(match[0].length + raw.length).trim();
  }
  if (found.length === 0)
    throw new CheckMistake(said`“answers” takes KEY=VALUE, e.g. \`answers A=92.00 B=85.44 ±0.01\`.`);
  return found.map(({ key, raw }) => ({ key, raw, fits: fitting(raw, shared) }));
}

/** A value reaches to the next blank outside of quotation marks and brackets. */
function valueAt(rest: string, key: string): string {
  const closing = { '{': '}', '[': ']' }[rest[0] ?? ''];
  let quoted = false;
  for (let index = 0; index < rest.length; index++) {
    const character = rest[index] ?? '';
    if (character === '\\') index++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && closing !== undefined && character === closing) return rest.slice(0, index + 1);
    else if (!quoted && closing === undefined && /\s/.test(character)) return requireValue(rest.slice(0, index), key);
  }
  if (quoted || closing !== undefined) throw new CheckMistake(said`The value of “${key}” has no end.`, rest);
  return requireValue(rest, key);
}

function requireValue(value: string, key: string): string {
  if (value === '') throw new CheckMistake(said`The key “${key}” has no value.`, `${key}=`);
  return value;
}

function fitting(raw: string, shared: Tolerance | null): (found: string) => boolean {
  const [first = ''] = raw;
  if (first === '{' || first === '[') return listFitting(raw.slice(1, -1), first === '[', shared);
  const bounds = range.exec(raw);
  if (bounds) {
    const [low, high] = [Number(bounds[1]), Number(bounds[2])];
    return (found) => {
      const number = numberIn(found);
      return number !== null && number >= low && number <= high;
    };
  }
  const own = ownTolerance.exec(raw);
  const tolerance = own ? { amount: Number(own[2]), relative: own[3] === '%' } : shared;
  const wanted = tokensOf(own?.[1] ?? raw)[0]?.alternatives ?? [];
  return (found) => candidates(found).some((value) => wanted.some((one) => valueFits(value, one, tolerance)));
}

/** The value as it stands, and what stands behind the last `=` of a calculation. */
function candidates(found: string): string[] {
  const last = found.slice(found.lastIndexOf('=') + 1).trim();
  return last === found.trim() ? [found] : [found, last];
}

function valueFits(found: string, { text, stem, quoted }: Alternative, tolerance: Tolerance | null): boolean {
  // An id such as 7d2 is no 7 with a unit.
  const wanted = quoted || /\p{L}/u.test(text.replace(/\de[-+]?\d/i, '')) ? null : numberIn(text);
  if (wanted === null) return sameText(found, stem ? `${text}*` : text);
  const number = numberIn(found);
  if (number === null) return sameText(found, text);
  const off = tolerance ? (tolerance.relative ? (Math.abs(wanted) * tolerance.amount) / 100 : tolerance.amount) : 0;
  // A breath more than the tolerance, as 92.01 − 92 is more than 0.01 in binary.
  return Math.abs(number - wanted) <= off + 1e-12 * Math.max(1, Math.abs(wanted));
}

function listFitting(inner: string, ordered: boolean, tolerance: Tolerance | null): (found: string) => boolean {
  const wanted = membersOf(inner).map((member): Alternative => ({ text: member, stem: false, quoted: false }));
  return (found) =>
    candidates(found).some((value) => {
      const members = membersOf(value);
      if (members.length !== wanted.length) return false;
      if (ordered) return wanted.every((one, index) => valueFits(members[index] ?? '', one, tolerance));
      const left = [...members];
      return wanted.every((one) => {
        const at = left.findIndex((member) => valueFits(member, one, tolerance));
        if (at !== -1) left.splice(at, 1);
        return at !== -1;
      });
    });
}
