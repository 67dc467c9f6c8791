import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Code, Heading, List, RootContent } from 'mdast';
import { flattened } from '../model/nesting';
import { ChunkReader } from './chunks';

/** A span of the source; offsets are UTF-16 code units, `line` is zero-based. */
export interface Span {
  start: number;
  end: number;
  line: number;
}

export interface HeadingBlock {
  depth: number;
  /** Heading text as written, without the `#`s. */
  title: string;
  /** Where `title` stands in the source. */
  titleSpan: Span;
  span: Span;
  /** From the end of the heading's line to the next heading that ends its body. */
  body: Span;
  /** Lists that stand directly in the body. */
  lists: List[];
  /** Code blocks that stand directly in the body. */
  codes: Code[];
}

export interface Outline {
  frontMatter: { text: string; span: Span } | null;
  /** Where the text after the front matter begins. */
  bodyStart: number;
  headings: HeadingBlock[];
}

/** What is within a line does not matter here, and reading it would take most of the time. */
const blocksOnly = {
  disable: {
    null: [
      'attention',
      'autolink',
      'codeText',
      'hardBreakEscape',
      'htmlText',
      'labelEnd',
      'labelStartImage',
      'labelStartLink',
    ],
  },
};

/** The top-level nodes of a text, with what is within a line left as text. */
export function readBlocks(text: string): RootContent[] {
  return fromMarkdown(flattened(text).text, { extensions: [blocksOnly] }).children;
}

const reader = new ChunkReader(readBlocks);

const frontMatterPattern = /^\uFEFF?---[ \t]*(?:\r\n?|\n)([\s\S]*?)(?:\r\n?|\n)---[ \t]*(?:\r\n?|\n|$)/;

/**
 * Finds the headings that structure a suite. Only `#` headings at the top level count: underlined ones, and those in
 * code, quotes or lists, are the prompt's own text.
 */
export function outlineOf(source: string): Outline {
  const match = frontMatterPattern.exec(source);
  const bodyStart = match?.[0].length ?? 0;
  // Blanked rather than cut, so that every position stays true to the file; so is a byte order mark, which is skipped.
  const blank = source.slice(0, bodyStart).replace(/[^\r\n]/g, ' ');
  const visible = blank + source.slice(bodyStart).replace(/^\uFEFF/, ' ');
  const nodes = reader.nodes(visible);
  const headings: HeadingBlock[] = [];
  for (const [index, node] of nodes.entries()) {
    if (isHeading(node, source)) headings.push(headingBlock(node, nodes, index, source));
  }
  const frontMatter = match
    ? { text: (match[1] ?? '').replace(/\r(?!\n)/g, '\n'), span: { start: source.indexOf('---') + 3, end: bodyStart, line: 1 } }
    : null;
  return { frontMatter, bodyStart, headings };
}

function isHeading(node: RootContent | undefined, source: string): node is Heading {
  return node?.type === 'heading' && node.depth <= 3 && source[offsetOf(node.position?.start)] === '#';
}

function headingBlock(node: Heading, nodes: RootContent[], index: number, source: string): HeadingBlock {
  const span = spanOf(node);
  let endIndex = index + 1;
  const lists: List[] = [];
  const codes: Code[] = [];
  for (let next = nodes[endIndex]; next; next = nodes[++endIndex]) {
    if (isHeading(next, source) && endsBody(node.depth, next, source)) break;
    if (next.type === 'list') lists.push(next);
    if (next.type === 'code') codes.push(next);
  }
  const end = nodes[endIndex] ? lineStart(source, offsetOf(nodes[endIndex]?.position?.start)) : source.length;
  const titleSpan = titleSpanOf(source, span);
  return {
    depth: node.depth,
    title: source.slice(titleSpan.start, titleSpan.end),
    titleSpan,
    span,
    body: { start: span.end, end, line: span.line + 1 },
    lists,
    codes,
  };
}

/** Without the `#`s before and after. Done by hand: a pattern would take quadratic time on a heading full of blanks. */
function titleSpanOf(source: string, span: Span): Span {
  let start = span.start;
  while (start < span.end && source[start] === '#') start++;
  while (start < span.end && isBlank(source[start])) start++;
  let end = span.end;
  while (end > start && isBlank(source[end - 1])) end--;
  let closing = end;
  while (closing > start && source[closing - 1] === '#') closing--;
  if (closing < end && (closing === start || isBlank(source[closing - 1]))) end = closing;
  while (end > start && isBlank(source[end - 1])) end--;
  return { start, end, line: span.line };
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

/** Third-level headings other than the reserved two are part of the prompt's text. */
function endsBody(depth: number, other: Heading, source: string): boolean {
  if (other.depth < 3) return other.depth <= depth || depth === 3;
  if (depth < 3) return false;
  return reservedTitle(headingTitle(other, source)) !== null;
}

function headingTitle(node: Heading, source: string): string {
  const { start, end } = titleSpanOf(source, spanOf(node));
  return source.slice(start, end);
}

/** Which of the two reserved headings that title is. */
export function reservedTitle(title: string): 'system' | 'rubric' | null {
  const name = title.toLowerCase().replace(/\s+/g, ' ');
  if (name === 'system prompt') return 'system';
  return name === 'rubric' ? 'rubric' : null;
}

/** Offset of the first character of the line in which `offset` lies. */
export function lineStart(source: string, offset: number): number {
  let start = offset;
  while (start > 0 && source[start - 1] !== '\n' && source[start - 1] !== '\r') start--;
  return start;
}

export function spanOf(node: {
  position?: { start: { offset?: number; line: number }; end: { offset?: number } };
}): Span {
  const start = offsetOf(node.position?.start);
  return { start, end: offsetOf(node.position?.end), line: (node.position?.start.line ?? 1) - 1 };
}

function offsetOf(point: { offset?: number } | undefined): number {
  return point?.offset ?? 0;
}
