import { said } from '../../../l10n/said';
import { sentence } from '../../../l10n/sentence';
import type { Kind, Test } from '../kind';
import { CheckMistake } from '../mistake';
import { excerpt } from '../normal';
import { compilePattern, type Pattern } from '../pattern';
import { requireRange, within, type Range } from '../range';
import { unknown, verdictOf, type Scoped } from '../scoped';
import { textOf, tokensOf, type Alternative, type Token } from '../tokens';
import { find, findAll } from '../wholeWords';

const contains = (name: string, wholly: 'all' | 'any', keepsCase: boolean): Kind => ({
  name,
  usage: 'TEXT… [times RANGE]',
  summary: `${wholly === 'all' ? 'Each' : 'One'} of these texts occurs, anywhere, ${keepsCase ? 'with the same case' : 'in any case'}; a|b is one or the other.`,
  example: `2 ${name} "42 ms"`,
  alike: keepsCase ? `promptfoo ${name}` : `promptfoo ${name}; IFEval keywords existence and frequency`,
  prepare: (source) => {
    const { tokens, times } = withTimes(source, name);
    return (text) => {
      const body = keepsCase ? text.text : text.text.toLocaleLowerCase('en');
      const count = (token: Token): number =>
        token.alternatives.reduce(
          (sum, one) => sum + occurrences(body, keepsCase ? one.text : one.text.toLocaleLowerCase('en')),
          0,
        );
      const enough = (token: Token): boolean => within(count(token), times);
      const missing = tokens.filter((token) => !enough(token));
      const passes = wholly === 'all' ? missing.length === 0 : missing.length < tokens.length;
      const shown = (passes ? tokens : missing).map((token) => `${token.raw} ${count(token)}×`).join(', ');
      return verdictOf(
        passes,
        `Found: ${excerpt(shown, 200)}.`,
        passes ? placeOf(text, body, tokens[0], keepsCase) : null,
      );
    };
  },
});

function withTimes(source: string, name: string): { tokens: Token[]; times: Range } {
  const tokens = tokensOf(source);
  const at = tokens.length >= 3 && tokens.at(-2)?.raw === 'times' ? tokens.length - 2 : tokens.length;
  const texts = tokens.slice(0, at);
  if (texts.length === 0) throw new CheckMistake(said`“${name}” takes at least one text, e.g. ${name} "42 ms".`);
  if (texts.some(({ alternatives }) => alternatives.some(({ text }) => text === '')))
    throw new CheckMistake(said`An empty text is in every answer; name another.`, '""');
  return {
    tokens: texts,
    times: at < tokens.length ? requireRange(tokens[at + 1]?.raw ?? '') : { low: 1, high: Infinity },
  };
}

function occurrences(body: string, wanted: string): number {
  let count = 0;
  const text = wanted.normalize('NFC');
  for (let at = body.indexOf(text); at !== -1; at = body.indexOf(text, at + text.length)) count++;
  return count;
}

function placeOf(text: Scoped, body: string, token: Token | undefined, keepsCase: boolean): number | null {
  const wanted = token?.alternatives[0]?.text ?? '';
  const at = body.indexOf(keepsCase ? wanted : wanted.toLocaleLowerCase('en'));
  return at === -1 ? null : text.lineAt(at);
}

function absent(source: string): Test {
  const words = tokensOf(source).flatMap(({ alternatives }) => alternatives);
  if (words.length === 0) throw new CheckMistake(said`“absent” takes words, e.g. \`absent bandwidth|offload*\`.`);
  if (words.some(({ text }) => text.trim() === ''))
    throw new CheckMistake(said`An empty text is in every answer; name another.`, '""');
  return (text) => {
    const hits = words.flatMap((word) => findAll(text.text, word, 3));
    const [first] = hits.sort((a, b) => a.start - b.start);
    if (!first) return verdictOf(true, `None of ${words.length} words occurs.`);
    return verdictOf(false, `Occurs: “${hits.map(({ found }) => found).join('”, “')}”.`, text.lineAt(first.start));
  };
}

function regex(source: string): Test {
  const { pattern, times } = patternOf(source);
  return (text) => {
    const place = pattern.find(text.text);
    const count = times.high === Infinity && times.low <= 1 ? Number(place !== null) : pattern.count(text.text);
    const evidence = place
      ? sentence(`Found: “${excerpt(text.text.slice(place.start, place.end))}”.`)
      : sentence('The pattern is not found.');
    return verdictOf(within(count, times), evidence, place ? text.lineAt(place.start) : null);
  };
}

/** `/…/ims`, `"…"` or the rest of the line; behind the first two perhaps `times RANGE`. */
function patternOf(source: string): { pattern: Pattern; times: Range } {
  const text = source.trim();
  if (text === '') throw new CheckMistake(said`“regex” takes a pattern, e.g. \`regex /^Answer: \\d+$/m\`.`);
  const [, body = text, range] = /^(\/.*\/[a-z]*|".*")\s+times\s+(\S+)$/s.exec(text) ?? [];
  const quoted = /^"(.*)"$/s.exec(body);
  const pattern = compilePattern(quoted ? (quoted[1] ?? '').replaceAll('\\"', '"') : body);
  return { pattern, times: range === undefined ? { low: 1, high: Infinity } : requireRange(range) };
}

