import type { List, ListItem } from 'mdast';
import type { RubricItem } from '../model/prompt';
import { spanOf } from './outline';
import type { Report } from './frontMatter';

const itemPattern = /^\*\*([a-z][a-z0-9-]*)\*\*\s+\((\d{1,6})(?:\s+points?)?\)\s*:\s+(\S[\s\S]*)$/;
const detailPattern = /^(full|half|none|mistakes)\s*:\s*([\s\S]*)$/i;

/** Reads `- **id** (points): title` items with their nested `full`, `half`, `none` and `mistakes` lines. */
export function parseRubric(lists: List[], source: string, report: Report): RubricItem[] {
  const items: RubricItem[] = [];
  for (const node of lists.flatMap((list) => list.children)) {
    const line = spanOf(node).line;
    const match = itemPattern.exec(leadText(node, source));
    if (!match) {
      report(line, 'A rubric item must read `- **id** (points): what is judged`, the id in lower-case letters, digits and hyphens.');
      continue;
    }
    const [, id = '', points = '0', title = ''] = match;
    if (items.some((item) => item.id === id)) report(line, `The rubric item “${id}” stands here twice; ids must differ within a prompt.`);
    else items.push({ id, points: Number(points), title: oneLine(title), ...details(node, source, report) });
  }
  return items;
}

function details(node: ListItem, source: string, report: Report): Partial<RubricItem> {
  const found: Partial<Record<'full' | 'half' | 'none' | 'mistakes', string>> = {};
  for (const child of node.children) {
    if (child.type !== 'list') continue;
    for (const detail of child.children) {
      const match = detailPattern.exec(leadText(detail, source));
      if (match) found[match[1]?.toLowerCase() as keyof typeof found] = oneLine(match[2] ?? '');
      else report(spanOf(detail).line, 'Below a rubric item only full, half, none and mistakes are known, each as `- full: …`.', 'warning');
    }
  }
  return found;
}

/** The item's own text, without the lists below it. */
function leadText(node: ListItem, source: string): string {
  const paragraphs = node.children.filter((child) => child.type === 'paragraph');
  return paragraphs
    .map((paragraph) => {
      const { start, end } = spanOf(paragraph);
      return source.slice(start, end);
    })
    .join(' ');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
