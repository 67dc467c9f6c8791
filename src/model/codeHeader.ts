import { parseStatsLine, type StatsLine } from './statsLine';

/** What the first lines of a code file say of the answer it holds. */
export interface CodeHeader {
  stats: StatsLine | null;
  /** Points by rubric item id, and `adjustment`: 0 as it came, 1 after a minor adjustment, -1 disqualified. */
  checks: Record<string, number>;
  /** The run that the file names as its own, or null. */
  runId: number | null;
  /** Lines that the header takes. */
  lines: number;
}

const openings = /^(?:\/\/+|\/\*+|#+|--+|;+|%+|<!--|"|')/;
const endings = ['*/', '-->'];
const pair = /^([a-z][a-z0-9-]*)[ \t]*:[ \t]*([+\-−]?\d+(?:[.,]\d+)?)$/i;
const longestHeader = 5;
/** Longer lines are code: nobody writes such a header. */
const longestLine = 500;

/**
 * Reads the header of a code file: `// 2.28 tok/sec • …` and `// adjustment: 0; explanation: 50; suggestions: 15`,
 * with the comment sign of any language. A line that stands in `answer`, which is what the model wrote, is no header: it
 * cannot give itself points, or pass for another run's answer.
 */
export function readCodeHeader(lines: readonly string[], answer = ''): CodeHeader {
  const header: CodeHeader = { stats: null, checks: {}, runId: null, lines: 0 };
  const written = answer === '' ? new Set<string>() : new Set(answer.split(/\r\n?|\n/).map((line) => line.trim()));
  for (const [index, line] of lines.slice(0, longestHeader).entries()) {
    // A script's first line may have to name its interpreter.
    const text = line.startsWith('#!') || written.has(line.trim()) ? null : commentText(line);
    if (text === null) {
      if (index === 0 && line.startsWith('#!')) continue;
      break;
    }
    const stats = header.stats === null ? parseStatsLine(text) : null;
    const checks = stats ? null : readChecks(text);
    const run = text.startsWith('llp:answer ') ? /\brun=(\d{1,15})\b/.exec(text)?.[1] : undefined;
    if (!stats && !checks && run === undefined) break;
    if (stats) header.stats = stats;
    if (checks) Object.assign(header.checks, checks);
    if (run !== undefined) header.runId = Number(run);
    header.lines = index + 1;
  }
  return header;
}

/** What a line that is a comment says; null where it is none. */
function commentText(line: string): string | null {
  if (line.length > longestLine) return null;
  const trimmed = line.trim();
  const opening = openings.exec(trimmed)?.[0];
  if (opening === undefined) return null;
  const text = trimmed.slice(opening.length);
  const ending = endings.find((one) => text.endsWith(one)) ?? '';
  return text.slice(0, text.length - ending.length).trim();
}

function readChecks(text: string): Record<string, number> | null {
  const checks: Record<string, number> = {};
  for (const part of text.split(';')) {
    if (part.trim() === '') continue;
    const [, name, figure] = pair.exec(part.trim()) ?? [];
    if (name === undefined || figure === undefined) return null;
    checks[name.toLowerCase()] = Number(figure.replace(',', '.').replace('−', '-'));
  }
  return Object.keys(checks).length === 0 ? null : checks;
}

/** The figures of `after` that are not those of `before`; a figure that was left out stays as it is. */
export function changedStats(before: StatsLine | null, after: StatsLine | null): Partial<StatsLine> {
  const changed: Partial<StatsLine> = {};
  if (!after) return changed;
  const { tokensPerSecond, completionTokens, timeToFirstTokenSeconds, stopReason } = after;
  const isNew = (name: keyof StatsLine): boolean => after[name] !== null && after[name] !== before?.[name];
  if (isNew('tokensPerSecond')) changed.tokensPerSecond = tokensPerSecond;
  if (isNew('completionTokens')) changed.completionTokens = completionTokens;
  if (isNew('timeToFirstTokenSeconds')) changed.timeToFirstTokenSeconds = timeToFirstTokenSeconds;
  if (isNew('stopReason')) changed.stopReason = stopReason;
  return changed;
}

/** The checks of `after` that are not those of `before`. */
export function changedChecks(before: Record<string, number>, after: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => before[name] !== value));
}
