import type { Line } from '../rows';

/** A cell of the grid; row -1 is the header. */
export interface Position {
  row: number;
  column: number;
}

/** What a keyboard event says of a key. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** Where a key leads from a cell, as in any grid; null where the key does not move. */
export function moveFor(
  press: KeyPress,
  at: Position,
  size: { rows: number; columns: number; page: number },
): Position | null {
  if (press.altKey) return null;
  const jump = press.ctrlKey || press.metaKey;
  const row = (value: number): Position => ({ ...at, row: Math.max(-1, Math.min(size.rows - 1, value)) });
  const column = (value: number): Position => ({ ...at, column: Math.max(0, Math.min(size.columns - 1, value)) });
  switch (press.key) {
    case 'ArrowUp':
      return row(jump ? 0 : at.row - 1);
    case 'ArrowDown':
      return row(jump ? size.rows - 1 : at.row + 1);
    case 'ArrowLeft':
      return column(jump ? 0 : at.column - 1);
    case 'ArrowRight':
      return column(jump ? size.columns - 1 : at.column + 1);
    case 'PageUp':
      return row(Math.max(0, at.row - size.page));
    case 'PageDown':
      return row(at.row + size.page);
    case 'Home':
      return jump ? { row: 0, column: 0 } : column(0);
    case 'End':
      return jump ? { row: size.rows - 1, column: size.columns - 1 } : column(size.columns - 1);
    default:
      return null;
  }
}

const pauseMs = 900;
let typed = '';
let typedAt = 0;

/** Whether a key pressed now goes on with a name that is being typed: a space is then part of it. */
export function isFinding(now = Date.now()): boolean {
  return now - typedAt < pauseMs;
}

/** The next bot whose name starts with what is being typed, or contains it; null where there is none. */
export function typeToFind(press: KeyPress, lines: Line[], from: number, now = Date.now()): number | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.key.length !== 1) return null;
  const continues = isFinding(now);
  if (!continues && press.key === ' ') return null;
  typed = (continues ? typed : '') + press.key.toLocaleLowerCase();
  typedAt = now;
  // The same letter again and again goes from one match to the next.
  const repeated = [...typed].every((letter) => letter === typed[0]);
  const wanted = repeated ? (typed[0] ?? '') : typed;
  const start = Math.max(0, from + (repeated ? 1 : 0));
  const order = lines.map((_, index) => (start + index) % lines.length);
  const name = (index: number): string => {
    const line = lines[index];
    return line?.kind === 'bot' ? line.row.bot.toLocaleLowerCase() : '';
  };
  return (
    order.find((index) => name(index).startsWith(wanted)) ?? order.find((index) => name(index).includes(wanted)) ?? null
  );
}