function equals(source: string): Test {
  const tokens = tokensOf(source);
  if (tokens.length === 0) throw new CheckMistake(said`“equals” takes a text, e.g. \`equals "42"\`.`);
  const wanted =
    tokens.length === 1
      ? (tokens[0]?.alternatives ?? [])
      : [{ text: tokens.map(textOf).join(' '), stem: false, quoted: true }];
  return (text) => {
    const body = text.text.trim();
    return verdictOf(
      wanted.some((one) => one.text.normalize('NFC').trim() === body),
      `The text is “${excerpt(body)}”.`,
      text.firstLine,
    );
  };
}

/** A line equals the text; `*` at its end, or a colon, leaves open how the line goes on; `/…/` is a pattern. */
function lineTest(
  name: string,
  pick: (text: Scoped) => { text: string; line: number } | undefined,
): (source: string) => Test {
  return (source) => {
    const trimmed = source.trim();
    if (trimmed === '') throw new CheckMistake(said`“${name}” takes a text, e.g. ${name} "Answer:*".`);
    const matches = lineMatcher(trimmed);
    return (text) => {
      const line = pick(text);
      if (!line) return unknown('There is no line.');
      return verdictOf(matches(line.text), `The line is “${excerpt(line.text)}”.`, line.line);
    };
  };
}

function lineMatcher(source: string): (line: string) => boolean {
  if (/^\/.*\/[a-z]*$/s.test(source) || /^\^|[^\\]\$$/.test(source)) {
    const pattern = compilePattern(source);
    return (line) => pattern.test(line);
  }
  const tokens = tokensOf(source);
  const wanted = tokens.length === 1 ? (tokens[0]?.alternatives ?? []) : [joined(tokens)];
  return (line) => wanted.some((one) => lineIs(line, one));
}

function joined(tokens: Token[]): Alternative {
  const last = tokens.at(-1)?.alternatives[0];
  const text = tokens.map((token) => token.alternatives.map((one) => one.text).join('|')).join(' ');
  return { text, stem: last?.stem ?? false, quoted: false };
}

function lineIs(line: string, { text, stem }: Alternative): boolean {
  const open = stem || text.endsWith('*') || /[:：]$/.test(text.trim());
  const wanted = text.replace(/\*$/, '').normalize('NFC').trim();
  return [line, line.replace(/^[>#\s]+|[*_`]/g, '').trim()].some((one) =>
    open ? one.startsWith(wanted) : one === wanted,
  );
}

function order(source: string): Test {
  const tokens = tokensOf(source);
  if (tokens.length < 2)
    throw new CheckMistake(said`“order” takes at least two texts, e.g. \`order alpha beta gamma\`.`, source);
  return (text) => {
    let from = -1;
    let before = '';
    for (const token of tokens) {
      const places = token.alternatives.flatMap((one) => find(text.text, one) ?? []);
      const place = places.sort((a, b) => a.start - b.start)[0];
      if (!place) return verdictOf(false, `“${token.raw}” does not occur.`);
      if (place.start < from)
        return verdictOf(false, `“${token.raw}” stands before “${before}”.`, text.lineAt(place.start));
      from = place.start;
      before = token.raw;
    }
    return verdictOf(true, `In this order: ${excerpt(tokens.map(({ raw }) => raw).join(', '))}.`);
  };
}

export const textKinds: Kind[] = [
  contains('contains', 'all', true),
  contains('icontains', 'all', false),
  contains('contains-any', 'any', true),
  contains('icontains-any', 'any', false),
  {
    name: 'absent',
    usage: 'WORD|WORD…',
    summary: 'None of these words occurs, in any case, as whole words; `*` at the end of one stands for any ending.',
    example: '2 absent bandwidth|vram|offload*',
    alike: 'IFEval forbidden_words',
    prepare: absent,
  },
  {
    name: 'regex',
    usage: '/PATTERN/ims [times RANGE]',
    summary: 'The pattern is found (RE2’s syntax: no lookaround, no backreferences, no runaway time).',
    example: '2 regex /^Review:/m',
    alike: 'promptfoo regex',
    prepare: regex,
  },
  {
    name: 'equals',
    usage: 'TEXT|TEXT…',
    summary: 'The text, without blanks around it, is exactly this one.',
    example: '2 equals "Yes."',
    alike: 'promptfoo equals',
    prepare: equals,
  },
  {
    name: 'first-line',
    usage: 'TEXT|TEXT…',
    summary: 'The first line that is not blank is this one; it may go on behind `*` or a colon.',
    example: '1 first-line "Dear Ana,"',
    alike: 'promptfoo starts-with',
    prepare: lineTest('first-line', (text) => text.lines()[0]),
  },
  {
    name: 'last-line',
    usage: 'TEXT|TEXT…',
    summary: 'The last line that is not blank is this one; it may go on behind `*` or a colon.',
    example: '1 last-line "Answer:*"',
    alike: 'IFEval end_checker',
    prepare: lineTest('last-line', (text) => text.lines().at(-1)),
  },
  {
    name: 'order',
    usage: 'A B C…',
    summary: 'The first occurrences of these texts, as whole words, stand in this order.',
    example: '2 order Mercury Venus Earth',
    prepare: order,
  },
];
