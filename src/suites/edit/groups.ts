import { layoutOf } from '../layout';
import { findGroups } from './places';
import { kept, oneLineTitle, promptIds } from './prompts';
import { insertBlock, removeBlock, splice } from './splice';

export function renameGroup(source: string, title: string, renamed: string): string {
  let text = source;
  for (const { heading } of findGroups(layoutOf(source), title).reverse())
    text = splice(text, heading.titleSpan.start, heading.titleSpan.end, oneLineTitle(renamed));
  return kept(source, text, (ids) => ids);
}

/** Deletes a group with its prompts. */
export function deleteGroup(source: string, title: string): string {
  const layout = layoutOf(source);
  const groups = findGroups(layout, title);
  const gone = new Set(layout.prompts.flatMap((prompt, at) => (prompt.group?.title === title ? [at] : [])));
  let text = source;
  for (const { block } of groups.toReversed()) text = removeBlock(text, block.start, block.end);
  return kept(source, text, (ids) => ids.filter((_id, at) => !gone.has(at)));
}

/** Puts a group with its prompts before another one, or at the file’s end. */
export function moveGroup(source: string, title: string, before: string | null): string {
  if (title === before) return source;
  const [group] = findGroups(layoutOf(source), title);
  if (!group) return source;
  const block = source.slice(group.block.start, group.block.end);
  const rest = removeBlock(source, group.block.start, group.block.end);
  const offset = before === null ? rest.length : (findGroups(layoutOf(rest), before)[0]?.block.start ?? rest.length);
  const at = layoutOf(rest).prompts.filter((prompt) => prompt.block.start < offset).length;
  return kept(rest, insertBlock(rest, offset, block), (ids) => ids.toSpliced(at, 0, ...promptIds(block)));
}

/** The groups' titles after that group has moved one step; the title it is to stand before, or undefined at the edge. */
export function groupStep(source: string, title: string, step: 'up' | 'down'): string | null | undefined {
  const titles = layoutOf(source).groups.map((group) => group.title);
  const at = titles.indexOf(title);
  if (at === -1 || (step === 'up' ? at === 0 : at === titles.length - 1)) return undefined;
  return step === 'up' ? titles[at - 1] : (titles[at + 2] ?? null);
}
