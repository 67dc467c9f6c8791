import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { BlockScanner } from '../../../src/conduct/saved/blockScanner';
import { closed, unclosed, withoutBlankEnds } from '../../../src/conduct/saved/closed';
import { tries } from '../tries';

const sentinel = 'Sentinel-of-the-test';

/** What a full parser of Markdown makes of a text with a heading below it. */
function headingIsSeen(text: string): boolean {
  const last = fromMarkdown(`${text}\n\n# ${sentinel}\n`).children.at(-1);
  return last?.type === 'heading' && textOf(last) === sentinel;
}

function textOf(node: Nodes): string {
  return 'value' in node ? node.value : 'children' in node ? node.children.map(textOf).join('') : '';
}

/** Pieces of lines that open, close, nest and interrupt blocks. */
const piece = fc.constantFrom(
  ...['```', '````', '~~~', '~~~~', '``` js', '```a`b', '<!--', '-->', '<pre>', '</pre>', '<script>', '</script>'],
  ...['<div>', '</div>', '<b>', '<a href="x">', '<?php', '?>', '<![CDATA[', ']]>', '<!DOCTYPE', '<details>', '<x-y>'],
  ...['- ', '* ', '1. ', '2) ', '> ', '>', '-', '---', '***', '===', '# ', '    ', '  ', ' ', '\t', 'word', 'x', '<'],
);
const line = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
const markdown = fc
  .array(line, { maxLength: 9 })
  .map((lines) => lines.join('\n'))
  // The parser takes an empty list item right below indented code for a paragraph, unlike CommonMark.
  .filter((text) => !/^(?: {4}|.*\t).*\n\s*(?:2\)|[-*])[ \t]*$/m.test(text));

describe('an answer among others', () => {
  it.each([
    ['a fence', 'Here it is:\n\n```python\nprint("cut off here")'],
    ['a fence of tildes', '~~~\ntilde'],
    ['a longer fence with a shorter one within', '`````md\n```js\nx\n```'],
    ['a comment', 'A comment:\n\n<!-- that is never closed'],
    ['preformatted text', '<pre>never closed'],
    ['a script', '<script>\nif (a < b) {'],
    ['a style', '<STYLE>\nb {'],
    ['a text field', '<textarea rows=3>'],
    ['an instruction', '<?php\necho 1;'],
    ['a declaration', '<!DOCTYPE html'],
    ['CDATA', '<![CDATA[\nx'],
    ['an indented fence', '  ```\n  x'],
    ['a fence below a closed one', '```\na\n```\n\n```\nb'],
    ['nothing, as the list ends the fence', '1. Do:\n   ```bash\n   ls'],
    ['nothing, as the quote ends the fence', '> ```\n> ls'],
  ])('closes %s', (_what, text) => {
    const shown = closed(text);
    expect(headingIsSeen(shown)).toBe(true);
    expect(shown.startsWith(text)).toBe(true);
    expect(unclosed(shown)).toBe(text);
  });

  it('closes HTML that browsers would keep open', () => {
    expect(closed('<details><summary>More</summary>\n\nText')).toContain('\n\n</details>\n');
    expect(closed('<div>\n<table>\n<tr><td>a')).toContain('\n\n</table>\n</div>\n');
    expect(closed('A Vec<i> of <b>bold')).toContain('\n\n</b>\n</i>\n');
    expect(closed('<div class="cut')).toContain('\n\n<!-- "> -->\n</div>\n');
    expect(closed('<div>\n<!-- cut\n\nmore')).toContain('\n\n<!-- -->\n</div>\n');
  });

  it('leaves alone what is whole', () => {
    for (const text of [
      'Plain text.',
      '```\ncode <div> <!--\n```',
      'In `code <div>` and \\<div> and <br> and <Type>.',
      '<details>\n\nx\n\n</details>',
      '- a\n- b\n\n      <pre>',
      '<p>one\n\n<p>two',
      'a < b and c > d, <!-- said --> too',
    ])
      expect(closed(text)).toBe(text);
  });

  it('keeps the indent of the first line and drops blank lines only', () => {
    const drawing = '   /\\_/\\\n  ( o.o )\n   > ^ <  ';
    expect(withoutBlankEnds(`\n \t\n${drawing}\n\n`)).toBe(drawing);
    expect(closed(`\r\n${drawing}\r\n`)).toBe(drawing);
    expect(withoutBlankEnds(' \n\n')).toBe('');
  });

  it('knows as well as a full parser what is open at the end', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const scanner = new BlockScanner();
        for (const one of text.split('\n')) scanner.line(one);
        expect(scanner.closer === null).toBe(headingIsSeen(text));
      }),
      { numRuns: tries(1_500) },
    );
  });

  it('lets any answer be followed by another, and reads back as it was', () => {
    fc.assert(
      fc.property(fc.oneof(markdown, fc.string({ unit: 'grapheme' })), (text) => {
        const shown = closed(text);
        expect(headingIsSeen(shown)).toBe(true);
        expect(unclosed(shown)).toBe(withoutBlankEnds(text));
      }),
      { numRuns: tries(700) },
    );
  });

  it('reads back an answer that imitates the markers, escaped or not', () => {
    const part = fc.constantFrom('<!-- llp:', '<!-- llp&', '#38;', '#58;', 'closed lines=1 -->', '\n', 'x');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        expect(closed(text)).not.toMatch(/<!-- llp:(?!closed lines=\d+ -->$)/);
        expect(unclosed(closed(text))).toBe(withoutBlankEnds(text));
      }),
      { numRuns: tries(700) },
    );
  });
});
