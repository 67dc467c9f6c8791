import fc from 'fast-check';

/** A small sound suite; `body` stands after the front matter. */
export function suite(body: string, front = 'id: demo\ncategory: Demo\nversion: 1'): string {
  return `---\n${front}\n---\n\n${body}`;
}

/** Lines that people write into prompts, among them all that could be taken for structure. */
const line = fc.oneof(
  { weight: 4, arbitrary: fc.lorem({ maxCount: 6 }) },
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      '',
      '  ',
      '- item',
      '1. first',
      '> quoted',
      '| a | b |',
      '|---|---|',
      '---',
      '===',
      '```',
      '````md',
      '~~~',
      '    indented',
      '\tx',
      '<div>',
      '<!--',
      '-->',
      '{#x points=1}',
      '#hash',
      '**bold** (5): x',
      'a\\',
      'Ô, Sāriputta 日本語 🙂',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
);

/** Lines that are structure when they stand outside a fence. */
const structuralLine = fc.constantFrom(
  '# Group',
  '## Title {#demo-x points=5}',
  '## Broken',
  '### Rubric',
  '### System prompt',
  '### rubric ###',
  '- **a** (5): x',
  '  ## indented {#demo-y points=1}',
);

export const ordinaryText = fc.array(line, { minLength: 1, maxLength: 12 }).map((lines) => lines.join('\n'));
export const hostileText = fc
  .array(fc.oneof({ weight: 3, arbitrary: line }, { weight: 1, arbitrary: structuralLine }), { maxLength: 25 })
  .map((lines) => lines.join('\n'));
export const lineEnd = fc.constantFrom('\n', '\r\n');
