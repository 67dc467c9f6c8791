/**
 * Seconds that a person takes for a rubric item while nothing is known of this person's own pace: reading the answer,
 * its prompt and the rubric included. Reckoned, not measured; docs/scoring-time.md says how.
 */
export const usualSecondsAnItem = 50;

/** How many items a person has to have scored in a row of entries before the own pace is believed. */
const enoughItems = 20;
/** A longer silence between two entries was not scoring. Seconds. */
const longestGap = 600;

/** How fast scoring goes. */
export interface Pace {
  secondsAnItem: number;
  /** Items that it was measured on; null where it is the usual one. */
  measuredOn: number | null;
}

/** A person's entry of the ledger. */
export interface PaceEntry {
  runId: number;
  /** ISO 8601, UTC. */
  at: string;
  /** Rubric items that the entry gives. */
  items: number;
}

/**
 * The person's own pace from entries in the order in which they were made: the time between one and the next goes to the
 * items that the next has given anew. Entries of one instant, as imports and scripts make them, and breaks are left out.
 */
export function paceOf(entries: readonly PaceEntry[]): Pace {
  let seconds = 0;
  let items = 0;
  const given = new Map<number, number>();
  let last = Number.NaN;
  for (const { runId, at, items: all } of entries) {
    const time = Date.parse(at) / 1000;
    const gap = time - last;
    last = time;
    const fresh = Math.max(1, all - (given.get(runId) ?? 0));
    given.set(runId, all);
    if (!(gap >= 1 && gap <= longestGap)) continue;
    seconds += gap;
    items += fresh;
  }
  if (items < enoughItems) return { secondsAnItem: usualSecondsAnItem, measuredOn: null };
  return { secondsAnItem: seconds / items, measuredOn: items };
}

/** Minutes that scoring so many items takes at a pace, at least 1 where there are any. */
export function minutesLeft(openItems: number, { secondsAnItem }: Pace): number {
  return openItems === 0 ? 0 : Math.max(1, Math.round((openItems * secondsAnItem) / 60));
}
