import { createHash } from 'node:crypto';
import type { Run } from '../model/run';
import { formatStatsLine } from '../model/statsLine';

/** A prompt's section in a bot's answer file, between its two marker comments. */
export interface AnswerSection {
  promptId: string;
  runId: number;
  /** False when the text no longer matches what was written: a person has edited it. */
  untouched: boolean;
  /** Zero-based line of the opening marker. */
  line: number;
  /** Offsets of the whole section, markers included. */
  start: number;
  end: number;
}

const opening = /^<!-- llp:answer prompt=([a-z0-9-]+) run=(\d+) sha=([0-9a-f]{12}) -->\r?$/gm;

/** Finds the sections of an answer file. */
export function answerSections(source: string): AnswerSection[] {
  const sections: AnswerSection[] = [];
  let line = 0;
  let counted = 0;
  for (const match of source.matchAll(opening)) {
    const [marker, promptId = '', run = '', sha = ''] = match;
    const closing = `<!-- llp:end prompt=${promptId} -->`;
    const bodyStart = match.index + marker.length;
    const closingAt = source.indexOf(closing, bodyStart);
    if (closingAt === -1) continue;
    for (let at = source.indexOf('\n', counted); at !== -1 && at < match.index; at = source.indexOf('\n', at + 1))
      line++;
    counted = match.index;
    sections.push({
      promptId,
      runId: Number(run),
      // Worked out when it is asked for: a long file has many sections, and saving touches one.
      get untouched() {
        return shaOf(source.slice(bodyStart, closingAt)) === sha;
      },
      line,
      start: match.index,
      end: closingAt + closing.length,
    });
  }
  return sections;
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
export function withAnswer(source: string, content: AnswerContent, order: string[]): string {
  const newline = source.includes('\r\n') ? '\r\n' : '\n';
  const section = formatSection(content).replaceAll('\n', newline);
  const sections = answerSections(source);
  const own = sections.find((other) => other.promptId === content.run.promptId);
  if (own) return source.slice(0, own.start) + section + source.slice(own.end);
  const gap = newline + newline;
  if (source.trim() === '') {
    const title = `# ${inert(content.botName)} — ${inert(content.categoryTitle)}`;
    return `${title}${gap}${section}${newline}`;
  }
  const place = order.indexOf(content.run.promptId);
  const before = sections.filter((other) => order.indexOf(other.promptId) < place).at(-1);
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
