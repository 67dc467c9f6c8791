import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';

/** Beyond this many characters an answer is shown as text: rendering it would hold up the page. */
export const longestRendered = 200_000;
const deepest = 60;

/** Parses an answer; null where it is too long or nested too deeply to be rendered. */
export function markdownTree(text: string): Root | null {
  if (text.length > longestRendered || nesting(text) > deepest) return null;
  return fromMarkdown(text, {
    extensions: [gfmTable(), gfmStrikethrough()],
    mdastExtensions: [gfmTableFromMarkdown(), gfmStrikethroughFromMarkdown()],
  });
}

/** The most block or bracket openings in one line: what a hostile answer would use to exhaust the stack. */
function nesting(text: string): number {
  let most = 0;
  for (const line of text.split('\n')) {
    const blocks = /^(?:\s*(?:>|[-*+]|\d+[.)]))*/.exec(line.slice(0, 4000))?.[0].replace(/[^>\-*+.)]/g, '').length ?? 0;
    const indent = (/^ */.exec(line)?.[0].length ?? 0) / 2;
    const brackets = line.split('[').length - 1;
    most = Math.max(most, blocks, indent, brackets > 500 ? brackets : 0);
  }
  return most;
}

/** An address that may be offered for opening; null for all others, such as `javascript:`. */
export function safeUrl(url: string): string | null {
  return /^(?:https?:\/\/|mailto:)[^\s]+$/i.test(url) ? url : null;
}
