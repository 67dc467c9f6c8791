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

/** Longer lines are text. */
const longestLine = 1_000;

/** Reads such a line back, also behind a comment sign as in a code file; null where it is none. */
export function parseStatsLine(line: string): StatsLine | null {
  const at = line.length > longestLine ? -1 : line.lastIndexOf('Stop: ');
  if (at === -1) return null;
  const [part = ''] = line.slice(at + 'Stop: '.length).split('•', 1);
  const stop = part
    .trim()
    .replace(/(?:\*\/|-->)$/, '')
    .trim();
  if (stop === '' || /^\s/.test(part)) return null;
  return {
    tokensPerSecond: figure(line, /(?<!\d)(\d{1,15}(?:\.\d{1,15})?) tok\/sec/),
    completionTokens: figure(line, /(?<!\d)(\d{1,15}) tokens\b/),
    timeToFirstTokenSeconds: figure(line, /(?<!\d)(\d{1,15}(?:\.\d{1,15})?)s to first token/),
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
