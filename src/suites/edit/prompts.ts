import { said } from '../../l10n/said';
import { formatAttributes, parseHeading, splitHeading } from '../heading';
import { layoutOf } from '../layout';
import { EditRefused, findPrompt, idOf, offsetOf, type Place } from './places';
import { insertBlock, removeBlock, splice } from './splice';

/** Edits of prompts: each takes a suite file's text and returns the new one. All throw `EditRefused` with a sentence. */

export function renamePrompt(source: string, id: string, title: string): string {
  const { heading } = findPrompt(layoutOf(source), id);
  const { title: old } = splitHeading(heading.title);
  const { start } = heading.titleSpan;
  const renamed = splice(source, start, start + old.length, oneLineTitle(title));
  return kept(source, renamed, (ids) => ids);
}

export function deletePrompt(source: string, id: string): string {
  const { block } = findPrompt(layoutOf(source), id);
  return kept(source, removeBlock(source, block.start, block.end), (ids) => ids.filter((other) => other !== id));
}

/** The prompt's own text, from its heading to its end. */
export function promptBlock(source: string, id: string): string {
  const { block } = findPrompt(layoutOf(source), id);
  return source.slice(block.start, block.end);
}

/** Puts a prompt's text at a place. A group that does not stand there yet is begun at the file's end. */
export function insertPrompt(source: string, block: string, place: Place): string {
  const layout = layoutOf(source);
  const isNewGroup = 'group' in place && place.group !== null && !layout.groups.some((g) => g.title === place.group);
  const text = isNewGroup ? `# ${oneLineTitle(place.group ?? '')}\n\n${block}` : block;
  const offset = isNewGroup ? source.length : offsetOf(source, layout, place);
  const at = layout.prompts.filter((other) => other.block.start < offset).length;
  const added = promptIds(block);
  const twin = promptIds(source).find((id) => id !== null && added.includes(id));
  if (twin) throw new EditRefused(said`The id “${twin}” stands in that file already; mend the broken prompt that has it.`);
  return kept(source, insertBlock(source, offset, text), (ids) => ids.toSpliced(at, 0, ...added));
}

export function movePrompt(source: string, id: string, place: Place): string {
  if (('before' in place && place.before === id) || ('after' in place && place.after === id)) return source;
  const block = promptBlock(source, id);
  return insertPrompt(deletePrompt(source, id), block, place);
}

/** A copy below the original, with an id and a title of its own. */
export function duplicatePrompt(source: string, id: string, copy: { id: string; title: string }): string {
  return insertPrompt(source, withHeading(promptBlock(source, id), copy), { after: id });
}

/** The same prompt under another id and title. */
export function withHeading(block: string, copy: { id: string; title: string }): string {
  const [place] = layoutOf(block).prompts;
  const heading = place ? parseHeading(place.heading.title) : { expected: said`` };
  if (!place || 'expected' in heading) throw new EditRefused(said`The prompt’s heading is broken; mend that first.`);
  const { start, end } = place.heading.titleSpan;
  return splice(block, start, end, `${oneLineTitle(copy.title)} ${formatAttributes({ ...heading, id: copy.id })}`);
}

/** What a new prompt begins as: a task to overwrite and a rubric that adds up. */
export function newPromptBlock(prompt: { id: string; title: string; points: number }): string {
  const { id, title, points } = prompt;
  return `## ${oneLineTitle(title)} {#${id} points=${points}}

Write here what the model is to be sent.

### Rubric

${rubricSkeleton(points)}`;
}

/** Two items whose points add up to `points`. */
export function rubricSkeleton(points: number): string {
  const form = Math.floor(points / 4);
  const content = `- **content** (${points - form}): What a good answer says.
  - full: What earns all the points.
  - half: What earns half of them.
  - none: What earns nothing.
  - mistakes: What typically goes wrong.
`;
  if (form === 0) return content;
  return `${content}- **form** (${form}): The form and length that were asked for.
  - full: All of it kept.
  - half: One slip.
  - none: Two or more.
`;
}

export function oneLineTitle(title: string): string {
  const line = title.replace(/\s+/g, ' ').trim();
  if (line === '') throw new EditRefused(said`A title needs at least one character.`);
  return line;
}

/** The ids of the file's prompts, null for those with a broken heading. */
export function promptIds(source: string): (string | null)[] {
  return layoutOf(source).prompts.map(idOf);
}

/**
 * Makes sure that an edit did to the file’s prompts what it was meant to: an open fence or comment before the place
 * would swallow what is put there.
 */
export function kept(
  before: string,
  after: string,
  expected: (ids: (string | null)[]) => (string | null)[],
): string {
  const ids = promptIds(after);
  const wanted = expected(promptIds(before));
  if (ids.length !== wanted.length || ids.some((id, index) => id !== wanted[index]))
    throw new EditRefused(
      said`This would tear other prompts of the file: a code fence or comment before that place or in the prompt is not closed, or the title would be read as something else.`,
    );
  return after;
}
