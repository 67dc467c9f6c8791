import { slugOf, slugPattern, splitHeading, uniqueSlug } from '../heading';
import { outlineOf } from '../outline';
import { fix, type Fix } from './fix';

/** The fixes for the problems that `readSharedPrompts` reports on that zero-based line. */
export function sharedPromptFixes(source: string, line: number): Fix[] {
  const sections = outlineOf(source).headings.filter(({ depth }) => depth === 2);
  const at = sections.findIndex(({ span }) => span.line === line);
  const heading = sections[at];
  if (!heading) return [];
  const { title, titleSpan } = heading;
  const isTaken = sections.slice(0, at).some((other) => other.title === title);
  if (slugPattern.test(title) && title !== 'none' && !isTaken) return [];
  const others = sections.filter((other) => other !== heading).map((other) => other.title);
  const name = uniqueSlug(slugOf(splitHeading(title).title), new Set([...others, 'none']));
  return [fix(`Use the name “${name}”`, [{ start: titleSpan.start, end: titleSpan.end, text: name }], true)];
}
