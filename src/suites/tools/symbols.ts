import { parseHeading, splitHeading } from '../heading';
import { layoutOf, type PromptPlace, type SuiteLayout } from '../layout';
import type { Span } from '../outline';
import { rubricLines } from './rubricLines';

export interface SuiteSymbol {
  kind: 'category' | 'group' | 'prompt' | 'system' | 'rubric' | 'item';
  name: string;
  detail: string;
  /** All of it, and the part that is its name. Offsets. */
  range: Pick<Span, 'start' | 'end'>;
  selection: Pick<Span, 'start' | 'end'>;
  children: SuiteSymbol[];
}

/** Category → groups → prompts → system prompt and rubric with its items, for the editor's outline. */
export function suiteSymbols(source: string, layout: SuiteLayout = layoutOf(source)): SuiteSymbol[] {
  const { frontMatter } = layout.outline;
  const groups = new Map(
    layout.groups.map((group) => [
      group,
      symbol('group', group.title, '', group.block, group.heading.titleSpan),
    ]),
  );
  const ungrouped: SuiteSymbol[] = [];
  for (const place of layout.prompts) {
    const own = promptSymbol(place, source);
    if (place.group) groups.get(place.group)?.children.push(own);
    else ungrouped.push(own);
  }
  const children = [...ungrouped, ...groups.values()];
  if (!frontMatter) return children;
  const name = /^category:(.+)$/m.exec(frontMatter.text)?.[1]?.trim().replace(/^(["'])(.*)\1$/, '$2');
  const prompts = layout.prompts.length;
  const points = layout.prompts.reduce((sum, { heading }) => sum + pointsOf(heading.title), 0);
  const whole = { start: 0, end: source.length };
  const category = symbol('category', name ?? '–', `${prompts} · ${points}`, whole, {
    start: 0,
    end: Math.min(3, source.length),
  });
  return [{ ...category, children }];
}

function promptSymbol(place: PromptPlace, source: string): SuiteSymbol {
  const { heading, system, rubric, block } = place;
  const { title } = splitHeading(heading.title);
  const points = pointsOf(heading.title);
  const own = symbol('prompt', title || '–', points === 0 ? '' : String(points), block, heading.titleSpan);
  if (system) own.children.push(symbol('system', system.title, '', section(system), system.titleSpan));
  if (rubric) {
    const items = rubricLines(rubric, source).map((item) => symbol('item', item.id, String(item.points), item.span, item.span));
    own.children.push({ ...symbol('rubric', rubric.title, '', section(rubric), rubric.titleSpan), children: items });
  }
  own.children.sort((a, b) => a.range.start - b.range.start);
  return own;
}

function section(heading: { span: Span; body: Span }): Pick<Span, 'start' | 'end'> {
  return { start: heading.span.start, end: heading.body.end };
}

function symbol(
  kind: SuiteSymbol['kind'],
  name: string,
  detail: string,
  range: Pick<Span, 'start' | 'end'>,
  selection: Pick<Span, 'start' | 'end'>,
): SuiteSymbol {
  return { kind, name, detail, range, selection, children: [] };
}

function pointsOf(heading: string): number {
  const parsed = parseHeading(heading);
  return 'points' in parsed ? parsed.points : 0;
}
