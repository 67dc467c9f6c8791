import type { SkipReason } from '../../../model/arena';
import type { Action } from './voting';

export type Command = Action | { kind: 'skip-ask' } | { kind: 'prompt' } | { kind: 'rubric' } | { kind: 'back' };

interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** Whether the key is being held down. */
  repeat: boolean;
}

/** The reasons for a skip, in the order of their keys 1 to 5. */
export const reasonKeys: readonly SkipReason[] = ['same', 'broken', 'recognised', 'cannot-tell', 'other'];

const votes: Record<string, Command> = {
  arrowleft: { kind: 'vote', outcome: 'left' },
  1: { kind: 'vote', outcome: 'left' },
  arrowright: { kind: 'vote', outcome: 'right' },
  2: { kind: 'vote', outcome: 'right' },
  t: { kind: 'vote', outcome: 'tie' },
  '=': { kind: 'vote', outcome: 'tie' },
  3: { kind: 'vote', outcome: 'tie' },
  b: { kind: 'vote', outcome: 'both_bad' },
  0: { kind: 'vote', outcome: 'both_bad' },
  4: { kind: 'vote', outcome: 'both_bad' },
  u: { kind: 'undo' },
  backspace: { kind: 'undo' },
  s: { kind: 'skip-ask' },
  p: { kind: 'prompt' },
  r: { kind: 'rubric' },
  escape: { kind: 'back' },
};

/** What a key means; a key that is held down means nothing more. @param asking whether a reason for a skip is asked for */
export function commandOf({ key, ctrlKey, metaKey, altKey, repeat }: KeyPress, asking: boolean): Command | null {
  if (repeat || altKey) return null;
  if (ctrlKey || metaKey) return null;
  const name = key.toLowerCase();
  if (!asking) return Object.hasOwn(votes, name) ? (votes[name] ?? null) : null;
  const reason = reasonKeys[Number(name) - 1];
  if (reason) return { kind: 'skip', reason };
  return name === 'escape' || name === 's' ? { kind: 'back' } : null;
}
