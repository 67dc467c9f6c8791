import type { StyleFigures } from './arena';

/**
 * How long an answer is and how it is formatted, as the Arena counts it for its style control: words, headings, items of
 * lists, stretches in bold. What stands in code blocks is length only.
 */
export function styleOf(text: string): StyleFigures {
  const figures: StyleFigures = { length: 0, headings: 0, lists: 0, bold: 0 };
  let fence: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    figures.length += line.match(/\S+/g)?.length ?? 0;
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== null) {
      if (mark?.startsWith(fence)) fence = null;
      continue;
    }
    if (mark) fence = mark;
    else if (/^ {0,3}#{1,6}(?:\s|$)/.test(line)) figures.headings++;
    else if (/^\s{0,12}(?:[-*+]|\d{1,9}[.)])\s/.test(line)) figures.lists++;
    if (!mark) figures.bold += Math.floor(((line.match(/\*\*|__/g)?.length ?? 0) + 0.5) / 2);
  }
  return figures;
}
