import type { Category, Prompt, RubricItem, SuiteProblem } from '../model/prompt';
import { parseFrontMatter, slugPattern, type FrontMatter } from './frontMatter';
import { promptHash } from './hash';
import { outlineOf, reservedTitle, type HeadingBlock } from './outline';
import { parseRubric } from './rubric';

/** Shared system prompts by name. */
export type SharedPrompts = ReadonlyMap<string, string>;

export interface ParsedSuite {
  /** Null when the front matter is unusable. Prompts that are broken are left out and reported. */
  category: Category | null;
  problems: SuiteProblem[];
}

/** Reads one suite file. Never throws: whatever is wrong is reported with its line and what is expected there. */
export function parseSuite(source: string, file: string, shared: SharedPrompts): ParsedSuite {
  const problems: SuiteProblem[] = [];
  const lines = source.split('\n');
  const report = (line: number, message: string, severity: 'error' | 'warning' = 'error'): void => {
    const text = lines[line]?.replace(/\r$/, '') ?? '';
    problems.push({ file, line, column: text.length - text.trimStart().length, endColumn: Math.max(1, text.length), severity, message });
  };
  const outline = outlineOf(source);
  if (!outline.frontMatter) {
    report(0, 'A suite must begin with front matter between two `---` lines, with at least id, category and version.');
    return { category: null, problems };
  }
  const front = parseFrontMatter(outline.frontMatter.text, (line, message, severity) => report(line + 1, message, severity));
  if (!front) return { category: null, problems };

  const prompts: Prompt[] = [];
  let group: string | null = null;
  for (const [index, heading] of outline.headings.entries()) {
    if (heading.depth === 1) group = heading.title;
    if (heading.depth !== 2) continue;
    const sections = sectionsOf(outline.headings.slice(index + 1), source);
    const prompt = readPrompt(heading, sections, { front, group, shared, source, report, position: prompts.length });
    if (!prompt) continue;
    const twin = prompts.find((other) => other.id === prompt.id);
    if (twin) report(heading.span.line, `The id “${prompt.id}” is already used by “${twin.title}”; prompt ids must differ.`);
    else prompts.push(prompt);
  }
  if (prompts.length === 0 && problems.length === 0) {
    report(0, 'This suite has no prompts yet; a prompt begins with `## Title {#id points=N}`.', 'warning');
  }
  const intro = source.slice(outline.bodyStart, outline.headings[0]?.span.start ?? source.length);
  const category: Category = {
    id: front.id,
    title: front.category,
    version: front.version,
    order: front.order,
    temperature: front.temperature,
    description: tidy(intro),
    points: prompts.reduce((sum, prompt) => sum + prompt.points, 0),
    prompts,
    file,
  };
  return { category, problems };
}

interface Sections {
  system: HeadingBlock | null;
  rubric: HeadingBlock | null;
  /** Where the prompt's own text ends. */
  textEnd: number | null;
  duplicates: HeadingBlock[];
}

function sectionsOf(following: HeadingBlock[], source: string): Sections {
  const sections: Sections = { system: null, rubric: null, textEnd: null, duplicates: [] };
  for (const heading of following) {
    if (heading.depth < 3) break;
    const kind = reservedTitle(source.slice(heading.span.start, heading.span.end));
    if (!kind) continue;
    sections.textEnd ??= heading.span.start;
    if (sections[kind]) sections.duplicates.push(heading);
    else sections[kind] = heading;
  }
  return sections;
}

interface Surroundings {
  front: FrontMatter;
  group: string | null;
  shared: SharedPrompts;
  source: string;
  position: number;
  report: (line: number, message: string, severity?: 'error' | 'warning') => void;
}

function readPrompt(heading: HeadingBlock, sections: Sections, around: Surroundings): Prompt | null {
  const { source, report, front } = around;
  const line = heading.span.line;
  const attributes = parseHeading(heading.title);
  if ('expected' in attributes) {
    report(line, attributes.expected);
    return null;
  }
  for (const extra of sections.duplicates) report(extra.span.line, 'This section stands twice in the prompt; keep one.');
  const text = tidy(source.slice(heading.body.start, sections.textEnd ?? heading.body.end));
  if (text === '') {
    report(line, 'The prompt has no text: write what the model is to be sent below the heading.');
    return null;
  }
  const own = sections.system ? tidy(source.slice(sections.system.body.start, sections.system.body.end)) : front.systemPrompt;
  const system = resolveSystem(own, around.shared, (message) => report(sections.system?.span.line ?? line, message));
  const rubric = sections.rubric ? parseRubric(sections.rubric.lists, source, report) : [];
  checkSum(rubric, attributes.points, sections.rubric?.span.line ?? line, report);
  const prompt = { text, system, points: attributes.points, rubric };
  return {
    ...prompt,
    id: attributes.id,
    categoryId: front.id,
    title: attributes.title,
    group: around.group,
    position: around.position,
    hash: promptHash(prompt),
    line,
  };
}

function checkSum(rubric: RubricItem[], points: number, line: number, report: Surroundings['report']): void {
  const sum = rubric.reduce((total, item) => total + item.points, 0);
  if (rubric.length > 0 && sum !== points) report(line, `The rubric's items add up to ${sum} points, but the prompt has ${points}.`);
}

/** Splits `Title {#id points=N}`. */
export function parseHeading(text: string): { title: string; id: string; points: number } | { expected: string } {
  const match = /^(.*?)\s*\{([^{}]*)\}\s*$/.exec(text);
  const shape = 'A prompt heading must read `## Title {#id points=N}`';
  if (!match) return { expected: `${shape}; the part in braces is missing here.` };
  const words = (match[2] ?? '').trim().split(/\s+/);
  const id = words.find((word) => word.startsWith('#'))?.slice(1) ?? '';
  const points = words.find((word) => word.startsWith('points='))?.slice('points='.length) ?? '';
  const unknown = words.find((word) => !word.startsWith('#') && !word.startsWith('points=') && word !== '');
  if (!slugPattern.test(id)) return { expected: `${shape}; the id must be lower-case letters, digits and hyphens, starting with a letter.` };
  if (!/^[1-9]\d{0,5}$/.test(points)) return { expected: `${shape}; points must be a whole number from 1.` };
  if (unknown) return { expected: `${shape}; “${unknown}” is not known there.` };
  if ((match[1] ?? '') === '') return { expected: `${shape}; the title is missing.` };
  return { title: match[1] ?? '', id, points: Number(points) };
}

function resolveSystem(own: string | null, shared: SharedPrompts, report: (message: string) => void): string | null {
  if (own === null || own === '' || own === '@none') return null;
  const reference = /^@([a-z][a-z0-9-]*)$/.exec(own);
  if (!reference) return own;
  const text = shared.get(reference[1] ?? '');
  if (text === undefined) {
    const known = [...shared.keys()].map((name) => `@${name}`).join(', ') || 'none yet';
    report(`There is no shared system prompt ${own}; system-prompts.md has: ${known}.`);
    return null;
  }
  return text;
}

/** Shared prompts are the `## name` sections of `system-prompts.md`. */
export function parseSharedPrompts(source: string): Map<string, string> {
  const shared = new Map<string, string>();
  for (const heading of outlineOf(source).headings) {
    if (heading.depth === 2) shared.set(heading.title, tidy(source.slice(heading.body.start, heading.body.end)));
  }
  return shared;
}

function tidy(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}
