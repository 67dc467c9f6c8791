import { unknownStats, type RunStats } from './run';
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

/** A figure of the line as people write it, and what stands for its value. */
export const figurePatterns: Record<keyof StatsLine, RegExp> = {
  tokensPerSecond:
    /(?<![\d.,-])(\d{1,15}(?:[.,]\d{1,15})?)\s*(?:tok(?:en)?s?\s*(?:\/|per)\s*s(?:ec(?:ond)?)?\b|t\/s\b)/i,
  completionTokens: /(?<![\d.,-])(\d{1,15})\s*tok(?:en)?s?\b(?!\s*(?:\/|per))/i,
  timeToFirstTokenSeconds:
    /(?<![\d.,-])(\d{1,15}(?:[.,]\d{1,15})?)\s*s(?:ec(?:ond)?s?)?\s*(?:to|until)\s*(?:the\s*)?first\s*token/i,
  stopReason: /\bstop(?:ped|\s*reason)?\s*[:=]\s*([^•|;,\s][^•|;,]{0,60})/i,
};

/**
 * The figures of a line that a person wrote: commas, bars or semicolons part them, `tokens/s` stands for `tok/sec`. Null
 * where fewer of them are found than `least`, or none that only such a line has: then it is a comment like any other.
 */
export function readFigures(text: string, least = 2): StatsLine | null {
  if (text.length > longestLine) return null;
  const found = (name: keyof StatsLine): string | null => figurePatterns[name].exec(text)?.[1]?.trim() ?? null;
  const number = (name: keyof StatsLine): number | null => {
    const value = found(name);
    return value === null ? null : Number(value.replace(',', '.'));
  };
  const stop = found('stopReason');
  const stats: StatsLine = {
    tokensPerSecond: number('tokensPerSecond'),
    completionTokens: number('completionTokens'),
    timeToFirstTokenSeconds: number('timeToFirstTokenSeconds'),
    stopReason: stop === 'unknown' ? null : stop,
  };
  const count = Object.values(stats).filter((value) => value !== null).length;
  return count >= least && (stats.tokensPerSecond ?? stats.timeToFirstTokenSeconds) !== null ? stats : null;
}

/** Whether a comment means to be a line of figures. */
export function meansFigures(text: string): boolean {
  return (
    text.length <= longestLine && /\btok(?:en)?s?\s*(?:\/|per)\s*s(?:ec(?:ond)?)?\b|\bto first token\b/i.test(text)
  );
}

/** Such a line as LLP writes it. */
export function formatFigures(stats: StatsLine): string {
  return formatStatsLine({ ...unknownStats, ...stats });
}
