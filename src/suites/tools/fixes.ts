import { rubricSkeleton } from '../edit/prompts';
import { lineEndOf, withLineEnd } from '../edit/splice';
import { formatAttributes, parseHeading, promptSlug, slugOf, slugPattern, splitHeading, uniqueSlug } from '../heading';
import { layoutOf, type PromptPlace, type SuiteLayout } from '../layout';
import type { SharedPrompts } from '../systemPrompt';
import { checkFixes } from './checkLines';
import { fix, type Fix } from './fix';
import { frontMatterKeys } from './frontMatterKeys';
import { rubricLines } from './rubricLines';

/** The fixes for the problems that `parseSuite` reports on that zero-based line. */
export function fixesAt(source: string, line: number, shared: SharedPrompts, file = 'category.md'): Fix[] {
  const layout = layoutOf(source);
  if (!layout.outline.frontMatter) return line === 0 ? [missingFrontMatter(source, file)] : [];
  const lineStart = offsetOfLine(source, line);
  const whole = source.slice(lineStart, offsetOfLine(source, line + 1)).replace(/[\r\n]+$/, '');
  const inRubric = layout.prompts.some(({ rubric }) => rubric && lineStart > rubric.span.start && lineStart < rubric.body.end);
  const fixes = layout.prompts.flatMap((place) => [
    ...(place.heading.span.line === line ? headingFixes(place, layout, source) : []),
    ...(place.rubric?.span.line === line ? rubricFixes(place, source) : []),
    ...(place.system?.span.line === line ? referenceFixes(source, place.system.body, shared) : []),
  ]);
  if (inRubric) fixes.push(...checkFixes(whole, lineStart));
  const { span } = layout.outline.frontMatter;
  const isFrontMatter = offsetOfLine(source, line) < span.end;
  return isFrontMatter ? [...fixes, ...frontMatterFixes(source, layout, line, shared)] : fixes;
}

function headingFixes(place: PromptPlace, layout: SuiteLayout, source: string): Fix[] {
  const { heading } = place;
  const { title, attributes } = splitHeading(heading.title);
  const words = (attributes ?? '').split(/\s+/);
  const ownId = words.find((word) => word.startsWith('#'))?.slice(1) ?? '';
  const ownPoints = words.find((word) => word.startsWith('points='))?.slice('points='.length) ?? '';
  const others = layout.prompts.filter((other) => other !== place).map((other) => idIn(other));
  const earlier = layout.prompts.slice(0, layout.prompts.indexOf(place)).map((other) => idIn(other));
  const isTwin = earlier.includes(ownId);
  const sound = 'id' in parseHeading(heading.title);
  if ((sound && !isTwin) || title === '') return [];
  const wanted = slugPattern.test(ownId) ? ownId : promptSlug(categoryId(layout), title);
  const id = isTwin || ownId !== wanted ? uniqueSlug(wanted, new Set(others)) : ownId;
  const points = /^[1-9]\d{0,5}$/.test(ownPoints) ? ownPoints : String(rubricSum(place, source) || 20);
  const temperature = /^temperature=(?:[01](?:\.\d+)?|2(?:\.0+)?)$/;
  const kept = words.find((word) => temperature.test(word));
  const text = `{#${id} points=${points}${kept === undefined ? '' : ` ${kept}`}}`;
  const from = heading.titleSpan.start + (attributes === null ? title.length : heading.title.lastIndexOf('{'));
  const edit = { start: from, end: heading.titleSpan.end, text: attributes === null ? ` ${text}` : text };
  return [fix(isTwin && sound ? `Use the id “${id}” here` : `Write ${text} in the heading`, [edit], true)];
}

