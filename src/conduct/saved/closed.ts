import { BlockScanner } from './blockScanner';
import { OpenTags } from './openTags';

/** Ends the lines that were added below an answer to close what it had left open. */
const closedPattern = /^<!-- llp:closed lines=(\d{1,3}) -->$/;
/** More than this many open elements are left as they are: nobody writes them, and each costs a line. */
const mostClosers = 200;

/**
 * An answer as it stands in a file with others: blank lines around it do not count, and what it leaves open (a fence, a
 * comment, HTML) is closed below it, so that it cannot change how the next one reads. `unclosed` gives back the text.
 */
export function closed(text: string): string {
  const shown = marked(withoutBlankEnds(text));
  const lines = closersOf(shown);
  return lines.length === 0 ? shown : [shown, ...lines, `<!-- llp:closed lines=${lines.length} -->`].join('\n');
}

/** The text that `closed` was given, without blank lines around it. */
export function unclosed(shown: string): string {
  const lines = shown.split('\n');
  return unmarked(lines.slice(0, lines.length - closerLines(lines)).join('\n'));
}

/** How many of the last lines `closed` has added. */
export function closerLines(lines: readonly string[]): number {
  const added = closedPattern.exec(lines.at(-1) ?? '')?.[1];
  return added === undefined ? 0 : Math.min(lines.length, Number(added) + 1);
}

/** Without the blank lines at both ends; the indent of the first line and the blanks after the last are part of it. */
export function withoutBlankEnds(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const isText = (line: string): boolean => line.trim() !== '';
  const first = lines.findIndex(isText);
  return first === -1 ? '' : lines.slice(first, lines.findLastIndex(isText) + 1).join('\n');
}

/** What closes the blocks, then the elements, that are open below the text. */
function closersOf(text: string): string[] {
  const blocks = new BlockScanner();
  for (const line of text.split('\n')) blocks.line(line);
  const { closer } = blocks;
  if (closer !== null) blocks.line(closer);
  const tags = new OpenTags();
  for (const piece of blocks.tagTexts) tags.add(piece);
  const closers = tags.closers.slice(0, mostClosers);
  return [...(closer === null ? [] : [closer]), ...(closers.length === 0 ? [] : ['', ...closers])];
}

/** Model output must not pass for LLP's own comments; `unmarked` takes it back to the last character. */
function marked(text: string): string {
  return text.replace(/<!-- llp(?::|&((?:#38;)*)#58;)/g, (all, more: string | undefined) =>
    more === undefined && all.endsWith('llp:') ? '<!-- llp&#58;' : `<!-- llp&#38;${more ?? ''}#58;`,
  );
}

function unmarked(text: string): string {
  return text.replace(/<!-- llp&((?:#38;)*)#58;/g, (_all, more: string) =>
    more === '' ? '<!-- llp:' : `<!-- llp&${more.slice('#38;'.length)}#58;`,
  );
}
