import { plainWords } from './normal';

const minus = /[−–]/g;
const numeral = /^[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[-+]?\d{1,3})?$/i;
const grouped = /^[-+]?\d{1,3}(?:[, '’]\d{3})+(?:\.\d+)?$/;
const pointGrouped = /^[-+]?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?$|^[-+]?\d{1,3}(?:[. ]\d{3})+,\d+$/;
const fraction = /^([-+]?\d{1,15})\s*\/\s*(\d{1,15})$/;
const powers = /^([-+]?\d+(?:\.\d+)?)\s*[×x*·]\s*10\s*(?:\^|\*\*)\s*\{?([-+]?\d{1,3})\}?$/;
const around = /^(?:≈|~|=|about\b|approx\.?|approximately\b|ca\.|circa\b|roughly\b|\$|€|£|¥|₫)+\s*/i;
const unit = /\s*(?:%|‰|°?[\p{L}µμΩ°€$£¥₫]+(?:[²³]|\^?-?\d)?(?:\s*[/·]\s*\p{L}+[²³]?)*\.?)$/u;

/** The number that a text states, with or without a unit, grouping or currency; null where it states none, or several. */
export function numberIn(source: string): number | null {
  let text = bare(source)
    .replace(minus, '-')
    .replace(/[\u00a0\u202f\u2009]/g, ' ');
  text = text.replace(around, '').trim();
  const whole = numberOf(text);
  if (whole !== null) return whole;
  const without = text.replace(unit, '').trim();
  return without === text ? null : numberOf(without.replace(around, ''));
}

function numberOf(text: string): number | null {
  if (numeral.test(text)) return Number(text);
  if (grouped.test(text)) return Number(text.replace(/[, '’]/g, ''));
  if (pointGrouped.test(text)) return Number(text.replace(/[. ]/g, '').replace(',', '.'));
  // A decimal comma; three digits behind it would be thousands, unless a lone 0 stands before it.
  if (/^[-+]?\d+,\d+$/.test(text) && !grouped.test(text)) return Number(text.replace(',', '.'));
  const [, mantissa, exponent] = powers.exec(text) ?? [];
  if (mantissa !== undefined) return Number(mantissa) * 10 ** Number(exponent);
  const [, above, below] = fraction.exec(text) ?? [];
  return above === undefined || Number(below) === 0 ? null : Number(above) / Number(below);
}

/** Without marks, quotation marks and the point that end and surround a value. */
export function bare(source: string): string {
  return source
    .trim()
    .replace(/^(?:\*\*|__|[*`$])+|(?:\*\*|__|[*`$])+[.;,]?$/g, '')
    .replace(/^\\\(|\\\)$/g, '')
    .replace(/^["“'](.*)["”']$/s, '$1')
    .replace(/[.;,]$/, '')
    .trim();
}

/** Texts are equal in wording: case, blanks and marks do not count. */
export function sameText(found: string, wanted: string): boolean {
  const key = (text: string): string =>
    plainWords(bare(text).replace(/[*`]/g, '')).replace(/\s*([,;:()[\]])\s*/g, '$1');
  return key(found) === key(wanted);
}

/** The members of a list such as `{B, D}`, `[3, 1, 2]`, `a → c → b` or `B and D`. */
export function membersOf(source: string): string[] {
  const inner = source
    .trim()
    .replace(/^(?:\*\*|__|[*`$])+|(?:\*\*|__|[*`$])+[.;,]?$|[.;,]$/g, '')
    .replace(/^[{[(]\s*|\s*[}\])]$/g, '');
  if (/^(?:|-|–|∅|none|empty|nothing|no one|nobody)$/i.test(inner.trim())) return [];
  const strong = inner.split(/\s*(?:[,;|]|→|->|⇒|=>|>|<|\band\b|&)\s*/);
  const parts = strong.length > 1 ? strong : inner.split(/\s+/);
  return parts.map((part) => bare(part)).filter((part) => part !== '');
}
