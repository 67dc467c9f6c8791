import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decoded, textOf } from '../../../src/exchange/encoding';
import { collectText } from '../../../src/exchange/export/destination';
import { exportPlayground } from '../../../src/exchange/export/exportPlayground';
import { importResults } from '../../../src/exchange/results/importResults';
import { aCategory, aPrompt, recordRun, temporaryFolder, temporaryStore } from '../builders';

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

describe('a text file', () => {
  it('is read the same as UTF-8 and as UTF-16 with a mark, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.integer({ min: 4, max: 9 }), async (text, size) => {
        for (const bytes of [utf16(text), utf16(text).swap16(), Buffer.from(`\ufeff${text}`)]) {
          let read = '';
          for await (const piece of decoded(inPieces(bytes, size))) read += piece;
          expect(read).toBe(text);
          expect(textOf(bytes)).toBe(text);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('comes in as an export that PowerShell has redirected, and is refused where it is no text', async () => {
    const prompt = aPrompt('one', 10, { categoryId: 'c1' });
    const source = await temporaryStore();
    source.prompts.sync([aCategory([prompt], { id: 'c1' })]);
    const bot = source.bots.add({ name: 'a', server: 'http://127.0.0.1:1', modelId: 'a', practice: false });
    recordRun(source, bot.id, prompt, { text: 'Tiếng Việt' });
    const text = await collectText(exportPlayground(source, { format: 'json', practice: true }, {}));
    const file = join(await temporaryFolder(), 'x.json');
    const target = await temporaryStore();
    await writeFile(file, Buffer.from([0xc3, 0x28, 0x7b]));
    await expect(importResults(target, file)).rejects.toThrow(
      'The file is not UTF-8 text, or is damaged. Nothing was imported.',
    );
    await writeFile(file, utf16(text));
    expect(await importResults(target, file)).toMatchObject({ runsAdded: 1 });
    expect(target.runs.require(1).text).toBe('Tiếng Việt');
  });
});
