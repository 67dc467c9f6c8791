import type { Node, Parent, RootContent } from 'mdast';

/*
 * Reading a suite of a hundred thousand letters takes most of a tenth of a second, and it is read anew with each letter
 * typed into it. So it is read prompt by prompt, and prompts that are as they were are not read again.
 */

/** What begins a line that may hold other lines' meaning back: code that is fenced in some other way, or HTML. */
const holdsBack = /^(?:.+?(?:```|~~~)|[ \t]*<)/;
const fence = /^(`{3,}(?!`)|~{3,}(?!~))(.*)$/;
const mostKept = 2_000;

interface Chunk {
  text: string;
  offset: number;
  line: number;
}

/** Reads the top-level nodes of a text; links are left as text, as they may be explained in another chunk. */
export type ReadNodes = (text: string) => RootContent[];

/** Reads a text in chunks; what it gives is what `read` gives for the whole. Not to be changed by those who get it. */
export class ChunkReader {
  private readonly known = new Map<string, RootContent[]>();

  constructor(private readonly read: ReadNodes) {}

  nodes(source: string): RootContent[] {
    const chunks = chunksOf(source);
    if (!chunks) return this.read(source);
    return chunks.flatMap(({ text, offset, line }) => this.ofChunk(text).map((node) => shifted(node, offset, line)));
  }

  private ofChunk(text: string): RootContent[] {
    const known = this.known.get(text);
    if (known) return known;
    const nodes = this.read(text);
    if (this.known.size >= mostKept) this.known.clear();
    this.known.set(text, nodes);
    return nodes;
  }
}

/** Splits before each `#` and `##` heading, which ends all that came before it; null where that cannot be told. */
function chunksOf(source: string): Chunk[] | null {
  const chunks: Chunk[] = [];
  let open: string | null = null;
  let begin = { offset: 0, line: 0 };
  let offset = 0;
  for (const [line, whole] of source.split('\n').entries()) {
    const text = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    if (text.includes('\r')) return null;
    const opened: RegExpExecArray | null = open === null ? fence.exec(text) : null;
    if (open !== null) {
      if (closes(text, open)) open = null;
    } else if (opened?.[1] !== undefined) {
      // With a backtick after it, it is text.
      if (opened[1].startsWith('`') && opened[2]?.includes('`')) return null;
      open = opened[1];
    } else if (holdsBack.test(text)) return null;
    else if (/^##?[ \t]/.test(text) && offset > 0) {
      chunks.push({ text: source.slice(begin.offset, offset), ...begin });
      begin = { offset, line };
    }
    offset += whole.length + 1;
  }
  chunks.push({ text: source.slice(begin.offset), ...begin });
  return chunks;
}

function closes(text: string, open: string): boolean {
  const end = text.replace(/^ {1,3}/, '').trimEnd();
  return end.length >= open.length && end === open.charAt(0).repeat(end.length);
}

function shifted<N extends Node>(node: N, offset: number, line: number): N {
  if (offset === 0) return node;
  const { position } = node;
  const point = (at: { line: number; column: number; offset?: number }): typeof at => ({
    line: at.line + line,
    column: at.column,
    offset: (at.offset ?? 0) + offset,
  });
  const copy = { ...node };
  if (position) copy.position = { start: point(position.start), end: point(position.end) };
  if ('children' in node)
    (copy as unknown as Parent).children = (node as unknown as Parent).children.map((child) =>
      shifted(child, offset, line),
    );
  return copy;
}
