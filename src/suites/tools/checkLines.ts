import { CheckMistake } from '../../evaluate/checks/mistake';
import { kindNamed, kinds } from '../../evaluate/checks/kinds';
import { parseCheck } from '../../evaluate/checks/line';
import type { scopeNames } from '../../evaluate/checks/scope';
import type { Completion } from './completion';
import { fix, type Fix } from './fix';

const marker = /^[ \t]*[-*+][ \t]+check[ \t]*:[ \t]*/;

/** The marker of a check line and what stands behind it; both '' for any other line. */
function partsOf(line: string): { before: string; text: string } {
  const before = marker.exec(line)?.[0] ?? '';
  return { before, text: before === '' ? '' : line.slice(before.length).replace(/[ \t]+$/, '') };
}

/** What mends a check line, where the mistake says what could stand in its place. `start`: offset of the line. */
export function checkFixes(line: string, start: number): Fix[] {
  const { before, text } = partsOf(line);
  if (before === '') return [];
  try {
    parseCheck(text);
    return [];
  } catch (error) {
    if (!(error instanceof CheckMistake)) throw error;
    const first = start + before.length;
    if (kindNamed(/^\S*/.exec(text)?.[0] ?? ''))
      return [fix('Give the check 1 point', [{ start: first, end: first, text: '1 ' }], true)];
    const at = error.at === null ? -1 : text.indexOf(error.at);
    if (at === -1 || error.at === null || error.fix === null) return [];
    const from = first + at;
    return [fix(`Write “${error.fix}” here`, [{ start: from, end: from + error.at.length, text: error.fix }], true)];
  }
}

/** Scopes, with what they are; docs/checks.md has the same. */
export const scopes: readonly { name: (typeof scopeNames)[number]; usage: string; insert: string; summary: string }[] = [
  { name: 'section', usage: 'section "Title"', insert: 'section "${1:Title}"', summary: 'What stands below that heading.' },
  { name: 'item', usage: 'item N', insert: 'item ${1:1}', summary: 'The item with that number, to the next.' },
  { name: 'code', usage: 'code LANGUAGE N', insert: 'code ${1:python} ${2:1}', summary: 'The Nth fenced block of that language.' },
  { name: 'table', usage: 'table N', insert: 'table ${1:1}', summary: 'The Nth table; -1 is the last.' },
  { name: 'paragraph', usage: 'paragraph N', insert: 'paragraph ${1:1}', summary: 'The Nth paragraph; -1 is the last.' },
  { name: 'line', usage: 'line PATTERN', insert: 'line "${1:Answer:}"', summary: 'The first line in which the pattern is found.' },
  { name: 'prose', usage: 'prose', insert: 'prose', summary: 'All but fenced code.' },
  { name: 'text', usage: 'text', insert: 'text', summary: 'All but fenced code and tables.' },
];

/** Kinds behind the points of a check line, with their arguments and what makes them pass; scopes behind `in`. */
export function checkCompletions(before: string, offset: number): Completion[] | null {
  const head = /^[ \t]+[-*+][ \t]+check[ \t]*:[ \t]*\d+(?:\.\d+)?[ \t]+/.exec(before)?.[0];
  if (head === undefined) return null;
  const line = before.slice(head.length);
  const kind = /^(?:not-)?([a-z-]*)$/.exec(line)?.[1];
  if (kind !== undefined)
    return kinds.map(({ name, usage, summary }) => ({
      label: name,
      kind: 'attribute',
      detail: `${usage} · ${summary}`,
      insert: `${name} `,
      start: offset - kind.length,
      end: offset,
    }));
  const scope = /\sin[ \t]+([a-z]*)$/.exec(line)?.[1];
  if (scope === undefined) return null;
  return scopes.map(({ name, usage, insert, summary }) => ({
    label: name,
    kind: 'attribute',
    detail: `${usage} · ${summary}`,
    insert,
    start: offset - scope.length,
    end: offset,
  }));
}

/** What a check line says, in Markdown, where the cursor is on one; null elsewhere. */
export function checkHover(line: string): string | null {
  const { text } = partsOf(line);
  const [, turned, name] = /^\S+\s+(not-)?(\S+)/.exec(text) ?? [];
  const kind = kinds.find((one) => one.name === name);
  if (!kind) return null;
  const parts = [`\`${kind.name} ${kind.usage}\``, kind.summary];
  if (turned) parts.push('`not-` turns pass and fail about.');
  parts.push(...scopesOf(text).map(({ usage, summary }) => `\`in ${usage}\`: ${summary}`));
  return [...parts, `\`- check: ${kind.example}\``].join('\n\n');
}

function scopesOf(text: string): (typeof scopes)[number][] {
  try {
    const names = (parseCheck(text).scope ?? '').split(/(?:^|\s)in\s+/).map((link) => link.trim().split(/\s/)[0]);
    return scopes.filter((one) => names.includes(one.name));
  } catch (error) {
    if (!(error instanceof CheckMistake)) throw error;
    return [];
  }
}
