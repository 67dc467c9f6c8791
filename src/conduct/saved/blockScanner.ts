import { LineCursor } from './lineCursor';

/** Text that a reader of Markdown looks at for tags: lines of HTML as they stand, or text with marks in it. */
export interface TagText {
  kind: 'html' | 'inline';
  text: string;
}

type Container = { kind: 'quote' } | { kind: 'item'; indent: number; isEmpty: boolean };
type Leaf =
  | { kind: 'none' | 'paragraph' | 'indented' }
  | { kind: 'fence'; sign: string; length: number }
  /** `end` null: it ends with a blank line. `closer`: what ends it else. */
  | { kind: 'html'; end: RegExp | null; closer: string };

const none: Leaf = { kind: 'none' };
const heading = /^#{1,6}(?:[ \t]|$)/;
const rule = /^(?:\*[ \t]*){3,}$|^(?:_[ \t]*){3,}$|^(?:-[ \t]*){3,}$/;
const underline = /^(?:=+|-+)[ \t]*$/;
const bullet = /^[*+-](?=[ \t]|$)/;
const number = /^(\d{1,9})[.)](?=[ \t]|$)/;
const blockNames =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|' +
  'fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|' +
  'menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|' +
  'track|ul';
const htmlBlock = new RegExp(`^</?(?:${blockNames})(?:[ \\t]|/?>|$)`, 'i');
const attribute = `[ \\t]+[a-z_:][\\w.:-]*(?:[ \\t]*=[ \\t]*(?:[^\\s"'=<>\`]+|'[^']*'|"[^"]*"))?`;
const wholeTag = new RegExp(`^(?:<[a-z][a-z0-9-]*(?:${attribute})*[ \\t]*/?>|</[a-z][a-z0-9-]*[ \\t]*>)[ \\t]*$`, 'i');

/**
 * Reads the blocks of Markdown (CommonMark 0.31), line by line and once, as far as it takes to know what is still open
 * at the end and where tags count. A parser that builds the whole tree takes a second for an answer of 200 KB.
 */
export class BlockScanner {
  readonly tagTexts: TagText[] = [];
  private readonly containers: Container[] = [];
  private leaf: Leaf = none;
  /** Where the containers of the current line that still hold end. */
  private matched = 0;
  private closed = false;

  /** The line that ends the block which everything below would belong to; null where there is none. */
  get closer(): string | null {
    // Lists and quotes end with a line that is not indented, and what is open within them too.
    if (this.containers.length > 0) return null;
    if (this.leaf.kind === 'fence') return this.leaf.sign.repeat(this.leaf.length);
    return this.leaf.kind === 'html' && this.leaf.end !== null ? this.leaf.closer : null;
  }

  line(text: string): void {
    const cursor = new LineCursor(text);
    this.closed = false;
    this.matched = this.matchContainers(cursor);
    const holds = this.matched === this.containers.length;
    if (holds && this.goesOn(cursor)) return;
    if (!holds && this.leaf.kind !== 'paragraph') this.leaf = none;
    if (this.startBlocks(cursor, holds)) return;
    const { rest, blank } = cursor.look();
    const isLazy = this.matched < this.containers.length && !blank && this.leaf.kind === 'paragraph';
    if (!isLazy) this.closeUnmatched();
    if (blank) {
      this.leaf = none;
      return;
    }
    if (this.leaf.kind !== 'paragraph') {
      this.open({ kind: 'paragraph' });
      this.tagTexts.push({ kind: 'inline', text: '' });
    }
    this.more(rest);
  }

  private matchContainers(cursor: LineCursor): number {
    for (const [index, container] of this.containers.entries()) {
      const { rest, indent, blank } = cursor.look();
      if (container.kind === 'quote') {
        if (indent > 3 || !rest.startsWith('>')) return index;
        cursor.past(1);
        cursor.columns(1);
      } else if (blank) {
        if (container.isEmpty) return index;
        cursor.columns(indent);
      } else if (indent >= container.indent) cursor.columns(container.indent);
      else return index;
    }
    return this.containers.length;
  }

  /** True where the line belongs to the fence, HTML or indented code that is open. */
  private goesOn(cursor: LineCursor): boolean {
    const { leaf } = this;
    const { rest, indent, blank } = cursor.look();
    if (leaf.kind === 'fence') {
      const end = rest.trimEnd();
      if (indent < 4 && end.length >= leaf.length && end === leaf.sign.repeat(end.length)) this.leaf = none;
      return true;
    }
    if (leaf.kind === 'html') {
      if (leaf.end === null && blank) {
        this.leaf = none;
        return true;
      }
      this.more(rest);
      if (leaf.end?.test(rest)) this.leaf = none;
      return true;
    }
    if (leaf.kind === 'indented') {
      if (indent >= 4 || blank) return true;
      this.leaf = none;
    }
    return false;
  }

