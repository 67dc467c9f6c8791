import { lineStart, outlineOf, reservedTitle, type HeadingBlock, type Outline, type Span } from './outline';

/** Where a prompt stands in its file, whether or not it is sound. */
export interface PromptPlace {
  heading: HeadingBlock;
  /** The group it stands under, or null. */
  group: GroupPlace | null;
  /** What is sent: from the heading to the first reserved heading, or to the prompt's end. */
  text: Span;
  system: HeadingBlock | null;
  rubric: HeadingBlock | null;
  /** Reserved headings that stand there a second time. */
  extra: HeadingBlock[];
  /** The whole prompt: from its heading's line to the next prompt, group or the file's end. */
  block: Span;
}

export interface GroupPlace {
  heading: HeadingBlock;
  title: string;
  /** From the heading's line to the next group or the file's end. */
  block: Span;
}

export interface SuiteLayout {
  outline: Outline;
  groups: GroupPlace[];
  prompts: PromptPlace[];
}

/** Groups and prompts of a suite file with their spans; what the parser, the editor features and all edits go by. */
export function layoutOf(source: string): SuiteLayout {
  const outline = outlineOf(source);
  const groups: GroupPlace[] = [];
  const prompts: PromptPlace[] = [];
  for (const [index, heading] of outline.headings.entries()) {
    const block = { start: lineStart(source, heading.span.start), end: heading.body.end, line: heading.span.line };
    if (heading.depth === 1) groups.push({ heading, title: heading.title, block });
    if (heading.depth !== 2) continue;
    const { system, rubric, extra, first } = sectionsOf(outline.headings, index + 1);
    const end = first ? lineStart(source, first.span.start) : heading.body.end;
    const text = { start: heading.body.start, end, line: heading.body.line };
    prompts.push({ heading, group: groups.at(-1) ?? null, text, system, rubric, extra, block });
  }
  return { outline, groups, prompts };
}

function sectionsOf(
  headings: HeadingBlock[],
  from: number,
): Pick<PromptPlace, 'system' | 'rubric' | 'extra'> & { first: HeadingBlock | null } {
  const found: ReturnType<typeof sectionsOf> = { system: null, rubric: null, extra: [], first: null };
  for (let index = from; index < headings.length; index++) {
    const heading = headings[index];
    if (!heading || heading.depth < 3) break;
    const kind = reservedTitle(heading.title);
    if (!kind) continue;
    found.first ??= heading;
    if (found[kind]) found.extra.push(heading);
    else found[kind] = heading;
  }
  return found;
}
