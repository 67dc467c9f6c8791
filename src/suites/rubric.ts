import { said } from '../l10n/said';
import type { List, ListItem } from 'mdast';
import { CheckMistake } from '../evaluate/checks/mistake';
import { parseCheck } from '../evaluate/checks/line';
import type { Check } from '../model/check';
import type { RubricItem } from '../model/prompt';
import { spanOf } from './outline';
import type { Report } from './frontMatter';

const itemPattern = /^\*\*([a-z][a-z0-9-]*)\*\*\s+\((\d{1,6})(?:\s+points?)?\)\s*:\s+(\S[\s\S]*)$/;
const checkPattern = /^check\s*:\s*((?!\s)[\s\S]*)$/i;
const detailPattern = /^(full|half|none|mistakes)\s*:\s*((?!\s)[\s\S]*)$/i;

/** Reads `- **id** (points): title` items with their nested `full`, `half`, `none`, `mistakes` and `check` lines. */
export function parseRubric(
  lists: List[],
  source: string,
  report: Report,
  fill = (text: string): string => text,
): RubricItem[] {
  const items: RubricItem[] = [];
  for (const node of lists.flatMap((list) => list.children)) {
    const line = spanOf(node).line;
    const match = itemPattern.exec(leadText(node, source));
    if (!match) {
      report(line, said`A rubric item must read \`- **id** (points): what is judged\`, the id in lower-case letters, digits and hyphens.`);
      continue;
    }
    const [, id = '', points = '0', title = ''] = match;
    if (items.some((item) => item.id === id)) report(line, said`The rubric item “${id}” stands here twice; ids must differ within a prompt.`);
    else {
      const item = { id, points: Number(points), title: fill(oneLine(title)), ...details(node, source, report, fill) };
      checkSum(item, line, report);
      items.push(item);
    }
  }
  return items;
}

function details(
  node: ListItem,
  source: string,
  report: Report,
  fill: (text: string) => string,
): Partial<RubricItem> {
  const found: Partial<Record<'full' | 'half' | 'none' | 'mistakes', string>> = {};
  const checks: Check[] = [];
  for (const child of node.children) {
    if (child.type !== 'list') continue;
    for (const detail of child.children) {
      const text = leadText(detail, source);
      const check = checkPattern.exec(text);
      const match = detailPattern.exec(text);
      if (check) takeCheck(fill(check[1] ?? ''), checks, spanOf(detail).line, report);
      else if (match) found[match[1]?.toLowerCase() as keyof typeof found] = fill(oneLine(match[2] ?? ''));
      else
        report(
          spanOf(detail).line,
          said`Below a rubric item only full, half, none, mistakes and check are known, each as \`- full: …\`.`,
          'warning',
        );
    }
  }
  return checks.length === 0 ? found : { ...found, checks };
}

/** A line that is no check is reported and left out: a person then judges what it was to prove. */
function takeCheck(text: string, checks: Check[], line: number, report: Report): void {
  try {
    checks.push(parseCheck(text.replace(/[ \t]*(?:\r\n?|\n)[ \t]*/g, ' ')));
  } catch (error) {
    if (!(error instanceof CheckMistake)) throw error;
    report(line, error.said);
  }
}

function checkSum({ id, points, checks }: RubricItem, line: number, report: Report): void {
  const sum = (checks ?? []).reduce((total, check) => total + check.points, 0);
  if (sum > points + 1e-9) report(line, said`The checks of “${id}” add up to ${sum} points, but the item has ${points}.`);
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
