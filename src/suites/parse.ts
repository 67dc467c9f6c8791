import { said } from '../l10n/said';
import type { Category, Prompt, RubricItem, SuiteProblem } from '../model/prompt';
import { flattened } from '../model/nesting';
import { bodyText, tidy } from './bodyText';
import { parseFrontMatter, type FrontMatter, type Report } from './frontMatter';
import { reportConflicts } from './conflicts';
import { promptHash } from './hash';
import { parseHeading } from './heading';
import { layoutOf, type PromptPlace } from './layout';
import { problemsIn } from './problems';
import { parseRubric } from './rubric';
import { resolveSystem, type SharedPrompts } from './systemPrompt';
import type { Draw } from './variants/draw';
import { readVariants } from './variants/read';

export { parseHeading } from './heading';
export type { SharedPrompts } from './systemPrompt';

export interface ParsedSuite {
  /** Null when the front matter is unusable. Prompts that are broken are left out and reported. */
  category: Category | null;
  problems: SuiteProblem[];
}

/**
 * Reads one suite file. Never throws: whatever is wrong is reported with its line and what is expected there.
 * @param draw whose figures prompts with variants have; by default the published ones
 */
export function parseSuite(
  source: string,
  file: string,
  shared: SharedPrompts,
  draw: Draw | null = null,
): ParsedSuite {
  const { problems, report } = problemsIn(source, file);
  reportConflicts(source, report);
  // A list of 800 levels is one problem, told where it begins.
  const deep = flattened(source).lines;
  for (const line of deep.filter((one, at) => one - 1 !== deep[at - 1]))
    report(line, said`This line is nested deeper than LLP reads; what stands there is taken for plain text.`, 'warning');
  const layout = layoutOf(source);
  const { outline } = layout;
  if (!outline.frontMatter) {
    report(
      0,
      said`A suite must begin with front matter between two \`---\` lines, with at least id, category and version.`,
    );
    return { category: null, problems };
  }
  const front = parseFrontMatter(outline.frontMatter.text, (line, message, severity) =>
    report(line + 1, message, severity),
  );
  if (!front) return { category: null, problems };

  const inherited = resolveSystem({ text: front.systemPrompt ?? '', verbatim: false }, shared, (message) =>
    report(front.systemPromptLine + 1, message),
  );
  const prompts: Prompt[] = [];
  for (const place of layout.prompts) {
    const before = problems.length;
    const prompt = readPrompt(place, { front, inherited, shared, source, report, draw, position: prompts.length });
    for (const problem of problems.slice(before)) problem.promptId = prompt?.id ?? null;
    if (!prompt) continue;
    const twin = prompts.find((other) => other.id === prompt.id);
    if (!twin) prompts.push(prompt);
    else {
      report(prompt.line, said`The id “${prompt.id}” is already used by “${twin.title}”; prompt ids must differ.`);
      for (const problem of problems.slice(before)) problem.promptId = null;
    }
  }
  if (prompts.length === 0 && problems.length === 0) {
    report(0, said`This suite has no prompts yet; a prompt begins with \`## Title {#id points=N}\`.`, 'warning');
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

interface Surroundings {
  front: FrontMatter;
  /** The category's system prompt, resolved. */
  inherited: string | null;
  shared: SharedPrompts;
  source: string;
  position: number;
  report: Report;
  draw: Draw | null;
}

function readPrompt(place: PromptPlace, around: Surroundings): Prompt | null {
  const { source, report, front } = around;
  const { heading, system: ownSystem, rubric: rubricHeading } = place;
  const line = heading.span.line;
  const attributes = parseHeading(heading.title);
  if ('expected' in attributes) {
    report(line, attributes.expected);
    return null;
  }
  for (const extra of place.extra) report(extra.span.line, said`This section stands twice in the prompt; keep one.`);
  const { text } = bodyText(source, place.text, heading.codes);
  if (text.trim() === '') {
    report(line, said`The prompt has no text: write what the model is to be sent below the heading.`);
    return null;
  }
  const system = ownSystem
    ? resolveSystem(bodyText(source, ownSystem.body, ownSystem.codes), around.shared, (message) =>
        report(ownSystem.span.line, message),
      )
    : around.inherited;
  const { fill, drawn } = readVariants(rubricHeading?.codes ?? [], around.draw, attributes.id, report);
  const rubric = rubricHeading ? parseRubric(rubricHeading.lists, source, report, fill) : [];
  checkSum(rubric, attributes.points, rubricHeading?.span.line ?? null, report);
  const prompt = { text: fill(text), system: system === null ? null : fill(system), points: attributes.points, rubric };
  return {
    ...prompt,
    id: attributes.id,
    categoryId: front.id,
    title: attributes.title,
    group: place.group?.title ?? null,
    position: around.position,
    temperature: attributes.temperature ?? front.temperature,
    hash: promptHash(prompt),
    ...(drawn === null ? {} : { drawn }),
    line,
  };
}

function checkSum(rubric: RubricItem[], points: number, line: number | null, report: Report): void {
  if (line === null) return;
  const sum = rubric.reduce((total, item) => total + item.points, 0);
  if (rubric.length === 0) report(line, said`The rubric has no items; one reads \`- **id** (points): what is judged\`.`, 'warning');
  else if (sum !== points) report(line, said`The rubric's items add up to ${sum} points, but the prompt has ${points}.`);
}
