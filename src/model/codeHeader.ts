import { formatChecks, mendChecks, problemOfChecks, readChecks, type Checks, type ChecksProblem } from './checksLine';
import { formatFigures, meansFigures, parseStatsLine, readFigures, type StatsLine } from './statsLine';

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
    const stats = header.stats === null ? (parseStatsLine(text) ?? readFigures(text)) : null;
    const checks = stats ? null : readChecks(text);
    const run = text.startsWith('llp:answer ') ? /\brun=(\d{1,15})\b/.exec(text)?.[1] : undefined;
    // Figures that cannot be read take nothing from the line below them.
    if (!stats && !checks && run === undefined && !meansFigures(text)) break;
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

/** The header line that has, or means to have, points given by hand. */
export interface ChecksLine {
  /** Zero-based. */
  line: number;
  /** Columns of what stands between the comment's signs. */
  start: number;
  end: number;
  /** Null where the line cannot be read. */
  checks: Checks | null;
  /** What is wrong with it, or null. */
  problem: ChecksProblem | null;
  /** What it should say; null where that cannot be told. */
  proposal: string | null;
}

/**
 * The line of points given by hand, also where it is badly written. `maxima` are the rubric's points by item. A line
 * that the model wrote (see `readCodeHeader`) is none.
 */
export function checksLineOf(
  lines: readonly string[],
  maxima: Readonly<Record<string, number>>,
  answer = '',
): ChecksLine | null {
  const { lines: read, checks } = readCodeHeader(lines, answer);
  const written = new Set(answer.split(/\r\n?|\n/).map((line) => line.trim()));
  const isOf = (line: string | undefined): boolean =>
    line !== undefined && readChecks(commentText(line) ?? '') !== null && parseStatsLine(line) === null;
  const at = Object.keys(checks).length > 0 ? lines.slice(0, read).findIndex(isOf) : -1;
  if (at !== -1) {
    const text = commentText(lines[at] ?? '') ?? '';
    const problem = problemOfChecks(checks, maxima);
    const mended = problem === null ? null : mendChecks(text, maxima);
    return { line: at, ...columnsOf(lines[at] ?? '', text), checks, problem, proposal: mended && formatChecks(mended) };
  }
  // Right below what could be read stands what could not.
  const next = lines[read] ?? '';
  const text = written.has(next.trim()) ? null : commentText(next);
  if (text === null || read >= longestHeader || !/^\W{0,3}(?:adjust|explan|suggest)\w{0,10}\W{0,4}\w/i.test(text))
    return null;
  if (!/\d|[:=;]/.test(text)) return null;
  const mended = mendChecks(text, maxima);
  return {
    line: read,
    ...columnsOf(next, text),
    checks: null,
    problem: { kind: 'unreadable' },
    proposal: mended && formatChecks(mended),
  };
}

/** The header line of figures: speed, tokens, time to the first token, and why it stopped. */
export interface FiguresLine {
  /** Zero-based. */
  line: number;
  /** Columns of what stands between the comment's signs. */
  start: number;
  end: number;
  /** Null where the line means to be one, but cannot be read. */
  stats: StatsLine | null;
  /** The line as LLP writes it; null where nothing can be told. */
  proposal: string | null;
}

/** The line of figures, also where it is badly written. A line that the model wrote is none. */
export function figuresLineOf(lines: readonly string[], answer = ''): FiguresLine | null {
  const written = new Set(answer.split(/\r\n?|\n/).map((line) => line.trim()));
  for (const [index, line] of lines.slice(0, longestHeader).entries()) {
    if (index === 0 && line.startsWith('#!')) continue;
    const text = written.has(line.trim()) ? null : commentText(line);
    if (text === null) return null;
    const stats = parseStatsLine(text) ?? readFigures(text);
    if (stats === null && !meansFigures(text)) continue;
    const told = stats ?? readFigures(text, 1);
    return { line: index, ...columnsOf(line, text), stats, proposal: told && formatFigures(told) };
  }
  return null;
}

function columnsOf(line: string, text: string): { start: number; end: number } {
  const start = text === '' ? line.length : line.indexOf(text);
  return { start, end: start + text.length };
}

/** The comment that a new header line needs in a language, around its text. */
export function commentLine(text: string, like: string): string {
  return `${/^\s*(#|--|;|%)/.exec(like)?.[1] ?? '//'} ${text}`;
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
