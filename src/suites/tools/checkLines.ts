import { CheckMistake } from '../../evaluate/checks/mistake';
import { kinds } from '../../evaluate/checks/kinds';
import { parseCheck } from '../../evaluate/checks/line';
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
    const at = error.at === null ? -1 : text.indexOf(error.at);
    if (at === -1 || error.at === null || error.fix === null) return [];
    const from = start + before.length + at;
    return [fix(`Write “${error.fix}” here`, [{ start: from, end: from + error.at.length, text: error.fix }], true)];
  }
}

/** Kinds behind the points of a check line, with their arguments and what makes them pass. */
export function checkCompletions(before: string, offset: number): Completion[] | null {
  const typed = /^[ \t]+[-*+][ \t]+check[ \t]*:[ \t]*\d+(?:\.\d+)?[ \t]+([a-z-]*)$/.exec(before);
  if (!typed) return null;
  const start = offset - (typed[1]?.length ?? 0);
  return kinds.map(({ name, usage, summary }) => ({
    label: name,
    kind: 'attribute',
    detail: `${usage} · ${summary}`,
    insert: `${name} `,
    start,
    end: offset,
  }));
}

/** What a check line says, in Markdown, where the cursor is on one; null elsewhere. */
export function checkHover(line: string): string | null {
  const { text } = partsOf(line);
  const name = /^\S+\s+(?:not-)?(\S+)/.exec(text)?.[1];
  const kind = kinds.find((one) => one.name === name);
  return kind ? `\`${kind.name} ${kind.usage}\`\n\n${kind.summary}\n\n\`- check: ${kind.example}\`` : null;
}