  /** Opens the blocks that begin in the line. True where nothing of it is left. */
  private startBlocks(cursor: LineCursor, holds: boolean): boolean {
    for (let inParagraph = holds && this.leaf.kind === 'paragraph'; ; inParagraph = false) {
      const { rest, indent, blank } = cursor.look();
      if (blank) return false;
      if (indent > 3) {
        if (this.leaf.kind === 'paragraph') return false;
        this.open({ kind: 'indented' });
        return true;
      }
      if (rest.startsWith('>')) {
        this.push({ kind: 'quote' });
        cursor.past(1);
        cursor.columns(1);
        continue;
      }
      if (this.startLeaf(rest, inParagraph)) return true;
      if (!this.startItem(cursor, inParagraph)) return false;
    }
  }

  private startLeaf(rest: string, inParagraph: boolean): boolean {
    if (heading.test(rest)) {
      this.open(none);
      this.tagTexts.push({ kind: 'inline', text: rest });
      return true;
    }
    const fence = /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(rest)?.[0];
    if (fence !== undefined) {
      this.open({ kind: 'fence', sign: fence.charAt(0), length: fence.length });
      return true;
    }
    const html = rest.startsWith('<') ? this.htmlStart(rest, inParagraph) : null;
    if (html) {
      this.open(html);
      this.tagTexts.push({ kind: 'html', text: '' });
      this.more(rest);
      if (html.end?.test(rest)) this.leaf = none;
      return true;
    }
    if (inParagraph && underline.test(rest)) {
      this.leaf = none;
      return true;
    }
    if (!rule.test(rest)) return false;
    this.open(none);
    return true;
  }

  private htmlStart(rest: string, inParagraph: boolean): (Leaf & { kind: 'html' }) | null {
    const until = (end: RegExp, closer: string): Leaf & { kind: 'html' } => ({ kind: 'html', end, closer });
    const raw = /^<(pre|script|style|textarea)(?:[\s>]|$)/i.exec(rest)?.[1];
    if (raw !== undefined) return until(/<\/(?:pre|script|style|textarea)>/i, `</${raw.toLowerCase()}>`);
    if (rest.startsWith('<!--')) return until(/-->/, '-->');
    if (rest.startsWith('<?')) return until(/\?>/, '?>');
    if (rest.startsWith('<![CDATA[')) return until(/\]\]>/, ']]>');
    if (/^<![a-z]/i.test(rest)) return until(/>/, '>');
    const lazy = this.matched < this.containers.length && !this.closed && this.leaf.kind === 'paragraph';
    if (htmlBlock.test(rest) || (!inParagraph && !lazy && wholeTag.test(rest)))
      return { kind: 'html', end: null, closer: '' };
    return null;
  }

  private startItem(cursor: LineCursor, inParagraph: boolean): boolean {
    const { rest, indent } = cursor.look();
    const ordered = number.exec(rest);
    const marker = (bullet.exec(rest) ?? ordered)?.[0];
    if (marker === undefined) return false;
    const isEmpty = rest.slice(marker.length).trim() === '';
    if (inParagraph && (isEmpty || (ordered && Number(ordered[1]) !== 1))) return false;
    cursor.past(marker.length);
    const blanks = cursor.look().indent;
    const padding = isEmpty || blanks > 4 ? 1 : blanks;
    cursor.columns(padding);
    this.push({ kind: 'item', indent: indent + marker.length + padding, isEmpty });
    return true;
  }

  private push(container: Container): void {
    this.open(none);
    this.containers.push(container);
    this.matched = this.containers.length;
  }

  private open(leaf: Leaf): void {
    this.closeUnmatched();
    const parent = this.containers.at(-1);
    if (parent?.kind === 'item') parent.isEmpty = false;
    this.leaf = leaf;
  }

  private closeUnmatched(): void {
    if (this.matched < this.containers.length) this.leaf = none;
    this.containers.length = this.matched;
    this.closed = true;
  }

  private more(text: string): void {
    const last = this.tagTexts.at(-1);
    if (last) last.text += `${text}\n`;
  }
}
