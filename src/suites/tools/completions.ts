import { rubricSkeleton } from '../edit/prompts';
import { parseHeading, promptSlug, splitHeading, uniqueSlug } from '../heading';
import { layoutOf, type PromptPlace, type SuiteLayout } from '../layout';
import { lineStart } from '../outline';
import type { SharedPrompts } from '../systemPrompt';
import { checkCompletions } from './checkLines';
import type { Completion } from './completion';
import { categoryId } from './fixes';
import { frontMatterKeys } from './frontMatterKeys';
import { rubricLines } from './rubricLines';

export type { Completion } from './completion';

const details = ['full', 'half', 'none', 'mistakes', 'check'] as const;
const meaning: Record<(typeof details)[number], string> = {
  full: 'What earns all the points',
  half: 'What earns half of them',
  none: 'What earns nothing',
  mistakes: 'What typically goes wrong',
  check: 'Points that a program can prove',
};

/** What can be typed at that offset; `taken` are the prompt ids of all suites. */
export function completionsAt(
  source: string,
  offset: number,
  shared: SharedPrompts,
  taken: ReadonlySet<string>,
): Completion[] {
  const layout = layoutOf(source);
  const start = lineStart(source, offset);
  const before = source.slice(start, offset);
  const { frontMatter } = layout.outline;
  if (frontMatter && offset < frontMatter.span.end && offset >= frontMatter.span.start)
    return inFrontMatter(frontMatter.text, before, start, offset, shared);
  const place = layout.prompts.find(({ block }) => block.start <= offset && offset <= block.end);
  if (!place) return [];
  if (start === lineStart(source, place.heading.span.start)) return inHeading(place, layout, source, offset, taken);
  const { system, rubric } = place;
  if (system && system.body.start <= offset && offset <= system.body.end && /^\s*@?[\w-]*$/.test(before))
    return references(shared, start + before.search(/\S|$/), offset, false);
  if (rubric && rubric.body.start <= offset && offset <= rubric.body.end)
    return inRubric(place, source, before, start, offset);
  return /^#{1,3}(?:[ \t]*[A-Za-z][A-Za-z ]*|[ \t]*)$/.test(before) ? sections(place, start, offset) : [];
}

