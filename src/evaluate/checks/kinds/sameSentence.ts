import { said } from '../../../l10n/said';
import { sentence } from '../../../l10n/sentence';
import type { Kind, Test } from '../kind';
import { CheckMistake } from '../mistake';
import { excerpt, plainWords } from '../normal';
import { rangeText, requireRange, within, type Range } from '../range';
import { unknown, verdictOf, type Scoped } from '../scoped';
import { sectionOf } from '../sections';
import { sentencesOf } from '../sentences';
import { tokensOf, type Token } from '../tokens';
import { find } from '../wholeWords';
import { wordCount } from '../words';

/** Shorter sentences are alike by accident. */
const fewestWords = 4;

function prepare(source: string): Test {
  const tokens = tokensOf(source);
  const [a, b, count, ...rest] = tokens;
  if (!a || !b || rest.length > 0)
    throw new CheckMistake(
      said`“same-sentence” takes two words or two section titles, and how many sentences: \`same-sentence river bridge 2\`.`,
      source,
    );
  const range = count ? requireRange(count.raw) : { low: 1, high: Infinity };
  return (text, { titles }) => {
    const [first, second] = [sectionsNamed(text, a, titles), sectionsNamed(text, b, titles)];
    if (first && second) return shared(text, first, second, range);
    return together(text, a, b, range);
  };
}

/** The sentences of all sections with these titles; null where one of them is missing. */
function sectionsNamed(text: Scoped, token: Token, titles: readonly string[]): { text: string; line: number }[] | null {
  const spans = token.alternatives.map((one) =>
    sectionOf(text.text, text.doc, one.text, [...titles, ...token.alternatives.map((other) => other.text)]),
  );
  if (spans.some((span) => span === null)) return null;
  return spans.flatMap((span) => {
    const part = text.slice(span?.start ?? 0, span?.end ?? 0);
    return sentencesOf(part).map((one) => ({ text: one.text, line: part.lineAt(one.start) }));
  });
}

/** Sentences that stand word for word in both. */
function shared(
  text: Scoped,
  first: { text: string; line: number }[],
  second: { text: string }[],
  range: Range,
): ReturnType<Test> {
  const key = (sentence: string): string => plainWords(sentence.replace(/[*_]/g, ''));
  const others = new Set(second.map((one) => key(one.text)));
  const found = new Map(
    first
      .filter((one) => wordCount(one.text) >= fewestWords && others.has(key(one.text)))
      .map((one) => [key(one.text), one]),
  );
  if (first.length === 0 || second.length === 0) return unknown('A section has no sentences.');
  const [shown] = found.values();
  const wanted = rangeText(range);
  const evidence = shown
    ? sentence(`${found.size} sentences stand in both, the first “${excerpt(shown.text)}”; wanted: ${wanted}.`)
    : sentence(`No sentence stands in both; wanted: ${wanted}.`);
  return verdictOf(within(found.size, range), evidence, shown?.line ?? text.firstLine);
}

/** Sentences in which both words occur. */
function together(text: Scoped, a: Token, b: Token, range: Range): ReturnType<Test> {
  const has = (sentence: string, token: Token): boolean =>
    token.alternatives.some((one) => find(sentence, one) !== null);
  const found = sentencesOf(text).filter((one) => has(one.text, a) && has(one.text, b));
  const [shown] = found;
  const wanted = rangeText(range);
  const evidence = shown
    ? sentence(`${found.length} sentences have both, the first “${excerpt(shown.text)}”; wanted: ${wanted}.`)
    : sentence(`No sentence has both; wanted: ${wanted}.`);
  return verdictOf(within(found.length, range), evidence, shown ? text.lineAt(shown.start) : null);
}

export const sameSentenceKind: Kind = {
  name: 'same-sentence',
  usage: 'A B [RANGE]',
  summary:
    'So many sentences have both words; where A and B are titles of sections (a|b for several), so many sentences stand in both word for word.',
  example: '6 same-sentence A1|A2|A3 B1|B2|B3 3',
  prepare,
};
