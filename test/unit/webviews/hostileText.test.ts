import { describe, expect, it } from 'vitest';
import { inertPieces, inertText } from '../../../src/ui/inertText';
import { longestRendered, markdownTree, safeUrl } from '../../../src/ui/markdownTree';

describe('text that others wrote', () => {
  it('shows characters that reorder, hide or control by name', () => {
    expect(inertText('abc\u202edef\u202c')).toBe('abc⟨RLO⟩def⟨PDF⟩');
    expect(inertText('\u001b[31mred')).toBe('⟨ESC⟩[31mred');
    expect(inertText('a\u200bb\u{e0041}')).toBe('a⟨ZWSP⟩b⟨U+E0041⟩');
  });

  it('is left as it is in every script, with joiners, tabs and line ends', () => {
    const text = 'Tiếng Việt, العربية, हिन्दी, 👩‍💻, می‌خواهم\n\tcode';
    expect(inertPieces(text)).toEqual([{ kind: 'text', text }]);
  });
});

describe('Markdown of an answer', () => {
  it('keeps HTML as text that is never parsed', () => {
    const tree = markdownTree('<script>alert(1)</script>\n\ntext <img src=x onerror=alert(1)>');
    expect(tree?.children.map((node) => node.type)).toEqual(['html', 'paragraph']);
  });

  it('reads tables', () => {
    expect(markdownTree('| a | b |\n|---|--:|\n| 1 | 2 |')?.children[0]?.type).toBe('table');
  });

  it('offers only web and mail addresses', () => {
    expect(safeUrl('https://example.org/a?b=1')).toBe('https://example.org/a?b=1');
    expect(safeUrl('mailto:a@example.org')).toBe('mailto:a@example.org');
    for (const url of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'command:llp.deleteBot',
      'vscode://x/y',
      '//example.org',
      'https://a b',
    ])
      expect(safeUrl(url), url).toBeNull();
  });

  it('gives up at once on answers that would hold up the page', () => {
    const hostile = [
      '>'.repeat(5_000),
      '- '.repeat(5_000),
      '['.repeat(50_000),
      'x'.repeat(longestRendered + 1),
      `${' '.repeat(500)}x`,
    ];
    const started = performance.now();
    for (const text of hostile) expect(markdownTree(text)).toBeNull();
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
