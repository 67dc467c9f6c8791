import type { RunStats } from './run';
import { serverWord } from './serverText';

/**
 * The header line above a saved answer, e.g. `2.28 tok/sec • 476 tokens • 69.21s to first token • Stop: eosFound`.
 * A figure that is unknown is left out; without a token count the speed is given in characters.
 */
export function formatStatsLine(stats: RunStats, stop = stats.stopReason): string {
  const parts: string[] = [];
  if (stats.tokensPerSecond !== null) parts.push(`${stats.tokensPerSecond.toFixed(2)} tok/sec`);
  else if (stats.charactersPerSecond !== null) parts.push(`${stats.charactersPerSecond.toFixed(0)} chars/sec`);
  if (stats.completionTokens !== null) parts.push(`${stats.completionTokens} tokens`);
  if (stats.timeToFirstTokenSeconds !== null) parts.push(`${stats.timeToFirstTokenSeconds.toFixed(2)}s to first token`);
  parts.push(`Stop: ${serverWord(stop ?? '') || 'unknown'}`);
  return parts.join(' • ');
}

export type StatsLine = Pick<
  RunStats,
  'tokensPerSecond' | 'completionTokens' | 'timeToFirstTokenSeconds' | 'stopReason'
>;

/** Reads such a line back, also behind a comment sign as in a code file; null where it is none. */
export function parseStatsLine(line: string): StatsLine | null {
  const stop = /Stop: (\S[^•]*?)\s*(?:•.*|\*\/|-->)?\s*$/.exec(line)?.[1];
  if (stop === undefined) return null;
  return {
    tokensPerSecond: figure(line, /(\d+(?:\.\d+)?) tok\/sec/),
    completionTokens: figure(line, /(\d+) tokens\b/),
    timeToFirstTokenSeconds: figure(line, /(\d+(?:\.\d+)?)s to first token/),
    stopReason: stop === 'unknown' ? null : stop,
  };
}

/** A figure as the header line shows it, e.g. to tell whether a person has changed it. */
export function printedStat(name: keyof StatsLine, value: number | string | null): string | null {
  const rounded = name === 'tokensPerSecond' || name === 'timeToFirstTokenSeconds';
  if (name === 'stopReason' && typeof value === 'string') return serverWord(value);
  return rounded && typeof value === 'number' ? value.toFixed(2) : value === null ? null : String(value);
}

function figure(line: string, pattern: RegExp): number | null {
  const text = pattern.exec(line)?.[1];
  return text === undefined ? null : Number(text);
}
