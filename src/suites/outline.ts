import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Heading, List, RootContent } from 'mdast';

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
  span: Span;
  /** From the end of the heading's line to the next heading that ends its body. */
  body: Span;
  /** Lists that stand directly in the body. */
  lists: List[];
}

export interface Outline {
  frontMatter: { text: string; span: Span } | null;
  /** Where the text after the front matter begins. */
  bodyStart: number;
  headings: HeadingBlock[];
}

const frontMatterPattern = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)(?:^|\r?\n)---[ \t]*(?:\r?\n|$)/;

/**
 * Finds the headings that structure a suite. Only `#` headings at the top level count: underlined ones, and those in
 * code, quotes or lists, are the prompt's own text.
 */
export function outlineOf(source: string): Outline {
  const match = frontMatterPattern.exec(source);
  const bodyStart = match?.[0].length ?? 0;
  // Blanked rather than cut, so that every position stays true to the file.
  const visible = source.slice(0, bodyStart).replace(/[^\r\n]/g, ' ') + source.slice(bodyStart);
  const nodes = fromMarkdown(visible).children;
  const headings: HeadingBlock[] = [];
  for (const [index, node] of nodes.entries()) {
    if (isHeading(node, source)) headings.push(headingBlock(node, nodes.slice(index + 1), source));
  }
  const frontMatter = match
    ? { text: match[1] ?? '', span: { start: source.indexOf('---') + 3, end: bodyStart, line: 1 } }
    : null;
  return { frontMatter, bodyStart, headings };
}

function isHeading(node: RootContent, source: string): node is Heading {
  return node.type === 'heading' && node.depth <= 3 && source[offsetOf(node.position?.start)] === '#';
}

function headingBlock(node: Heading, following: RootContent[], source: string): HeadingBlock {
  const span = spanOf(node);
  const endIndex = following.findIndex((other) => isHeading(other, source) && endsBody(node.depth, other, source));
  const within = endIndex === -1 ? following : following.slice(0, endIndex);
  const end = endIndex === -1 ? source.length : offsetOf(following[endIndex]?.position?.start);
  const title = source
    .slice(span.start, span.end)
    .replace(/^#+[ \t]*/, '')
    .replace(/[ \t]+#+[ \t]*$/, '')
    .trim();
  return {
    depth: node.depth,
    title,
    span,
    body: { start: span.end, end, line: span.line + 1 },
    lists: within.filter((other): other is List => other.type === 'list'),
  };
}

/** Third-level headings other than the reserved two are part of the prompt's text. */
function endsBody(depth: number, other: Heading, source: string): boolean {
  if (other.depth < 3) return other.depth <= depth || depth === 3;
  if (depth < 3) return false;
  return reservedTitle(source.slice(offsetOf(other.position?.start), offsetOf(other.position?.end))) !== null;
}

export function reservedTitle(headingSource: string): 'system' | 'rubric' | null {
  const title = headingSource.replace(/^#+\s*/, '').replace(/\s+#+\s*$/, '').trim().toLowerCase();
  if (title === 'system prompt') return 'system';
  return title === 'rubric' ? 'rubric' : null;
}

export function spanOf(node: { position?: { start: { offset?: number; line: number }; end: { offset?: number } } }): Span {
  const start = offsetOf(node.position?.start);
  return { start, end: offsetOf(node.position?.end), line: (node.position?.start.line ?? 1) - 1 };
}

function offsetOf(point: { offset?: number } | undefined): number {
  return point?.offset ?? 0;
}
