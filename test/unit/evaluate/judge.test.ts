import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pythonRunner } from '../../../src/evaluate/runners/python';
import { Workplace } from '../../../src/evaluate/runners/workplace';
import { chooseSandbox } from '../../../src/evaluate/sandbox/choose';
import { judgeCases } from '../../../src/evaluate/shelf/judge';
import type { ShelfCase } from '../../../src/evaluate/shelf/cases';
import { findToolchain } from '../../../src/evaluate/toolchains/find';

const content = join(import.meta.dirname, '../../../evaluate/shelf/python');
const read = (name: string): string => readFileSync(join(content, name), 'utf8');
const sandbox = await chooseSandbox().catch(() => null);
const toolchain = await findToolchain('python').catch(() => null);

it.skipIf(!sandbox || !toolchain)(
  'a program that hangs or runs out of memory in some cases loses those and no others',
  async () => {
    if (!sandbox || !toolchain) return;
    const texts = [
      'a: 1',
      'hang: 1',
      'b: 1',
      'hang: 2',
      'c: 1',
      'fill: 1',
      'd: 1',
      'hang: 3',
      'e: 1',
      'hang: 4',
      'f: 1',
    ];
    const cases = texts.map((text, index): ShelfCase => ({ id: `case-${index}`, op: 'parse', text }));
    const code = `${read('shelf.py')}
_parse = parse
def parse(text):
    while text.startswith("hang"):
        pass
    if text.startswith("fill"):
        all = [bytearray(b"1") * (1 << 26) for _ in iter(int, 1)]
    return _parse(text)
`;
    const place = await Workplace.open(sandbox, toolchain);
    try {
      const { driver } = await pythonRunner.build(place, new Map([['shelf.py', code]]), read('driver.py'));
      if (!driver) throw new Error('it is not built');
      const { failed } = await judgeCases(place, driver, cases);
      const wrong = texts.flatMap((text, index) => (/^[a-f]:/.test(text) ? [] : [`case-${index}`]));
      expect(failed.map(({ id }) => id)).toEqual(wrong);
    } finally {
      await place.close();
    }
  },
  120_000,
);
