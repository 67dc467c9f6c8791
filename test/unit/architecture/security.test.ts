import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('docs/security.md shows each claim by a test that exists', () => {
  const rows = readFileSync('docs/security.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.includes('---') && !line.startsWith('| hostile |'));
  expect(rows.length).toBeGreaterThan(15);
  for (const row of rows) {
    const shown = row.split(' | ').at(-1) ?? '';
    const named = [...shown.matchAll(/(host )?`([\w./-]+)`/g)].filter(([, , name]) => !name?.startsWith('regexp/'));
    expect(named.length, row).toBeGreaterThan(0);
    for (const [, host, name = ''] of named) {
      const file = host ? `test/host/suite/${name}.test.ts` : `test/unit/${name}.test.ts`;
      expect(existsSync(file), file).toBe(true);
    }
  }
});
