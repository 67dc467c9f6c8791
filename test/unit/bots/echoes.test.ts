import { describe, expect, it } from 'vitest';
import { Echoes } from '../../../src/features/bots/echoes';

/** A tree that selects when it gets to it. */
function slowTree() {
  const waiting: (() => void)[] = [];
  return {
    reveal: () => new Promise<void>((resolve) => waiting.push(resolve)),
    done: () => waiting.shift()?.(),
  };
}

describe('a selection that a tree reports', () => {
  it('is not the person’s where the tree was told it, however late', () => {
    const [echoes, tree] = [new Echoes(), slowTree()];
    void echoes.tell(1, tree.reveal);
    void echoes.tell(2, tree.reveal);
    expect(echoes.takes(1)).toBe(true);
    expect(echoes.takes(2)).toBe(true);
  });

  it('is the person’s where it comes again, or where the tree was told another', () => {
    const [echoes, tree] = [new Echoes(), slowTree()];
    void echoes.tell(1, tree.reveal);
    expect(echoes.takes(3)).toBe(false);
    expect(echoes.takes(1)).toBe(true);
    expect(echoes.takes(1)).toBe(false);
  });

  it('is the person’s once the tree has selected what it was told, though it had nothing to report', async () => {
    const [echoes, tree] = [new Echoes(), slowTree()];
    const told = echoes.tell(1, tree.reveal);
    tree.done();
    await told;
    expect(echoes.takes(1)).toBe(false);
  });

  it('is the person’s too where the tree could not select what it was told', async () => {
    const echoes = new Echoes();
    await expect(echoes.tell(1, () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(echoes.takes(1)).toBe(false);
  });
});
