import type { SuiteLayout } from '../layout';
import type { Span } from '../outline';

/** What folds: the front matter, groups, prompts, system prompts and rubrics. Offsets, without the blank end. */
export function suiteFolds(source: string, layout: SuiteLayout): Pick<Span, 'start' | 'end'>[] {
  const { frontMatter } = layout.outline;
  const sections = layout.prompts.flatMap(({ system, rubric, extra }) => [system, rubric, ...extra]);
  const spans = [
    ...(frontMatter ? [{ start: 0, end: frontMatter.span.end }] : []),
    ...layout.groups.map((group) => group.block),
    ...layout.prompts.map((prompt) => prompt.block),
    ...sections.flatMap((section) => (section ? [{ start: section.span.start, end: section.body.end }] : [])),
  ];
  return spans.map(({ start, end }) => {
    let last = end;
    while (last > start && /\s/.test(source[last - 1] ?? '')) last--;
    return { start, end: last };
  });
}
