import { useEffect, useRef } from 'preact/hooks';

const delayMs = 250;

/** What is typed and not stored, on its way to where it is kept. */
export interface Drafts {
  /** Keeps a draft soon; a later one under the same key takes its place. */
  keep(key: string, send: () => void): void;
  /** Lets go of a draft that is on its way. */
  drop(key: string): void;
}

/**
 * Drafts are sent a moment after the last letter, and at once before anything that could end the form: the keyboard or
 * the pointer goes elsewhere, or a key goes down that begins a shortcut.
 */
export function useDrafts(): Drafts {
  const waiting = useRef(new Map<string, { send: () => void; timer: number }>());
  const drafts = useRef<Drafts>({
    keep: (key, send) => {
      drafts.current.drop(key);
      const timer = window.setTimeout(() => {
        waiting.current.delete(key);
        send();
      }, delayMs);
      waiting.current.set(key, { send, timer });
    },
    drop: (key) => {
      clearTimeout(waiting.current.get(key)?.timer);
      waiting.current.delete(key);
    },
  });
  useEffect(() => {
    const flush = (): void => {
      for (const [key, { send }] of [...waiting.current]) {
        drafts.current.drop(key);
        send();
      }
    };
    const onKey = ({ key }: KeyboardEvent): void => {
      if (['Control', 'Meta', 'Alt', 'F1'].includes(key)) flush();
    };
    window.addEventListener('keydown', onKey, true);
    const types = ['blur', 'pagehide', 'pointerdown', 'focusout'] as const;
    for (const type of types) window.addEventListener(type, flush, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      for (const type of types) window.removeEventListener(type, flush, true);
      flush();
    };
  }, []);
  return drafts.current;
}
