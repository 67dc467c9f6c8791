import type { RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { flattened } from '../../model/nesting';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';

export interface Span {
  /** UTF-16 offsets. */
  start: number;
  end: number;
}

export interface Fence extends Span {
  /** First word of the info string, in lower case; empty where there is none. */
  language: string;
  content: string;
  /** Where the content begins. */
  contentStart: number;
}

export interface DocHeading extends Span {
  title: string;
  /** 1 to 6; 7 for a line or a paragraph's beginning in bold that serves as one. */
  level: number;
}

export interface DocTable extends Span {
  /** Rows below the head. */
  rows: number;
  columns: number;
}

/** The blocks of a Markdown text. */
export interface Doc {
  headings: DocHeading[];
  fences: Fence[];
  tables: DocTable[];
  /** Running text: paragraphs, those in quotations too; a list is one. */
  paragraphs: (Span & { list: boolean })[];
  /** Items of all lists without numbers, nested ones too. */
  bullets: Span[];
}

const options = {
  extensions: [
    {
      disable: {
        null: [
          'attention',
          'autolink',
          'codeText',
          'htmlText',
          'labelEnd',
          'labelStartImage',
          'labelStartLink',
          'codeIndented',
        ],
      },
    },
    gfmTable(),
  ],
  mdastExtensions: [gfmTableFromMarkdown()],
};
/** Reading is most of a check's work, and many checks read the same text. */
const known = new Map<string, Doc>();
const mostKept = 60;
const boldLine = /^(\*\*|__)(?=\S)(.{1,120}?)\1[ \t]*(?::[ \t]*)?$/;
const boldStart = /^(\*\*|__)(?=\S)([^*\n]{1,120}?)\1/;

export function docOf(text: string): Doc {
  const found = known.get(text);
  if (found) return found;
  const doc: Doc = { headings: [], fences: [], tables: [], paragraphs: [], bullets: [] };
  for (const node of fromMarkdown(flattened(text).text, options).children) take(node, text, doc, true);
  if (known.size >= mostKept) known.clear();
  known.set(text, doc);
  return doc;
}

function take(node: RootContent, text: string, doc: Doc, top: boolean): void {
  const span = { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
  switch (node.type) {
    case 'heading':
      doc.headings.push({ ...span, level: node.depth, title: headingTitle(text.slice(span.start, span.end)) });
      return;
    case 'code':
      doc.fences.push(fenceOf(node.lang ?? '', text, span));
      return;
    case 'table':
      doc.tables.push({ ...span, ...sizeOf(node) });
      return;
    case 'paragraph':
      paragraph(text, span, doc, top);
      return;
    case 'list':
      if (top) doc.paragraphs.push({ ...span, list: true });
      for (const item of node.children) {
        if (!node.ordered)
          doc.bullets.push({ start: item.position?.start.offset ?? 0, end: item.position?.end.offset ?? 0 });
        for (const child of item.children) take(child, text, doc, false);
      }
      return;
    case 'blockquote':
      for (const child of node.children) take(child, text, doc, top);
      return;
    default:
  }
}

function paragraph(text: string, span: Span, doc: Doc, top: boolean): void {
  if (!top) return;
  const source = text.slice(span.start, span.end);
  const bold = boldLine.exec(source);
  const run = bold ?? boldStart.exec(source);
  if (run) {
    const end = bold ? span.end : span.start + run[0].length;
    doc.headings.push({ start: span.start, end, level: bold ? 7 : 8, title: (run[2] ?? '').trim() });
  }
  if (!bold) doc.paragraphs.push({ ...span, list: false });
  // A sign that models use in place of Markdown's own.
  for (const match of source.matchAll(/^[ \t]*[•◦‣][ \t]*\S.*$/gm))
    doc.bullets.push({ start: span.start + match.index, end: span.start + match.index + match[0].length });
}

function headingTitle(source: string): string {
  const [first = ''] = source.split('\n');
  return (first.startsWith('#') ? first.replace(/^#+[ \t]*/, '').replace(/[ \t]+#+[ \t]*$/, '') : first).trim();
}

function fenceOf(language: string, text: string, span: Span): Fence {
  const source = text.slice(span.start, span.end);
  const head = source.indexOf('\n');
  const body = head === -1 ? '' : source.slice(head + 1);
  const mark = /^[ \t]*(`{3,}|~{3,})/.exec(source)?.[1] ?? '```';
  const last = body.lastIndexOf('\n');
  const closing = body.slice(last + 1).trim();
  const closed = closing.startsWith(mark) && closing === (mark[0] ?? '').repeat(closing.length);
  return {
    ...span,
    language: language.toLowerCase(),
    content: closed ? body.slice(0, Math.max(0, last)) : body,
    contentStart: span.start + (head === -1 ? source.length : head + 1),
  };
}

function sizeOf(table: Table): { rows: number; columns: number } {
  return { rows: table.children.length - 1, columns: table.children[0]?.children.length ?? 0 };
}
