import { said, SaidError } from '../../l10n/said';
import { newCategoryText } from '../../suites/edit/category';
import { verbatimFence } from '../../suites/bodyText';
import { formatAttributes, promptSlug, uniqueSlug } from '../../suites/heading';
import { sentence } from '../../l10n/sentence';
import { parseSuite } from '../../suites/parse';
import { leaveOut } from './leftOut';
import { maxTextLength, type Criterion, type Imported, type ImportedPrompt } from './imported';

export interface SuiteOptions {
  id: string;
  title: string;
  order?: number;
  /** Points of each prompt that brings none of its own. */
  points: number;
  /** Prompt ids of the other suites. */
  taken: ReadonlySet<string>;
  /** Where it comes from, for the description. */
  origin: string;
}

/**
 * The suite file for what was imported; checks that get no point are counted in its `leftOut`. Every prompt is read back before this returns: throws where one would not come
 * out as it went in.
 */
export function suiteText(imported: Imported, options: SuiteOptions): string {
  const taken = new Set(options.taken);
  const groups = Map.groupBy(imported.prompts, (prompt) => (prompt.group === null ? '' : oneLine(prompt.group, 100)));
  const blocks: string[] = [];
  // Prompts without a group come first: below a group's heading they would belong to it.
  for (const [group, prompts] of [...groups].sort(([a], [b]) => Number(a !== '') - Number(b !== ''))) {
    if (group !== '') blocks.push(`# ${group}\n`);
    for (const prompt of prompts) {
      const id = uniqueSlug(promptSlug(options.id, prompt.idFrom ?? prompt.title), taken);
      taken.add(id);
      const points = prompt.points ?? options.points;
      for (const share of sharePoints(points, prompt.criteria.map(({ weight }) => weight)))
        if (share === 0) leaveOut(imported.leftOut, sentence('checks without a point, as there are more checks than points'));
      blocks.push(promptText(prompt, id, points));
    }
  }
  const { id, title, order } = options;
  const description = `Imported from ${plainWords(options.origin)}.`;
  const head = newCategoryText({
    id,
    title: oneLine(title, 100),
    description,
    ...(order === undefined ? {} : { order }),
  });
  return `${head}\n${blocks.join('\n')}`;
}

function promptText(prompt: ImportedPrompt, id: string, points: number): string {
  if (prompt.text.length > maxTextLength || (prompt.system?.length ?? 0) > maxTextLength)
    throw new SaidError(
      said`The prompt “${oneLine(prompt.title, 60)}” is longer than a million characters; nothing was imported.`,
    );
  const text = prompt.text.replace(/\r\n?/g, '\n');
  const system = prompt.system?.replace(/\r\n?/g, '\n') ?? null;
  const heading = `## ${oneLine(prompt.title, 100)} ${formatAttributes({ id, points, temperature: roundedTemperature(prompt.temperature) })}\n\n`;
  const rubric = rubricText(prompt.criteria, points);
  const fenced = verbatimFence;
  const plain = (body: string): string => body;
  for (const asText of [plain, fenced])
    for (const asSystem of [plain, fenced]) {
      const systemPart = system === null ? '' : `\n\n### System prompt\n\n${asSystem(system)}`;
      const block = `${heading}${asText(text)}${systemPart}${rubric}\n`;
      if (readsBack(block, { id, text, system, points, criteria: prompt.criteria.length, checks: checkCount(rubric) })) return block;
    }
  throw new SaidError(said`The prompt “${oneLine(prompt.title, 60)}” cannot be written down as a suite; nothing was imported.`);
}

/** As a heading can say it: two decimals. */
function roundedTemperature(temperature: number | undefined): number | null {
  return temperature === undefined ? null : Math.round(temperature * 100) / 100;
}

/** Followed by another prompt, as an open fence or comment would swallow that. */
function readsBack(
  block: string,
  wanted: { id: string; text: string; system: string | null; points: number; criteria: number; checks: number },
): boolean {
  const sentinel = '\n## Next {#x-sentinel points=1}\n\nx\n';
  const { category, problems } = parseSuite(
    `---\nid: x\ncategory: X\nversion: 1\n---\n\n${block}${sentinel}`,
    '',
    new Map(),
  );
  const [prompt, next, ...others] = category?.prompts ?? [];
  return (
    problems.length === 0 &&
    prompt?.id === wanted.id &&
    prompt.text === wanted.text &&
    prompt.system === wanted.system &&
    prompt.points === wanted.points &&
    prompt.rubric.length === wanted.criteria &&
    prompt.rubric.flatMap(({ checks }) => checks ?? []).length === wanted.checks &&
    next?.id === 'x-sentinel' &&
    others.length === 0
  );
}

function checkCount(rubric: string): number {
  return rubric.split('\n').filter((line) => line.startsWith('  - check: ')).length;
}

function rubricText(criteria: Criterion[], points: number): string {
  if (criteria.length === 0) return '';
  const shares = sharePoints(
    points,
    criteria.map((criterion) => criterion.weight),
  );
  const lines = criteria.flatMap((criterion, index) => [
    `- **${criterion.id}** (${shares[index] ?? 0}): ${rubricValue(criterion.title)}`,
    ...(criterion.full === null ? [] : [`  - full: ${rubricValue(criterion.full)}`]),
    ...(criterion.none === null ? [] : [`  - none: ${rubricValue(criterion.none)}`]),
    ...(typeof criterion.check === 'string' && (shares[index] ?? 0) > 0 ? [`  - check: ${shares[index] ?? 0} ${criterion.check}`] : []),
  ]);
  return `\n\n### Rubric\n\n${lines.join('\n')}`;
}

/** Whole points by weight that add up: each gets its share rounded down, and the largest remainders one more. */
export function sharePoints(points: number, weights: number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const exact = weights.map((weight) => (points * weight) / sum);
  const shares = exact.map(Math.floor);
  const order = exact
    .map((share, index) => ({ index, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest);
  let left = points - shares.reduce((total, share) => total + share, 0);
  for (const { index } of order) if (left-- > 0) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}

/** A rubric line is one line in which blanks do not count; where they do, the value is written as JSON. */
export function rubricValue(text: string): string {
  if (/^\S/.test(text) && text.replace(/\s+/g, ' ').trim() === text && !text.includes('\0')) return text;
  return JSON.stringify(text).replace(/\s/g, (blank, at: number, all: string) =>
    blank === ' ' && !/\s/.test(all[at - 1] ?? '') && !/\s/.test(all[at + 1] ?? '')
      ? ' '
      : `\\u${blank.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function oneLine(text: string, most: number): string {
  const line = text
    .replace(/[\s\0]+/g, ' ')
    .trim()
    .replace(/(?:^|\s)#+$/, '')
    .trim();
  const characters = [...line];
  return (
    (characters.length > most
      ? `${characters
          .slice(0, most - 1)
          .join('')
          .trimEnd()}…`
      : line) || 'Untitled'
  );
}

/** File names can be anything; in the description they are words. */
function plainWords(text: string): string {
  return text
    .replace(/[^\p{L}\p{N} .,:;()/-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
}
