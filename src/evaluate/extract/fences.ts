export interface Fence {
  /** The words after the opening fence. */
  info: string;
  content: string;
  /** The last line with anything in it above the fence, or ''. */
  above: string;
  /** Line of the opening fence, from 0. */
  line: number;
  /** False where the text ended before the fence was closed. */
  closed: boolean;
}

const opening = /^( {0,3}|[ \t]*(?:[-*]|\d+\.)[ \t]+|[ \t]+)?(`{3,}|~{3,})/;

/** The fenced code blocks of a text, by CommonMark's rules; indented ones of lists too. */
export function fencesOf(text: string): Fence[] {
  const lines = text.split(/\r\n|\n|\r/);
  const fences: Fence[] = [];
  let above = '';
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const [opened = '', indent = '', fence = ''] = opening.exec(line) ?? [];
    const info = line.slice(opened.length);
    if (fence === '' || info.includes('`')) {
      if (line.trim() !== '') above = line.trim();
      continue;
    }
    const start = i;
    const end = closingLine(lines, i + 1, fence);
    const strip = new RegExp(`^[ \\t]{0,${indent.length}}`);
    const content = lines.slice(i + 1, end).map((one) => one.replace(strip, ''));
    fences.push({
      info: info.trim(),
      content: `${content.join('\n')}\n`,
      above,
      line: start,
      closed: end < lines.length,
    });
    above = '';
    i = end;
  }
  return fences;
}

function closingLine(lines: string[], from: number, fence: string): number {
  for (let i = from; i < lines.length; i++) {
    const closing = /^[ \t]*(`{3,}|~{3,})[ \t]*$/.exec(lines[i] ?? '')?.[1];
    if (closing?.charAt(0) === fence.charAt(0) && closing.length >= fence.length) return i;
  }
  return lines.length;
}
