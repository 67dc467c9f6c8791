import { inEnglish } from '../l10n/said';
import { plainNumber } from '../model/plainNumber';
import { memoryText } from '../model/rig';
import type { Verdict, VerdictBot, VerdictUse, VerdictWishes } from '../model/verdict';
import { verdictMarkdown } from '../verdict/markdown';
import { knownNeed } from '../verdict/memory';
import { CommandFailed, complain, print, printJson, withPlayground, write, type CommonOptions } from './context';
import { writeOutput } from './output';
import { textTable, visible } from './textTable';

export interface VerdictOptions extends CommonOptions {
  use?: VerdictUse;
  weights?: string;
  minSpeed?: number;
  memory?: number;
  context?: number;
  tolerance?: number;
  practice?: boolean;
  format?: 'text' | 'md' | 'json';
  output?: string;
}

/** Which bot to keep, how sure that is, and what is behind it. */
export async function showVerdict(options: VerdictOptions): Promise<void> {
  const wishes = wishesOf(options);
  await withPlayground(
    options,
    async (playground) => {
      const verdict = await playground.verdicts.of(wishes, options.practice);
      const format = options.json ? 'json' : (options.format ?? 'text');
      if (options.output === undefined || options.output === '-') {
        if (format === 'json') return printJson(toJson(verdict));
        return format === 'md' ? write(verdictMarkdown(verdict)) : print(toText(verdict));
      }
      const asJson = options.format === 'json' || (options.format === undefined && options.output.endsWith('.json'));
      const content = asJson ? `${JSON.stringify(toJson(verdict), null, 2)}\n` : verdictMarkdown(verdict);
      const { file, bytes } = await writeOutput(playground, options.output, content);
      if (options.json) printJson({ file, bytes });
      else complain(`Written to ${file}.`);
    },
    { reading: true },
  );
}

/** Draws the answer to score next, and keeps the chance with which it was drawn. */
export async function nextToScore(options: VerdictOptions): Promise<void> {
  const wishes = wishesOf(options);
  await withPlayground(options, async ({ verdicts }) => {
    const question = await verdicts.next(wishes, options.practice);
    const { minutesLeft, decided } = await verdicts.of(wishes, options.practice);
    if (options.json) return printJson({ next: question, minutesLeft, decided });
    if (!question) return print('No answer of these bots is open: run more prompts with them, then ask again.');
    const { runId, bot, prompt, category, items } = question;
    print(visible(`Score run ${runId} next: ${bot}, “${prompt}” (${category}), ${items} open items.`));
    print(`llp score ${runId} --points N`);
    if (minutesLeft !== null) print(decided ? 'It is decided already.' : `About ${minutesLeft} minutes are left.`);
  });
}

/** Sentences in English; names of bots stand for them where scripts look. */
function toJson({ sentences, overturn, parked, open, keep, equal, worse, ...rest }: Verdict): object {
  const aside = (list: Verdict['parked']) => list.map((one) => ({ ...one, reason: inEnglish(one.reason) }));
  return {
    keep: keep?.bot ?? null,
    ...rest,
    kept: keep,
    equal,
    worse,
    parked: aside(parked),
    open: aside(open),
    sentences: sentences.map(inEnglish),
    overturn: overturn.map(inEnglish),
  };
}

function toText(verdict: Verdict): string {
  const { keep, equal, worse, parked, open, sentences, overturn, practice } = verdict;
  const bots = [...(keep ? [keep] : []), ...equal, ...worse];
  const list = (title: string, items: string[]): string[] =>
    items.length === 0 ? [] : ['', `${title}:`, ...items.map((item) => `  ${visible(item)}`)];
  return [
    ...(practice ? ['Practice results: these models do not exist.'] : []),
    ...sentences.map((one) => visible(inEnglish(one))),
    ...(bots.length === 0 ? [] : ['', table(bots)]),
    ...list('What could overturn it', overturn.map(inEnglish)),
    ...list(
      'Parked',
      parked.map(({ bot, reason }) => `${bot}: ${inEnglish(reason)}`),
    ),
    ...list(
      'Open',
      open.map(({ bot, reason }) => `${bot}: ${inEnglish(reason)}`),
    ),
  ].join('\n');
}

function table(bots: readonly VerdictBot[]): string {
  const rows = bots.map(({ bot, points, interval, behind, tokensPerSecond, memory, answers }) => [
    bot,
    points?.toFixed(1) ?? '–',
    interval ? `${interval[0].toFixed(0)}–${interval[1].toFixed(0)}` : '–',
    behind?.toFixed(1) ?? '–',
    tokensPerSecond?.toFixed(1) ?? '–',
    memory ? memoryText(knownNeed(memory)) : '–',
    String(answers.length),
  ]);
  return textTable(['BOT', 'OF 100', '95 %', 'BEHIND', 'TOK/S', 'MEMORY', 'ANSWERS'], rows, [1, 2, 3, 4, 5, 6]);
}

function wishesOf(options: VerdictOptions): VerdictWishes {
  const { use = 'general', minSpeed, memory, context, tolerance } = options;
  const weights = options.weights === undefined ? undefined : weightsOf(options.weights);
  return {
    use,
    ...(weights ? { weights } : {}),
    ...(minSpeed === undefined ? {} : { minSpeed }),
    ...(memory === undefined ? {} : { memory }),
    ...(context === undefined ? {} : { context }),
    ...(tolerance === undefined ? {} : { tolerance }),
  };
}

function weightsOf(list: string): Record<string, number> {
  const entries = list.split(',').map((part): [string, number] => {
    const [id = '', value = ''] = part.split('=', 2).map((text) => text.trim());
    const weight = plainNumber(value);
    if (id === '' || !(weight >= 0))
      throw new CommandFailed(
        `Weights are written as category=number, e.g. booting=1,programming=3; “${part}” is not.`,
      );
    return [id, weight];
  });
  return Object.fromEntries(entries);
}
