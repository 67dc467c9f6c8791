import fc from 'fast-check';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ChunkReader } from '../../../src/suites/chunks';
import { readBlocks as read } from '../../../src/suites/outline';
import { tries } from '../tries';

/** Lines that begin, end and hide headings in all ways that were thought of. */
const lines = fc.constantFrom(
  ...['', '  ', '# A', '## B {#b points=5}', '### Rubric', '##', '##x', '  ## in', '    ## code', 'text', 'text  '],
  ...['- **a** (3): item', '  - full: yes', '1. one', '   more', '> quote', '> ## quoted', '===', '---', '***'],
  ...['```', '```js', '````', '~~~', '~~~ x', '  ```', '   ```', '    ```', '- ```', '> ```', '``` a`b', 'a ``` b'],
  ...['<div>', '</div>', '<!--', '-->', '<script>', 'a <b> c', '[x]: /y', '[x]:', "'title", '\tcode', '- ', '-', '\\## no'],
);

describe('a suite that is read in chunks', () => {
  it('reads as one that is read whole', () => {
    const texts = fc.array(lines, { maxLength: 40 });
    fc.assert(
      fc.property(texts, fc.constantFrom('\n', '\r\n'), (parts, end) => {
        const source = parts.join(end);
        expect(new ChunkReader(read).nodes(source)).toEqual(read(source));
      }),
      { numRuns: tries(3_000) },
    );
  });

  it('does so for the suites that come with LLP, and reads only the prompt again that has changed', async () => {
    for (const name of (await readdir('suites')).filter((file) => file.endsWith('.md'))) {
      const source = await readFile(join('suites', name), 'utf8');
      const lengths: number[] = [];
      const reader = new ChunkReader((text) => {
        lengths.push(text.length);
        return read(text);
      });
      expect(reader.nodes(source)).toEqual(read(source));
      if (lengths.length < 5) continue;
      lengths.length = 0;
      const at = source.indexOf('\n', Math.floor(source.length / 2));
      const typed = `${source.slice(0, at)} and one word more${source.slice(at)}`;
      expect(reader.nodes(typed)).toEqual(read(typed));
      expect(lengths).toHaveLength(1);
      expect(lengths[0]).toBeLessThan(source.length / 4);
    }
  });
});
