import { said } from '../l10n/said';
import type { SuiteProblem } from '../model/prompt';
import { bodyText } from './bodyText';
import { reportConflicts } from './conflicts';
import type { Report } from './frontMatter';
import { slugPattern } from './heading';
import { outlineOf, type HeadingBlock, type Outline } from './outline';
import { problemsIn } from './problems';
import { referencePattern, type SharedPrompts } from './systemPrompt';

export interface ReadSharedPrompts {
  prompts: SharedPrompts;
  problems: SuiteProblem[];
}

/** The `## name` sections of `system-prompts.md`. Never throws: whatever is wrong is reported with its line. */
export function readSharedPrompts(source: string, file: string): ReadSharedPrompts {
  const { problems, report } = problemsIn(source, file);
  reportConflicts(source, report);
  const outline = outlineOf(source);
  const prompts = new Map<string, string>();
  if (outline.frontMatter) report(0, said`Shared system prompts have no front matter; nothing in it is read.`, 'warning');
  for (const heading of outline.headings) {
    if (heading.depth !== 2) continue;
    const { text, verbatim } = bodyText(source, heading.body, heading.codes);
    checkName(heading, prompts, report);
    if (text === '')
      report(
        heading.span.line,
        said`The shared system prompt “${heading.title}” has no text: write what is to be sent below the heading.`,
      );
    else if (!verbatim && referencePattern.test(text))
      report(heading.span.line, said`A shared system prompt cannot refer to another one; write its text here.`);
    // Who refers to it is told that it is not there: neither side of a conflict is what was meant.
    if (!/^(?:<{7}(?: |$)|>{7} )/m.test(text)) prompts.set(heading.title, text);
  }
  if (prompts.size === 0 && problems.length === 0)
    report(0, said`There is no shared system prompt yet; one begins with \`## name\`.`, 'warning');
  checkLost(source, outline, report);
  return { prompts, problems };
}

function checkName({ title, span }: HeadingBlock, earlier: SharedPrompts, report: Report): void {
  if (!slugPattern.test(title))
    report(
      span.line,
      said`The heading of a shared system prompt must be its name alone, as in \`## name\`: lower-case letters, digits and hyphens, starting with a letter.`,
    );
  else if (title === 'none') report(span.line, said`\`@none\` means that no system prompt is sent; choose another name.`);
  else if (earlier.has(title)) report(span.line, said`The name “${title}” stands above already; names must differ, and of one name the last counts.`);
}

/** Above the first section there may be a title and words for people; below it such a heading was hardly meant so. */
function checkLost(source: string, { headings }: Outline, report: Report): void {
  const first = headings.findIndex(({ depth }) => depth === 2);
  for (const [index, heading] of headings.entries()) {
    if (heading.depth !== 1 || first === -1 || index < first) continue;
    const end = headings.slice(index + 1).find(({ depth }) => depth <= 2)?.span.start ?? source.length;
    if (source.slice(heading.span.end, end).trim() !== '')
      report(
        heading.span.line,
        said`Only \`## name\` begins a shared system prompt; what stands below this heading is not sent.`,
        'warning',
      );
  }
}
