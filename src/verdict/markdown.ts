import { inEnglish, type Said } from '../l10n/said';
import { memoryText } from '../model/rig';
import type { Verdict, VerdictBot } from '../model/verdict';
import { knownNeed } from './memory';

/** Says a sentence of the core in the reader's language. */
export type Say = (sentence: Said) => string;

/** The verdict as Markdown, to be put into a note or an issue. Names come from servers and people, and act as nothing. */
export function verdictMarkdown(verdict: Verdict, say: Say = inEnglish): string {
  const { keep, equal, worse, parked, open, sentences, overturn, weights, wishes } = verdict;
  const lines = sentences.map((one) => text(say(one)));
  const bots = [...(keep ? [keep] : []), ...equal, ...worse];
  const asked = [
    wishes.minSpeed === undefined ? [] : [`≥ ${wishes.minSpeed} tokens/s`],
    wishes.memory === undefined ? [] : [`≤ ${wishes.memory} GiB`],
    wishes.context === undefined ? [] : [`context ≥ ${wishes.context}`],
  ].flat();
  const list = (title: string, items: string[]): string[] =>
    items.length === 0 ? [] : ['', `## ${title}`, '', ...items.map((item) => `- ${item}`)];
  return `${[
    `# Which one should I keep? (${wishes.weights ? 'own weights' : wishes.use}${asked.length > 0 ? `; ${asked.join(', ')}` : ''})`,
    '',
    ...(verdict.practice ? ['**Practice results: these models do not exist.**', ''] : []),
    ...lines.flatMap((line) => [line, '']),
    ...(bots.length === 0 ? [] : table(bots)),
    ...list(
      'What could overturn it',
      overturn.map((one) => text(say(one))),
    ),
    ...list(
      'Parked',
      parked.map(({ bot, reason }) => `${text(bot)}: ${text(say(reason))}`),
    ),
    ...list(
      'Open',
      open.map(({ bot, reason }) => `${text(bot)}: ${text(say(reason))}`),
    ),
    ...list(
      'What counts',
      weights.map(({ title, share }) => `${text(title)}: ${share.toFixed(0)} of 100 points`),
    ),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

function table(bots: readonly VerdictBot[]): string[] {
  return [
    '| Bot | Points of 100 | 95 % | Behind | Tokens/s | Memory | Answers |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...bots.map(({ bot, points, interval, behind, tokensPerSecond, memory, answers }) =>
      [
        '',
        text(bot),
        points?.toFixed(1) ?? '–',
        interval ? `${interval[0]} to ${interval[1]}` : '–',
        behind?.toFixed(1) ?? '–',
        tokensPerSecond?.toFixed(1) ?? '–',
        memory ? memoryText(knownNeed(memory)) : '–',
        String(answers.length),
        '',
      ]
        .join(' | ')
        .trim(),
    ),
  ];
}

/** On one line, with nothing in it that Markdown or HTML would act on. */
function text(value: string): string {
  return value.replace(/[\s\p{Cc}]+/gu, ' ').replace(/[\\`*_{}[\]<>#|~&!]/g, (sign) => `\\${sign}`);
}
