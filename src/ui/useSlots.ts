import { useRef } from 'preact/hooks';

/**
 * Places for the rows, or columns, in sight: one that stays keeps its place, one that comes takes a place that has become
 * free. What stands there only changes its texts then, which is far cheaper than leaving and coming.
 */
export function useSlots(indexes: number[]): (index: number) => number {
  const held = useRef(new Map<number, number>());
  const next = new Map<number, number>();
  for (const index of indexes) {
    const slot = held.current.get(index);
    if (slot !== undefined) next.set(index, slot);
  }
  const taken = new Set(next.values());
  let free = 0;
  for (const index of indexes) {
    if (next.has(index)) continue;
    while (taken.has(free)) free++;
    taken.add(free);
    next.set(index, free);
  }
  held.current = next;
  return (index) => next.get(index) ?? 0;
}
