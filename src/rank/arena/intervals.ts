/** How intervals of ratings are made; docs/arena.md says when each holds. */
export const arenaIntervals = ['corrected', 'sandwich', 'prompts', 'bootstrap'] as const;
export type ArenaInterval = (typeof arenaIntervals)[number];
