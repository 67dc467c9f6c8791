import type { Code } from 'mdast';
import { spanOf, type Span } from './outline';

/** Info string of a fence whose content is sent exactly as it stands. */
export const verbatimInfo = 'prompt';

export interface BodyText {
  text: string;
  /** True when it stood in a `prompt` fence: nothing in it means anything to LLP. */
  verbatim: boolean;
}

/**
 * The text of a prompt or system prompt. Line ends become `\n`. Blank lines around it do not count, unless the whole of
 * it stands in one fence with the info string `prompt`: then what is within the fence is the text, to the last blank.
 */
export function bodyText(source: string, span: Pick<Span, 'start' | 'end'>, codes: Code[]): BodyText {
  const fence = codes.find((code) => {
    const own = spanOf(code);
    return (
      own.start >= span.start &&
      own.end <= span.end &&
      source.slice(span.start, own.start).trim() === '' &&
      source.slice(own.end, span.end).trim() === ''
    );
  });
  const verbatim = fence?.lang === verbatimInfo && fence.meta === null ? fenceContent(source, spanOf(fence)) : null;
  if (verbatim !== null) return { text: verbatim, verbatim: true };
  return { text: tidy(source.slice(span.start, span.end)), verbatim: false };
}

/** Taken from the source, as Markdown would replace NUL characters. Null for an indented or unclosed fence. */
function fenceContent(source: string, span: Span): string | null {
  const lines = source.slice(span.start, span.end).replace(/\r\n?/g, '\n').split('\n');
  const fence = /^(`{3,}|~{3,})/.exec(lines[0] ?? '')?.[1];
  const last = lines.at(-1)?.trim() ?? '';
  const indented = span.start > 0 && !/[\r\n]/.test(source[span.start - 1] ?? '');
  if (!fence || indented || lines.length < 2 || !last.startsWith(fence)) return null;
  return lines.slice(1, -1).join('\n');
}

/** Text in a `prompt` fence that no line of it can close; reads back as exactly that text, with `\n` line ends. */
export function verbatimFence(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n');
  const longest = Math.max(2, ...[...lines.matchAll(/`{3,}/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${verbatimInfo}\n${lines}\n${fence}`;
}

export function tidy(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}
