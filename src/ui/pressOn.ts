import type { HeldKey } from './heldKeys';

/** Presses a key on an element; what is around it, VS Code above all, has heard of it already. */
export function pressOn(element: Element): (key: HeldKey) => void {
  return (key) =>
    void element.dispatchEvent(new KeyboardEvent('keydown', { ...key, bubbles: false, cancelable: true }));
}
