import { createHash } from 'node:crypto';
import type { Run } from '../model/run';
import { formatStatsLine } from '../model/statsLine';

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
  ) {}

  /** False when the text no longer matches what was written: a person has edited it. */
  get untouched(): boolean {
    const { source, start, end } = this.body;
    return shaOf(source.slice(start, end)) === this.sha;
  }

  /** Zero-based line of the opening marker. */
  get line(): number {
    return this.lineAt(this.start);
  }
}

const opening = /^<!-- llp:answer prompt=([a-z0-9-]+) run=(\d+) sha=([0-9a-f]{12}) -->\r?$/gm;

/** Finds the sections of an answer file. */
export function answerSections(source: string): AnswerSection[] {
  const sections: AnswerSection[] = [];
  const lineAt = lineCounter(source);
  for (const match of source.matchAll(opening)) {
    const [marker, promptId = '', run = '', sha = ''] = match;
    const closing = `<!-- llp:end prompt=${promptId} -->`;
    const start = match.index + marker.length;
    const end = source.indexOf(closing, start);
    if (end === -1) continue;
    const body = { source, start, end };
    sections.push(new AnswerSection(promptId, Number(run), sha, match.index, end + closing.length, body, lineAt));
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
    const title = `# ${inert(content.botName)} — ${inert(content.categoryTitle)}`;
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
  const parts = [`## ${inert(promptTitle)}`, statsLineOf(run)];
  if (run.status !== 'complete')
    parts.push(`> **${capital(run.status)}**: ${inert(run.error ?? 'the answer is not whole.')}`);
  if (run.reasoning !== '')
    parts.push(`<details><summary>Reasoning</summary>\n\n${inert(run.reasoning.trim())}\n\n</details>`);
  parts.push(inert(run.text.trim()));
  const body = `\n\n${parts.join('\n\n')}\n\n`;
  return `<!-- llp:answer prompt=${run.promptId} run=${run.id} sha=${shaOf(body)} -->${body}<!-- llp:end prompt=${run.promptId} -->`;
}

/** The header line of a run; an answer that was cut says so where the stop reason stands. */
export function statsLineOf(run: Pick<Run, 'status' | 'stats'>): string {
  return formatStatsLine(run.stats, run.status === 'complete' ? run.stats.stopReason : run.status);
}

/** Model output must not pass for our markers; the exact text is in the database. */
function inert(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('<!-- llp:', '<!-- llp&#58;');
}

function shaOf(body: string): string {
  return createHash('sha256').update(body.replaceAll('\r\n', '\n')).digest('hex').slice(0, 12);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
