/** What is kept of the search while it is hidden and over a reload, beside its filter. */
export interface Kept {
  text: string;
  filtersOpen: boolean;
  /** How many results there were, how far they were scrolled (pixels), and which was active. */
  shown: number;
  scroll: number;
  active: string | null;
}

export const nothingKept: Kept = { text: '', filtersOpen: false, shown: 0, scroll: 0, active: null };

/** Makes it out of what was stored, whatever an earlier version stored. */
export function restoreKept(stored: unknown): Kept {
  const old = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  const count = (value: unknown): number => (typeof value === 'number' && value > 0 ? value : 0);
  return {
    text: typeof old.text === 'string' ? old.text : '',
    filtersOpen: old.filtersOpen === true,
    shown: count(old.shown),
    scroll: count(old.scroll),
    active: typeof old.active === 'string' ? old.active : null,
  };
}
