import type { Prompt } from '../../model/prompt';

/** A version of a prompt as plain Markdown, for reading and comparing; all that its hash covers is in it. */
export function promptVersionText(prompt: Pick<Prompt, 'title' | 'points' | 'text' | 'system' | 'rubric'>): string {
  const items = prompt.rubric.map((item) =>
    [
      `- **${item.id}** (${item.points}): ${item.title}`,
      ...(['full', 'half', 'none', 'mistakes'] as const)
        .filter((key) => item[key] !== undefined)
        .map((key) => `  - ${key}: ${item[key]}`),
    ].join('\n'),
  );
  const parts = [
    `# ${prompt.title} (${prompt.points})`,
    prompt.text,
    ...(prompt.system === null ? [] : ['### System prompt', prompt.system]),
    ...(items.length === 0 ? [] : ['### Rubric', items.join('\n')]),
  ];
  return `${parts.join('\n\n')}\n`;
}