function rubricFixes(place: PromptPlace, source: string): Fix[] {
  const { rubric, heading } = place;
  const parsed = parseHeading(heading.title);
  if (!rubric || 'expected' in parsed) return [];
  const items = rubricLines(rubric, source);
  const last = items.at(-1);
  const sum = rubricSum(place, source);
  if (!last) {
    const lineEnd = lineEndOf(source);
    const text = `${lineEnd}${lineEnd}${withLineEnd(rubricSkeleton(parsed.points), lineEnd).trimEnd()}`;
    const edit = { start: rubric.span.end, end: rubric.span.end, text };
    return [fix(`Insert items that add up to ${parsed.points}`, [edit], true)];
  }
  if (sum === parsed.points) return [];
  const from = heading.titleSpan.start + heading.title.lastIndexOf('{');
  const attributes = { start: from, end: heading.titleSpan.end, text: formatAttributes({ ...parsed, points: sum }) };
  const fixes = [fix(`Make it a prompt of ${sum} points`, [attributes])];
  const rest = parsed.points - (sum - last.points);
  if (rest > 0) fixes.push(fix(`Give “${last.id}” ${rest} points`, [{ ...last.pointsSpan, text: String(rest) }]));
  return fixes;
}

/** Every shared system prompt that could have been meant. */
function referenceFixes(source: string, span: { start: number; end: number }, shared: SharedPrompts): Fix[] {
  const match = /@[A-Za-z0-9_-]+/.exec(source.slice(span.start, span.end));
  if (!match || shared.has(match[0].slice(1)) || match[0] === '@none') return [];
  const start = span.start + match.index;
  return [...shared.keys(), 'none'].map((name) =>
    fix(`Use the system prompt @${name}`, [{ start, end: start + match[0].length, text: `@${name}` }]),
  );
}

function frontMatterFixes(source: string, layout: SuiteLayout, line: number, shared: SharedPrompts): Fix[] {
  const { frontMatter } = layout.outline;
  if (!frontMatter) return [];
  const start = offsetOfLine(source, line);
  const lineEnd = lineEndOf(source);
  const end = offsetOfLine(source, line + 1);
  const text = source.slice(start, end);
  const key = /^([\w-]+)[ \t]*:/.exec(text)?.[1];
  if (key === 'system-prompt') return referenceFixes(source, { start, end }, shared);
  if (key !== undefined && !frontMatterKeys.some((known) => known.key === key) && !/^[ \t]/.test(source.slice(end, end + 1)))
    return [fix(`Remove “${key}”`, [{ start, end, text: '' }])];
  const has = (name: string): boolean => new RegExp(`^${name}[ \\t]*:`, 'm').test(frontMatter.text);
  const missing = frontMatterKeys.filter((known) => known.required && !has(known.key));
  if (missing.length === 0) return [];
  const at = offsetOfLine(source, 1);
  const lines = missing.map(({ key: name, example }) => `${name}: ${example}${lineEnd}`).join('');
  const keys = missing.map((known) => `“${known.key}”`).join(', ');
  return [fix(`Add the missing ${keys}`, [{ start: at, end: at, text: lines }], true)];
}

function missingFrontMatter(source: string, file: string): Fix {
  const id = slugOf(file.replace(/\.md$/i, ''), 'category');
  const title = id.replace(/-/g, ' ').replace(/^./, (first) => first.toUpperCase());
  const text = withLineEnd(`---\nid: ${id}\ncategory: ${title}\nversion: 1\n---\n\n`, lineEndOf(source));
  const at = source.startsWith('\uFEFF') ? 1 : 0;
  return fix('Add front matter', [{ start: at, end: at, text }], true);
}

function rubricSum(place: PromptPlace, source: string): number {
  return place.rubric ? rubricLines(place.rubric, source).reduce((sum, item) => sum + item.points, 0) : 0;
}

function idIn(place: PromptPlace): string {
  return /#([a-z][a-z0-9-]*)/.exec(splitHeading(place.heading.title).attributes ?? '')?.[1] ?? '';
}

export function categoryId(layout: SuiteLayout): string {
  return /^id:[ \t]*["']?([a-z][a-z0-9-]*)/m.exec(layout.outline.frontMatter?.text ?? '')?.[1] ?? 'prompt';
}

function offsetOfLine(source: string, line: number): number {
  const ends = /\r\n|\r|\n/g;
  for (let count = 0; count < line; count++) if (!ends.exec(source)) return source.length;
  return ends.lastIndex;
}
