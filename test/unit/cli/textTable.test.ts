import { describe, expect, it } from 'vitest';
import { textTable } from '../../../src/cli/textTable';

describe('a table as text', () => {
  it('keeps its columns beside one endless name, which is shown whole', () => {
    const endless = 'a'.repeat(300);
    const [head = '', long = '', short = ''] = textTable(
      ['MODEL', 'STATE'],
      [
        [endless, 'loaded'],
        ['m', 'none'],
      ],
    ).split('\n');
    expect(long).toBe(`${endless}  loaded`);
    expect(head.indexOf('STATE')).toBe(82);
    expect(short.indexOf('none')).toBe(82);
  });
});