function inFrontMatter(
  text: string,
  before: string,
  start: number,
  offset: number,
  shared: SharedPrompts,
): Completion[] {
  const value = /^system-prompt[ \t]*:[ \t]*(["']?@?[\w-]*)$/.exec(before);
  if (value) return references(shared, offset - (value[1]?.length ?? 0), offset, true);
  if (!/^[\w-]*$/.test(before)) return [];
  return frontMatterKeys
    .filter(({ key }) => !new RegExp(`^${key}[ \\t]*:`, 'm').test(text))
    .map(({ key, description, example }) => ({
      label: key,
      kind: 'key',
      detail: description,
      insert: key === 'system-prompt' ? `${key}: "\${1:@assistant}"` : `${key}: \${1:${example}}`,
      start,
      end: offset,
    }));
}

function references(shared: SharedPrompts, start: number, end: number, quoted: boolean): Completion[] {
  return [...shared, ['none', 'Send no system prompt'] as const].map(([name, text]) => ({
    label: `@${name}`,
    kind: 'reference',
    detail: text.replace(/\s+/g, ' ').slice(0, 120),
    insert: quoted ? `"@${name}"` : `@${name}`,
    start,
    end,
  }));
}

function inHeading(
  place: PromptPlace,
  layout: SuiteLayout,
  source: string,
  offset: number,
  taken: ReadonlySet<string>,
): Completion[] {
  const { heading } = place;
  if (offset < heading.titleSpan.start) return [];
  const typed = source.slice(heading.titleSpan.start, offset);
  const open = typed.lastIndexOf('{');
  const title = (open === -1 ? splitHeading(heading.title).title : typed.slice(0, open)).trim();
  const rubric = place.rubric ? rubricLines(place.rubric, source).reduce((sum, item) => sum + item.points, 0) : 0;
  const id = uniqueSlug(promptSlug(categoryId(layout), title), taken);
  const points = `points=\${1:${rubric || 20}}`;
  if (open === -1) {
    if (heading.title.includes('{') || title === '') return [];
    const start = heading.titleSpan.start + typed.trimEnd().length;
    const all = { label: `{#${id} …}`, kind: 'attribute' as const, detail: 'Id and points of the prompt' };
    return [{ ...all, insert: ` {#${id} ${points}}`, start, end: offset }];
  }
  const word = /\S*$/.exec(typed.slice(open + 1))?.[0] ?? '';
  const attributes = typed.slice(open + 1, typed.length - word.length) + source.slice(offset, heading.titleSpan.end);
  const start = offset - word.length;
  const offers: Completion[] = [];
  if (!attributes.includes('#'))
    offers.push({ label: `#${id}`, kind: 'attribute', detail: 'Stable id; scores hang on it', insert: `#${id}`, start, end: offset });
  if (!attributes.includes('points='))
    offers.push({ label: 'points=', kind: 'attribute', detail: 'What a flawless answer earns', insert: points, start, end: offset });
  if (!attributes.includes('temperature='))
    offers.push({
      label: 'temperature=',
      kind: 'attribute',
      detail: 'Sampling temperature of this prompt alone, 0 to 2',
      insert: 'temperature=${1:0.1}',
      start,
      end: offset,
    });
  return offers;
}

function inRubric(place: PromptPlace, source: string, before: string, start: number, offset: number): Completion[] {
  const { rubric } = place;
  const parsed = parseHeading(place.heading.title);
  if (!rubric || 'expected' in parsed) return [];
  const items = rubricLines(rubric, source);
  const rest = parsed.points - items.reduce((sum, item) => sum + item.points, 0);
  if (/^[-*+]?[ \t]?$/.test(before)) {
    const next = `- **\${1:id}** (\${2:${Math.max(1, rest)}}): \${3:What is judged.}\n  - full: \${4:What earns all the points.}\n  - none: \${5:What earns nothing.}`;
    const offers: Completion[] = [];
    if (items.length === 0)
      offers.push({
        label: 'rubric',
        kind: 'section',
        detail: `Items that add up to ${parsed.points} points`,
        insert: plain(rubricSkeleton(parsed.points).trimEnd()),
        start,
        end: offset,
      });
    if (items.length === 0 || rest > 0)
      offers.push({
        label: '- **item**',
        kind: 'section',
        detail: `The next item; ${rest} of ${parsed.points} points are left`,
        insert: next,
        start,
        end: offset,
      });
    return offers;
  }
  const kindsHere = checkCompletions(before, offset);
  if (kindsHere) return kindsHere;
  const nested = /^([ \t]+)(?:[-*+][ \t]*)?([a-z]*)$/.exec(before);
  const item = items.findLast((other) => other.span.start < offset);
  if (!nested || !item) return [];
  const text = source.slice(item.span.start, item.span.end);
  return details
    .filter((detail) => detail === 'check' || !new RegExp(`^[ \\t]+[-*+][ \\t]+${detail}[ \\t]*:`, 'mi').test(text))
    .map((detail) => ({
      label: detail,
      kind: 'attribute',
      detail: meaning[detail],
      insert: detail === 'check' ? '- check: ${1:1} ' : `- ${detail}: \${1:${meaning[detail]}.}`,
      start: start + (nested[1]?.length ?? 0),
      end: offset,
    }));
}

/** Headings that may stand below a prompt's text. */
function sections(place: PromptPlace, start: number, end: number): Completion[] {
  const parsed = parseHeading(place.heading.title);
  const points = 'points' in parsed ? parsed.points : 20;
  const offers: Completion[] = [];
  if (!place.system)
    offers.push({
      label: '### System prompt',
      kind: 'section',
      detail: 'Replaces the one of the category',
      insert: '### System prompt\n\n${1:@none}\n',
      start,
      end,
    });
  if (!place.rubric)
    offers.push({
      label: '### Rubric',
      kind: 'section',
      detail: `Items that add up to ${points} points`,
      insert: `### Rubric\n\n${plain(rubricSkeleton(points))}`,
      start,
      end,
    });
  return offers;
}

/** Text without anything that snippets give a meaning to. */
function plain(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
