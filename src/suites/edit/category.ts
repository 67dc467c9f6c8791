import { said } from '../../l10n/said';
import { isMap, isScalar, parseDocument, stringify } from 'yaml';
import { splitHeading, uniqueSlug } from '../heading';
import { layoutOf } from '../layout';
import { outlineOf } from '../outline';
import { EditRefused, idOf } from './places';
import { oneLineTitle } from './prompts';
import { lineEndOf, splice, withLineEnd } from './splice';

/**
 * Sets one key of the front matter, keeping the order, comments and quoting of the rest. A new key goes below the last.
 */
export function setFrontMatter(source: string, key: string, value: string | number): string {
  const { frontMatter } = outlineOf(source);
  if (!frontMatter) throw new EditRefused(said`The file has no front matter between two \`---\` lines.`);
  const { text } = frontMatter;
  const offset = source.indexOf('---') + 3 + (/^[ \t]*(?:\r\n?|\n)/.exec(source.slice(source.indexOf('---') + 3))?.[0].length ?? 0);
  const document = parseDocument(text, { logLevel: 'error' });
  const map = document.contents;
  if (document.errors.length > 0 || !isMap(map)) throw new EditRefused(said`The front matter is broken; mend it first.`);
  const scalar = stringify(value, { lineWidth: 0 }).trimEnd();
  const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key);
  const range = (pair?.value as { range?: [number, number, number] } | null)?.range;
  if (range) {
    const at = offset + range[0];
    return splice(source, at, offset + range[1], source[at - 1] === ':' ? ` ${scalar}` : scalar);
  }
  const end = offset + text.length;
  return splice(source, end, end, `${lineEndOf(source)}${key}: ${scalar}`);
}

/** The text of a new, empty suite file. */
export function newCategoryText(
  category: { id: string; title: string; order?: number; description?: string },
  lineEnd = '\n',
): string {
  const front = stringify(
    {
      id: category.id,
      category: category.title,
      version: 1,
      ...(category.order === undefined ? {} : { order: category.order }),
    },
    { lineWidth: 0 },
  );
  const description = category.description === undefined ? '' : `\n${category.description.trim()}\n`;
  return withLineEnd(`---\n${front}---\n${description}`, lineEnd);
}

/** A copy of a suite under another id and title; its prompts get ids of their own, not among `taken`. */
export function duplicateCategory(
  source: string,
  copy: { from: string; id: string; title: string; order: number },
  taken: ReadonlySet<string>,
): string {
  let text = source;
  const used = new Set(taken);
  for (const place of layoutOf(source).prompts.toReversed()) {
    const id = idOf(place);
    if (id === null) continue;
    const renamed = uniqueSlug(
      id.startsWith(`${copy.from}-`) ? copy.id + id.slice(copy.from.length) : `${copy.id}-${id}`,
      used,
    );
    used.add(renamed);
    const { start } = place.heading.titleSpan;
    const at = start + place.heading.title.lastIndexOf('{');
    const { title } = splitHeading(place.heading.title);
    const from = source.indexOf(`#${id}`, Math.max(at, start + title.length));
    text = splice(text, from + 1, from + 1 + id.length, renamed);
  }
  text = setFrontMatter(text, 'id', copy.id);
  text = setFrontMatter(text, 'category', oneLineTitle(copy.title));
  return setFrontMatter(text, 'order', copy.order);
}
