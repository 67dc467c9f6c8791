import { createHash } from 'node:crypto';
import type { Run } from '../model/run';
import { oneLine, serverWord } from '../model/serverText';
import { formatStatsLine } from '../model/statsLine';
import { endingOf } from '../model/stopReason';
import { closed, unclosed } from './saved/closed';

/** A prompt's section in a bot's answer file, between its two marker comments. */
export class AnswerSection {
  constructor(
    readonly promptId: string,
    readonly runId: number,
    private readonly sha: string,
    /** Offsets of the whole section, markers included, and of what is between them. */
    readonly start: number,
    readonly end: number,
    private readonly body: { source: string; start: number; end: number },
    private readonly lineAt: (offset: number) => number,
    /** The line on which the answer itself begins, counted from the opening marker's; null where that is not stated. */
    private readonly textLine: number | null = null,
  ) {}

  /** False when the text no longer matches what was written: a person has edited it. */
  get untouched(): boolean {
    const { source, start, end } = this.body;
    return shaOf(source.slice(start, end)) === this.sha;
  }

  /**
   * The answer to the last character, as LLP wrote it: blank lines around it are left out, line ends are `\n`. Null in
   * files of older versions.
   */
  get text(): string | null {
    if (this.textLine === null) return null;
    const { source, start, end } = this.body;
    const lines = source.slice(start, end).replaceAll('\r\n', '\n').split('\n');
    return unclosed(lines.slice(this.textLine, -2).join('\n'));
  }

  /** Zero-based line of the opening marker. */
  get line(): number {
    return this.lineAt(this.start);
  }
}

const opening = /^<!-- llp:answer prompt=([a-z0-9-]+) run=(\d+) sha=([0-9a-f]{12})(?: text=(\d{1,6}))? -->\r?$/gm;

/** Finds the sections of an answer file. */
export function answerSections(source: string): AnswerSection[] {
  const sections: AnswerSection[] = [];
  const lineAt = lineCounter(source);
  for (const match of source.matchAll(opening)) {
    const [marker, promptId = '', run = '', sha = '', text] = match;
    const closing = `<!-- llp:end prompt=${promptId} -->`;
    const start = match.index + marker.length;
    const end = source.indexOf(closing, start);
    if (end === -1) continue;
    const body = { source, start, end };
    const textLine = text === undefined ? null : Number(text);
    sections.push(
      new AnswerSection(promptId, Number(run), sha, match.index, end + closing.length, body, lineAt, textLine),
    );
  }
  return sections;
}

/** Zero-based lines of offsets; asked in order, it goes through the text once. */
function lineCounter(source: string): (offset: number) => number {
  let line = 0;
  let counted = 0;
  return (offset) => {
    if (offset < counted) line = counted = 0;
    for (let at = source.indexOf('\n', counted); at !== -1 && at < offset; at = source.indexOf('\n', at + 1)) line++;
    counted = offset;
    return line;
  };
}

export interface AnswerContent {
  run: Run;
  botName: string;
  categoryTitle: string;
  promptTitle: string;
}

/**
 * The file's text with this answer in it: in place of the prompt's section where there is one, else after the section
 * of the nearest earlier prompt in `order` (prompt ids). Everything else in the file stays as it is.
 */
export function withAnswer(
  source: string,
  content: AnswerContent,
  order: string[],
  sections = answerSections(source),
): string {
  const newline = source.includes('\r\n') ? '\r\n' : '\n';
  const section = formatSection(content).replaceAll('\n', newline);
  const own = sections.find((other) => other.promptId === content.run.promptId);
  if (own) return source.slice(0, own.start) + section + source.slice(own.end);
  const gap = newline + newline;
  if (source.trim() === '') {
    const title = `# ${heading(content.botName)} — ${heading(content.categoryTitle)}`;
    return `${title}${gap}${section}${newline}`;
  }
  const place = order.indexOf(content.run.promptId);
  const before = sections.findLast((other) => order.indexOf(other.promptId) < place);
  if (before) return source.slice(0, before.end) + gap + section + source.slice(before.end);
  const [first] = sections;
  if (first) return source.slice(0, first.start) + section + gap + source.slice(first.start);
  return `${source.trimEnd()}${gap}${section}${newline}`;
}

function formatSection({ run, promptTitle }: AnswerContent): string {
  const parts = [`## ${heading(promptTitle)}`, statsLineOf(run)];
  const note = noteOf(run);
  if (note !== null) parts.push(note);
  if (run.reasoning !== '')
    parts.push(`<details><summary>Reasoning</summary>\n\n${closed(run.reasoning)}\n\n</details>`);
  const head = `\n\n${parts.join('\n\n')}\n\n`;
  const body = `${head}${closed(run.text)}\n\n`;
  const textLine = head.split('\n').length - 1;
  return `<!-- llp:answer prompt=${run.promptId} run=${run.id} sha=${shaOf(body)} text=${textLine} -->${body}<!-- llp:end prompt=${run.promptId} -->`;
}

/** Why the answer is not whole, in bold words that people look for; null where nothing says that. */
function noteOf(run: Run): string | null {
  if (run.status !== 'complete')
    return `> **${capital(run.status)}**: ${serverWord(run.error ?? 'the answer is not whole.', 300)}`;
  const ending = endingOf(run.stats.stopReason);
  return ending === 'length' || ending === 'context'
    ? '> **Cut off**: the model was stopped at its limit of tokens, so the answer may lack its end.'
    : null;
}

/** The header line of a run; an answer that was cut says so where the stop reason stands. */
export function statsLineOf(run: Pick<Run, 'status' | 'stats'>): string {
  return formatStatsLine(run.stats, run.status === 'complete' ? run.stats.stopReason : run.status);
}

/** Names of people, suites and servers in a heading: Markdown as they wrote it, but no HTML, picture or marker. */
function heading(text: string): string {
  return oneLine(text, 100)
    .replace(/<(?=[a-z])/gi, '\\<')
    .replace(/<(?=[/!?])/g, '<\\')
    .replaceAll('![', '!\\[');
}

function shaOf(body: string): string {
  return createHash('sha256').update(body.replaceAll('\r\n', '\n')).digest('hex').slice(0, 12);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
