import { describe, expect, it } from 'vitest';
import { mayOverflow } from '../../../src/features/board/fit';

describe('what may be too long for its cell', () => {
  it('lets the usual progress of a category stand as it is', () => {
    expect(mayOverflow('0/2 scored · 2 open', 146)).toBe(false);
  });

  it('knows what needs an ellipsis, in any script', () => {
    expect(mayOverflow('12/40 scored · 28 open · 3 outdated', 146)).toBe(true);
    expect(mayOverflow('十二之四十已評分・未評二十八', 146)).toBe(true);
    expect(mayOverflow('十二之四十', 146)).toBe(false);
  });
});
