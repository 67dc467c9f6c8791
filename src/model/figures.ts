import type { RunStatName, RunStats } from './run';

/** Larger counts, times (s) or speeds (per s) are none that a model can have had. */
const most = 1e9;

const counts: readonly RunStatName[] = [
  'promptTokens',
  'completionTokens',
  'reasoningTokens',
  'draftTokens',
  'acceptedDraftTokens',
];
const times: readonly RunStatName[] = ['timeToFirstTokenSeconds', 'totalSeconds', 'loadSeconds', 'prefillSeconds'];
const speeds: readonly RunStatName[] = ['tokensPerSecond', 'charactersPerSecond', 'promptTokensPerSecond'];

/**
 * The one check of all figures that a server states: counts are whole, times are not negative, speeds are above 0, all
 * are finite and at most a thousand million. What is none is left out, and its name is added to `refused`.
 */
export function plausibleStats(
  stats: Partial<Omit<RunStats, 'sources'>>,
  refused: Set<RunStatName>,
): Partial<Omit<RunStats, 'sources'>> {
  const kept = Object.entries(stats).filter(([name, value]) => {
    if (typeof value !== 'number') return true;
    const good = isPlausible(name as RunStatName, value);
    if (!good) refused.add(name as RunStatName);
    return good;
  });
  return Object.fromEntries(kept);
}

function isPlausible(name: RunStatName, value: number): boolean {
  if (!Number.isFinite(value) || value < 0 || value > most) return false;
  if (counts.includes(name)) return Number.isInteger(value);
  if (speeds.includes(name)) return value > 0;
  return times.includes(name);
}

/** Fewer generated tokens than this cannot be timed: one interval more or less would double the speed. */
export const fewTokens = 4;

/** Whether so many tokens can be so many characters of text: none is nothing, and a token is rarely 40 characters. */
export function canBe(tokens: number, characters: number): boolean {
  if (characters === 0) return true;
  if (tokens < 1) return false;
  return characters <= 100 || characters <= tokens * 40;
}

/**
 * Whether so few prompt tokens say that the server has cut the prompt: a token stands for 3 to 5 characters of English
 * and for fewer of most other texts; 12 are only reached by long runs of blanks. Short prompts say nothing.
 */
export function promptLooksCut(promptTokens: number, characters: number): boolean {
  return characters >= 4_000 && promptTokens > 0 && characters > promptTokens * 12;
}
